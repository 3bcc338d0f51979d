"""Watch: index sources again when their files change, and at intervals if they are on the web."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from index.build.update import Report
from index.errors import OnrecordError
from index.ingest.sources import SourceListing

POLL_SECONDS = 2.0
"""Seconds between two checks of the files."""

FETCH_SECONDS = 900.0
"""Seconds between two fetches of pages and feeds."""

FileStates = dict[Path, tuple[int, int]]


def watch_sources(
    run: Callable[[], Report],
    sources: Sequence[str],
    on_result: Callable[[Report | OnrecordError], None],
    stop: Event,
    *,
    look_every: float = POLL_SECONDS,
    fetch_every: float = FETCH_SECONDS,
) -> None:
    """Run at once, and again after each change until `stop` is set; pass each report or error to `on_result`.

    Waits until files are no longer being written. An error of the first run is raised.
    """
    indexed = latest = _stat_files(sources)
    on_result(run())
    fetched = time.monotonic()
    while not stop.wait(look_every):
        before, latest = latest, _stat_files(sources)
        changed = latest != indexed and latest == before  # and no longer being written
        if changed or (SourceListing.from_sources(sources).addresses and time.monotonic() - fetched >= fetch_every):
            indexed, fetched = latest, time.monotonic()
            try:
                on_result(run())
            except OnrecordError as error:
                on_result(error)


def _stat_files(sources: Sequence[str]) -> FileStates:
    """Return the modification time in nanoseconds and the size of each file."""
    states: FileStates = {}
    for path in SourceListing.from_sources(sources).watched_paths:
        try:
            stat = path.stat()
        except OSError:  # deleted since it was listed
            continue
        states[path] = stat.st_mtime_ns, stat.st_size
    return states
