"""Batches: what is sent to a server in pieces."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def split_batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Yield the values in lists of at most this size."""
    iterator = iter(values)
    while batch := [*islice(iterator, size)]:
        yield batch
