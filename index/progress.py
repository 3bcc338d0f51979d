"""How far a run has come, for whoever watches it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """Files read, pages fetched, the model made ready, passages encoded, or the generation being written."""

    stage: Literal["reading", "fetching", "preparing", "encoding", "publishing"]
    done: int
    total: int


Watcher = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """Let a run go by without telling anyone."""
