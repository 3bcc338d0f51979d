"""The desk: what the routes of a server work with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from ui.live import LiveRecord
from ui.writer import Writer


@dataclass(frozen=True, slots=True)
class Desk:
    """The home, its record, and who writes to it."""

    home: Path
    live: LiveRecord
    writer: Writer


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
