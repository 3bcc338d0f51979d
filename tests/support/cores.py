"""Processor cores: one for the computations of a worker, all of them for the processes that need more."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_ALL = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else frozenset()


def use_one_core(number: int) -> None:
    """Have this process compute on one of the cores that it may use; macOS has no such call."""
    if _ALL:
        os.sched_setaffinity(0, {sorted(_ALL)[number % len(_ALL)]})


@contextmanager
def all_cores() -> Iterator[None]:
    """Run the processes that are started inside on all cores again."""
    if not _ALL:
        yield
        return
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, _ALL)
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)
