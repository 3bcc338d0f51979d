import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

import index
from index import OnrecordError, Report, UnreadableSource
from index.build.watch import watch_sources
from index.ingest.sources import SourceListing

Results = SimpleQueue[Report | OnrecordError]


@contextmanager
def watching(run: Callable[[], Report], source: Path, fetch_every: float = 3600.0) -> Iterator[Results]:
    results: Results = SimpleQueue()
    stop = threading.Event()
    thread = threading.Thread(
        target=watch_sources,
        args=(run, [str(source)], results.put, stop),
        kwargs={"look_every": 0.02, "fetch_every": fetch_every},
    )
    thread.start()
    try:
        yield results
    finally:
        stop.set()
        thread.join()


def test_a_file_that_comes_or_changes_is_taken_in(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Report\n\nThe envoy spoke of Libya.")
    with watching(lambda: index.bring_up_to_date(tmp_path / "home", [str(source)]), source) as results:
        first = results.get(timeout=60)
        (source / "b.txt").write_text("Report\n\nThe envoy spoke of Yemen.")
        second = results.get(timeout=60)
        (source / "a.txt").write_text("Report\n\nThe envoy spoke of Libya and of Chad.")
        third = results.get(timeout=60)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(third, Report)
    assert (first.added, second.added, third.updated) == (1, 1, 1)


def report() -> Report:
    return Report(
        added=0, updated=0, unchanged=0, rejected=(), encoded=0, articles=0, passages=0, generation=1, seconds=0
    )


def test_addresses_are_visited_again_and_again_and_files_only_when_they_change(tmp_path: Path) -> None:
    (tmp_path / "feeds.txt").write_text("https://example.org/feed\n")
    with watching(report, tmp_path, fetch_every=0.05) as results:
        for _ in range(3):
            assert isinstance(results.get(timeout=10), Report)
    (tmp_path / "feeds.txt").write_text("# none yet\n")
    with watching(report, tmp_path, fetch_every=0.05) as results:
        results.get(timeout=10)
        threading.Event().wait(0.3)
        assert results.empty()


def test_an_error_after_the_first_run_is_reported_and_the_watch_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    outcomes = iter([report, _fail, report])

    def run() -> Report:
        return next(outcomes)()

    with watching(run, tmp_path) as results:
        assert isinstance(results.get(timeout=10), Report)
        path.write_text("other")
        assert isinstance(results.get(timeout=10), UnreadableSource)
        path.write_text("and another")
        assert isinstance(results.get(timeout=10), Report)


def test_an_error_of_the_first_run_ends_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        watch_sources(_fail, [str(tmp_path)], print, threading.Event())


def _fail() -> Report:
    message = "the disk is away"
    raise UnreadableSource(message)


def test_a_list_of_sources_names_addresses_and_what_lies_below_it(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Text")
    (tmp_path / "feeds.txt").write_text(
        "# daily\nhttps://example.org/feed#top  # the first\n\nnews\nnowhere\nfeeds.txt\n"
    )
    listed = SourceListing.from_sources([str(tmp_path / "feeds.txt"), "https://example.org/feed#top"])
    assert listed.addresses == ["https://example.org/feed#top"]
    assert [place for _, place in listed.files] == ["a.txt"]
    assert [Path(one.origin).name for one in listed.unreadable] == ["nowhere"]
