"""Documents in folders of a home, and in PostgreSQL: the same tests for both."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index import Parts, use_parts
from index.documents.protocols import Documents
from index.parts import open_documents

if TYPE_CHECKING:
    from postgresql import PostgresServer


@pytest.fixture(params=["folders", pytest.param("database", marks=pytest.mark.cluster)])
def documents(request: pytest.FixtureRequest, tmp_path: Path) -> Any:  # noqa: ANN401 (an iterator of documents)
    if request.param == "database":
        use_parts(Parts(library=request.getfixturevalue("postgresql").create_database()))
    yield open_documents(tmp_path)
    use_parts(Parts())


def test_a_document_is_read_as_it_was_last_written(documents: Documents) -> None:
    assert documents.read("briefs", "a") is None
    documents.write("briefs", "a", b"one")
    documents.write("briefs", "a", b"\0two")
    assert documents.read("briefs", "a") == b"\0two"


def test_all_documents_of_a_folder_are_read_and_none_of_another(documents: Documents) -> None:
    for folder, name in (("briefs", "b"), ("briefs", "a"), ("briefs/x", "c"), ("briefs2", "d")):
        documents.write(folder, name, name.encode())
    assert [*documents.read_all("briefs")] == [("a", b"a"), ("b", b"b")]


def test_folders_in_a_folder_are_listed(documents: Documents) -> None:
    for day in ("2026-02-01", "2026-01-31", "2026-02-01"):
        documents.write(f"answers/{day}", "a", b"{}", durable=False)
    documents.write("answers2/2025-01-01", "a", b"{}")
    assert documents.list_folders("answers") == ["2026-01-31", "2026-02-01"]
    documents.delete_folder("answers/2026-01-31")
    documents.delete_folder("answers/2026-01-31")
    assert documents.list_folders("answers") == ["2026-02-01"]


def test_a_deleted_document_is_gone_and_deleting_it_again_is_no_error(documents: Documents) -> None:
    documents.write("briefs", "a", b"one")
    documents.delete("briefs", "a")
    documents.delete("briefs", "a")
    assert documents.read("briefs", "a") is None


def test_of_two_that_read_change_and_write_neither_is_lost(documents: Documents) -> None:
    documents.write("briefs", "a", b"0")

    def count() -> None:
        for _ in range(10):
            with documents.exclusive("briefs"):
                documents.write("briefs", "a", b"%d" % (int(documents.read("briefs", "a") or b"0") + 1))

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert documents.read("briefs", "a") == b"30"


@pytest.mark.cluster
def test_documents_outlive_the_connection_to_the_database(
    postgresql: "PostgresServer", tmp_path: Path, restart: Callable[[], None]
) -> None:
    use_parts(Parts(library=postgresql.create_database()))
    documents = open_documents(tmp_path)
    documents.write("briefs", "a", b"one")
    restart()
    documents.write("briefs", "a", b"two")
    restart()
    assert documents.read("briefs", "a") == b"two"
    use_parts(Parts())


@pytest.fixture
def restart(postgresql: "PostgresServer") -> Callable[[], None]:
    def kill_and_start() -> None:
        postgresql.kill()
        postgresql.start_again()

    return kill_and_start
