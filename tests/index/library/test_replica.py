"""Reading a library from a replica: never older than what is known of the primary, and from the primary if need be."""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import Article, Library, OnrecordError, Parts, UnknownArticle, use_parts
from index.parts import open_library, open_library_to_read

if TYPE_CHECKING:
    from postgresql import PostgresReplica, PostgresServer

pytestmark = pytest.mark.cluster

Open = Callable[[], Library]


@pytest.fixture
def url(postgresql: "PostgresServer") -> str:
    return postgresql.create_database()


@pytest.fixture
def read(url: str, replica: "PostgresReplica", tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens the library for reading, by way of the replica."""
    use_parts(Parts(library=url, replica=replica.url_of(url)))
    yield lambda: open_library_to_read(tmp_path)
    use_parts(Parts())
    replica.lag(lags=False)


def add(home: Path, id: str) -> None:
    with open_library(home) as library:
        library.add(Article(id=id, title="A", text="The envoy spoke."))


def list_ids(library: Library) -> list[str]:
    return [id_ for id_, _ in library.latest_versions()]


def wait_until_read(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """Wait until rows come from the replica."""
    deadline = time.monotonic() + 30
    while not library.database._replica._is_new_enough:  # type: ignore[attr-defined]
        assert time.monotonic() < deadline, caplog.text
        list_ids(library)
        time.sleep(0.05)


def test_a_replica_is_read_while_the_primary_is_away(
    read: Open, postgresql: "PostgresServer", tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(tmp_path, "a")
    library = read()
    wait_until_read(library, caplog)
    postgresql.kill()
    assert list_ids(library) == ["a"]
    assert library.get("a").text == "The envoy spoke."
    postgresql.start_again()


def test_what_the_replica_does_not_have_yet_is_read_from_the_primary(
    read: Open, replica: "PostgresReplica", tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    add(tmp_path, "a")
    first = read()
    wait_until_read(first, caplog)
    replica.lag(lags=True)
    add(tmp_path, "b")
    for library in (first, read()):
        assert list_ids(library) == ["a", "b"]
    assert [record.message for record in caplog.records if "lags behind" in record.message] == [
        f"the primary is read: postgresql://{replica.folder}/{first.database.name.rpartition('/')[2]} lags behind"
    ]
    replica.lag(lags=False)
    wait_until_read(first, caplog)
    assert "is new enough and is read again" in caplog.text


def test_a_reader_that_knows_of_nothing_newer_is_content_with_a_replica_that_lags(
    read: Open, replica: "PostgresReplica", url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(tmp_path, "a")
    library = read()
    wait_until_read(library, caplog)
    replica.lag(lags=True)
    use_parts(Parts(library=url))  # as another process does, which has no replica
    add(tmp_path, "b")
    assert list_ids(library) == ["a"]
    library.database.require_latest()  # type: ignore[attr-defined]
    assert list_ids(library) == ["a", "b"]


def test_a_replica_that_is_killed_is_not_missed_and_is_read_again_when_it_is_back(
    read: Open, replica: "PostgresReplica", tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(tmp_path, "a")
    library = read()
    wait_until_read(library, caplog)
    caplog.clear()
    replica.kill()
    for _ in range(100):
        assert list_ids(library) == ["a"]
    assert caplog.text.count("the primary is read") == 1
    assert list_ids(read()) == ["a"]
    with pytest.raises(UnknownArticle):
        library.get("b")
    replica.start_again()
    wait_until_read(library, caplog)


def test_what_changes_something_goes_to_the_primary_with_what_is_read_for_it(
    read: Open, replica: "PostgresReplica", tmp_path: Path
) -> None:
    library = read()
    replica.lag(lags=True)
    with library.transaction():
        library.add(Article(id="a", title="A", text="The envoy spoke."))
        assert library.add(Article(id="a", title="A", text="The envoy left.")).version == 2
    assert library.get("a").version == 2
    add(tmp_path, "b")
    assert list_ids(library) == ["a", "b"]


def test_what_is_no_replica_of_the_library_is_passed_over(
    url: str, postgresql: "PostgresServer", replica: "PostgresReplica", tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    other = postgresql.create_database()
    use_parts(Parts(library=other))
    add(tmp_path / "other", "z")
    for address, reason in ((url, "is not a replica"), (replica.url_of(other), "is a replica of another library")):
        caplog.clear()
        use_parts(Parts(library=url, replica=address))
        library = open_library_to_read(tmp_path / "home")
        deadline = time.monotonic() + 30
        while reason not in caplog.text:
            assert list_ids(library) == []
            assert time.monotonic() < deadline, caplog.text
            time.sleep(0.05)
    use_parts(Parts())


def test_a_replica_without_a_primary_is_refused() -> None:
    with pytest.raises(OnrecordError, match="needs that of the primary"):
        Parts(replica="postgresql://replica/news")
