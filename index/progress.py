"""Progress of a run, reported to a callback."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """Files, pages and versions read, models loaded, passages encoded, generations written: `done` of `total`."""

    stage: Literal["copying", "reading", "fetching", "preparing", "encoding", "publishing"]
    done: int
    total: int


ProgressCallback = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """Do nothing; the callback of a run that no one watches."""
