import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index
from index import Article, OnrecordError, Parts, Unsupported, open_library, use_parts

if TYPE_CHECKING:
    from postgresql import PostgresServer

EMBEDDED = """
import sys
from pathlib import Path
import index, index.build.update, rag, ui.cli.homes
with index.open_library(Path(sys.argv[1])) as library:
    library.add(index.Article(id="a", title="A", text="The envoy spoke."))
print([name for name in ("psycopg", "pymilvus", "grpc", "ray") if name in sys.modules])
"""


@pytest.fixture
def url(postgresql: "PostgresServer") -> Iterator[str]:
    """Return the address of a library that this process uses until the test ends."""
    url = postgresql.create_database()
    use_parts(Parts(library=url))
    yield url
    use_parts(Parts())


def test_without_settings_no_client_of_another_part_is_imported(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", EMBEDDED, tmp_path], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
    assert (tmp_path / "library.db").exists()


def test_an_address_of_another_kind_is_refused_and_never_printed() -> None:
    with pytest.raises(OnrecordError, match="write postgresql://") as raised:
        Parts(library="mysql://ada:geheim@db/news")
    assert "geheim" not in str(raised.value) + repr(Parts(library="postgresql://ada:geheim@db/news"))


@pytest.mark.cluster
def test_homes_share_a_library(url: str, tmp_path: Path) -> None:
    assert url
    with open_library(tmp_path / "one") as library:
        library.add(Article(id="a", title="A", text="The envoy spoke."))
    with open_library(tmp_path / "two") as library:
        assert library.latest_versions() == [("a", 1)]
    assert not (tmp_path / "two" / "library.db").exists()


@pytest.mark.cluster
def test_a_home_keeps_to_its_library(url: str, postgresql: "PostgresServer", tmp_path: Path) -> None:
    open_library(tmp_path).close()
    use_parts(Parts(library=postgresql.create_database()))
    with pytest.raises(OnrecordError, match="is not the library that"):
        open_library(tmp_path)
    use_parts(Parts())
    with pytest.raises(OnrecordError, match="set ONRECORD_LIBRARY to its address"):
        open_library(tmp_path)
    open_library(tmp_path / "own").close()
    use_parts(Parts(library=url))
    with pytest.raises(OnrecordError, match="has a library of its own"):
        open_library(tmp_path / "own")


@pytest.mark.cluster
def test_a_backup_of_a_part_of_a_home_is_refused(url: str, tmp_path: Path) -> None:
    assert url
    with pytest.raises(Unsupported, match="does not cover a library in PostgreSQL"):
        index.back_up(tmp_path, tmp_path / "backups")
    with pytest.raises(Unsupported, match="does not cover a library in PostgreSQL"):
        index.restore_backup(tmp_path / "backups", tmp_path / "home")
