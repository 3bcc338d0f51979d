"""Dependencies of the routes: the home folder, its live index, the writer and the request queue."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from rag import LanguageModel
from ui.runtime.live_record import LiveRecord
from ui.runtime.metrics import Metrics
from ui.runtime.request_queue import RequestQueue
from ui.runtime.writer import Writer


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What the routes of one server share."""

    home: Path
    live: LiveRecord
    writer: Writer
    metrics: Metrics
    model: LanguageModel | None = None
    queue: RequestQueue = field(default_factory=RequestQueue)

    def __post_init__(self) -> None:
        """Have the metrics report the state of the server."""
        self.metrics.watch(self.home, self.live, self.queue)


async def _get_dependencies(request: Request) -> Dependencies:
    dependencies: Dependencies = request.app.state.dependencies
    return dependencies


Deps = Annotated[Dependencies, Depends(_get_dependencies)]


async def _wait_for_slot(deps: Deps) -> AsyncIterator[Dependencies]:
    """Wait for a slot of the queue; the body has been received by then, so that a slow client holds none."""
    async with deps.queue.slot():
        yield deps


QueuedDeps = Annotated[Dependencies, Depends(_wait_for_slot, scope="function")]
