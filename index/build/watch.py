"""Staying with sources: brought up to date whenever their files change, and every so often for what is on the web."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from index.build.update import Report
from index.errors import OnrecordError
from index.ingest.sources import Listed

LOOK_EVERY = 2.0
"""Seconds between two looks at the files."""

FETCH_EVERY = 900.0
"""Seconds between two visits to pages and feeds."""

State = dict[Path, tuple[int, int]]


def watch(
    run: Callable[[], Report],
    sources: Sequence[str],
    told: Callable[[Report | OnrecordError], None],
    stop: Event,
    *,
    look_every: float = LOOK_EVERY,
    fetch_every: float = FETCH_EVERY,
) -> None:
    """Run at once and then whenever it is due, until `stop` is set; tell each report, and each error that may pass.

    Files that are still being written are left until they rest. An error of the first run is raised.
    """
    seen = resting = _state(sources)
    told(run())
    fetched = time.monotonic()
    while not stop.wait(look_every):
        before, resting = resting, _state(sources)
        changed = resting != seen and resting == before
        if changed or (Listed.of(sources).addresses and time.monotonic() - fetched >= fetch_every):
            seen, fetched = resting, time.monotonic()
            try:
                told(run())
            except OnrecordError as error:
                told(error)


def _state(sources: Sequence[str]) -> State:
    """Tell what files there are, when each was written last and how large it is."""
    found: State = {}
    for path in Listed.of(sources).watched:
        try:
            stat = path.stat()
        except OSError:  # gone since it was listed
            continue
        found[path] = stat.st_mtime_ns, stat.st_size
    return found
