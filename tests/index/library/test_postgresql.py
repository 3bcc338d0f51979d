import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import Article, Library, LibraryBusy, NewerLibrary, OnrecordError, RejectedArticle, Unreachable

if TYPE_CHECKING:
    from postgresql import PostgresServer

    from index.library.postgresql import PostgresDatabase

pytestmark = pytest.mark.cluster


@pytest.fixture
def url(postgresql: "PostgresServer") -> str:
    return postgresql.create_database()


@pytest.fixture
def connect() -> "type[PostgresDatabase]":
    from index.library.postgresql import PostgresDatabase  # noqa: PLC0415 (needs an extra)

    return PostgresDatabase


@pytest.fixture
def open_library(connect: "type[PostgresDatabase]", url: str) -> Callable[[], Library]:
    return lambda: Library(connect.open(url))


def article(id: str, text: str = "The envoy spoke.") -> Article:
    return Article(id=id, title="A", text=text)


def test_what_was_acknowledged_is_there_after_the_server_was_killed(
    postgresql: "PostgresServer", open_library: Callable[[], Library]
) -> None:
    library = open_library()
    for number in range(50):
        library.add(article(f"{number:02}"))
    postgresql.kill()
    with pytest.raises(Unreachable, match="cannot be reached"):
        library.add(article("lost"))
    postgresql.start_again()
    assert [id_ for id_, _ in library.latest_versions()] == [f"{number:02}" for number in range(50)]
    library.add(article("after"))
    assert library.get("after").version == 1
    assert [*library.find_damage()] == []


def test_a_transaction_that_the_server_did_not_survive_is_not_half_done(
    postgresql: "PostgresServer", open_library: Callable[[], Library]
) -> None:
    library = open_library()

    def add_two() -> None:
        with library.transaction():
            library.add(article("a"))
            postgresql.kill()
            library.add(article("b"))

    with pytest.raises(Unreachable):
        add_two()
    postgresql.start_again()
    assert library.latest_versions() == []
    with library.transaction():
        library.add(article("c"))
    assert library.latest_versions() == [("c", 1)]


def test_writers_on_several_connections_take_turns(open_library: Callable[[], Library]) -> None:
    def write(name: str) -> None:
        with open_library() as library:
            for number in range(20):
                with library.transaction():
                    library.add(article("a", f"{name} said so {number} times."))

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Ada", "Bo", "Cem")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_library() as library:
        assert [head.version for head in library.list_versions("a")] == [*range(1, 61)]


def test_a_writer_does_not_wait_for_ever(
    connect: "type[PostgresDatabase]", url: str, open_library: Callable[[], Library]
) -> None:
    impatient = Library(connect.open(url, lock_seconds=1))

    def add() -> None:
        with impatient.transaction():
            impatient.add(article("a"))

    with open_library() as library, library.transaction(), pytest.raises(LibraryBusy, match="another process"):
        add()
    add()
    assert impatient.get("a").version == 1


def test_an_article_that_postgresql_cannot_store_is_rejected_and_the_others_are_added(
    open_library: Callable[[], Library],
) -> None:
    with open_library() as library:
        with library.transaction():
            library.add(article("a"))
            with pytest.raises(RejectedArticle, match="NUL"):
                library.add(article("b", "The envoy\0 spoke."))
            with pytest.raises(RejectedArticle, match="longer than 2,000 bytes"):
                library.add(article("c" * 3000))
            library.add(article("d"))
        assert [id_ for id_, _ in library.latest_versions()] == ["a", "d"]


def test_commits_are_durable_where_the_server_would_not_wait_for_the_disk(
    connect: "type[PostgresDatabase]", url: str
) -> None:
    first = connect.open(url)
    first.fetch_rows("ALTER ROLE postgres SET synchronous_commit = off")
    second = connect.open(url)
    first.fetch_rows("ALTER ROLE postgres RESET synchronous_commit")
    assert second.fetch_rows("SHOW synchronous_commit")[0][0] == "on"
    first.close()
    second.close()


def test_a_library_of_a_newer_release_is_left_alone(connect: "type[PostgresDatabase]", url: str) -> None:
    database = connect.open(url)
    database.fetch_rows("INSERT INTO applied_migrations VALUES (1000)")
    database.close()
    with pytest.raises(NewerLibrary, match="newer version of onrecord"):
        connect.open(url)


def test_a_server_that_does_not_answer_is_named_without_the_password(
    connect: "type[PostgresDatabase]", tmp_path: Path
) -> None:
    with pytest.raises(Unreachable, match=r"postgresql://.*/news cannot be reached") as raised:
        connect.open(f"postgresql://ada:geheim@/news?host={tmp_path}")
    assert "geheim" not in str(raised.value)
    with pytest.raises(OnrecordError, match="cannot be read") as raised:
        connect.open("postgresql://ada:geheim@[/news")
    assert "geheim" not in str(raised.value)


def test_a_database_that_cannot_hold_every_text_is_refused(connect: "type[PostgresDatabase]", url: str) -> None:
    database = connect.open(url)
    database.fetch_rows("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    database.close()
    with pytest.raises(OnrecordError, match="create a database in UTF8"):
        connect.open(f"postgresql://postgres@/latin?{url.partition('?')[2]}")
