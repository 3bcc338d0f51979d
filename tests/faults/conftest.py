"""What the faults share: a home with a past, that home after an undisturbed run, and how much of it all is tried."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

sys.path.append(str(Path(__file__).parent))
from work import Before, act

FULL = os.environ.get("FULL", "") not in ("", "0")

Thing = TypeVar("Thing")


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    return Before.make(tmp_path_factory.mktemp("faults") / "before")


@pytest.fixture(scope="session")
def done(before: Before) -> Path:
    home = before.copy(before.folder.parent / "done")
    act(home)
    return home


@pytest.fixture
def some() -> Callable[[Sequence[Thing], int], Sequence[Thing]]:
    """Give everything where FULL is set, else so many, spread over it and with its end."""

    def chosen(things: Sequence[Thing], most: int) -> Sequence[Thing]:
        step = 1 if FULL else max(1, len(things) // most)
        return things[::-1][::step][::-1]

    return chosen


@pytest.fixture
def many() -> Callable[[int, int], int]:
    """Give the first number where FULL is set, else the second."""
    return lambda full, bounded: full if FULL else bounded
