"""The desk: what the routes of a server work with."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from ui.runtime.live_record import LiveRecord
from ui.runtime.request_queue import Turns
from ui.runtime.writer import Writer


@dataclass(frozen=True, slots=True)
class Desk:
    """The home, its record, and who writes to it."""

    home: Path
    live: LiveRecord
    writer: Writer
    turns: Turns = field(default_factory=Turns)


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


async def _in_turn(desk: AtDesk) -> AsyncIterator[Desk]:
    """Lend the desk to so many at once; the body has come by then, so that a slow one keeps nobody waiting."""
    async with desk.turns.turn():
        yield desk


InTurn = Annotated[Desk, Depends(_in_turn, scope="function")]
