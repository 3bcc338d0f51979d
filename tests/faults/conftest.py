"""Fixtures of the fault tests: a home with two generations, the same home after an undisturbed run, and sampling."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

sys.path.append(str(Path(__file__).parent))
from cores import all_cores
from work import Before, act

FULL = os.environ.get("FULL", "") not in ("", "0")

Item = TypeVar("Item")


@pytest.fixture(autouse=True, scope="module")
def _concurrency() -> Iterator[None]:
    """Run the processes that these tests start on all cores: on one core some races do not occur."""
    with all_cores():
        yield


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    """Return a home of two generations and the source of a third."""
    return Before.make(tmp_path_factory.mktemp("faults") / "before")


@pytest.fixture(scope="session")
def done(before: Before) -> Path:
    """Return that home after an undisturbed run."""
    home = before.copy(before.folder.parent / "done")
    act(home)
    return home


@pytest.fixture
def some() -> Callable[[Sequence[Item], int], Sequence[Item]]:
    """Return a function that returns all items if FULL is set, else a number of them, evenly spaced, with the last."""

    def sample(items: Sequence[Item], count: int) -> Sequence[Item]:
        step = 1 if FULL else max(1, len(items) // count)
        return items[::-1][::step][::-1]

    return sample


@pytest.fixture
def many() -> Callable[[int, int], int]:
    """Return a function that returns its first argument if FULL is set, else its second."""
    return lambda full, bounded: full if FULL else bounded
