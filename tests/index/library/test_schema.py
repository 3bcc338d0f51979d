import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Article, Library, NewerLibrary, OnrecordError
from index.library.schema import MIGRATIONS

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Create a library as an earlier release wrote it."""
    with closing(sqlite3.connect(tmp_path / "library.db")) as database:
        database.executescript(request.param.read_text())
    return tmp_path


def test_a_library_of_every_release_is_opened_with_all_that_it_holds(home: Path) -> None:
    with Library.open(home) as library:
        assert [version.version for version in library.list_versions("flood")] == [1, 2]
        assert library.get("flood").text.endswith("Thousands died.")
        assert not library.get("flood", 1).text.endswith("Thousands died.")
        assert [one.id for one in library.load_current()] == ["flood"]
        assert library.get("talks").removed
        assert library.list_sources() == ("/news",)
        assert [*library.find_damage()] == []
        library.restore(["talks"])
        assert (
            library.add(Article(id="flood", title="Derna", text="Derna mourns."), origin="/news/derna.md").version == 3
        )


def test_a_library_is_brought_up_to_date_once(home: Path) -> None:
    with Library.open(home), Library.open(home) as again:
        assert [*again.find_damage()] == []
    with closing(sqlite3.connect(home / "library.db")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert database.execute("SELECT version FROM acts ORDER BY number").fetchall()[:3] == [(1,), (2,), (2,)]


def test_a_library_that_cannot_be_brought_up_to_date_stays_as_it_was(home: Path) -> None:
    with closing(sqlite3.connect(home / "library.db")) as database:
        database.execute("CREATE TABLE former_acts (number INTEGER)")
        before = [*database.iterdump()]
    with pytest.raises(OnrecordError, match="former_acts"):
        Library.open(home)
    with closing(sqlite3.connect(home / "library.db")) as database:
        assert [*database.iterdump()] == before


def test_a_library_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "library.db")) as database:
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NewerLibrary, match="newer version of onrecord"):
        Library.open(tmp_path)


@pytest.mark.parametrize("change", ["UPDATE versions SET text = ''", "DELETE FROM versions", "DELETE FROM acts"])
def test_the_library_only_grows(library: Library, change: str) -> None:
    library.add(Article(id="a", title="A", text="The envoy spoke."))
    library.remove(["a"])
    with pytest.raises(Exception, match="only grows"):
        library._database.fetch_rows(change)


def test_an_act_is_on_a_version_that_there_is(library: Library) -> None:
    with pytest.raises(Exception, match=r"FOREIGN KEY|foreign key"):
        library._database.fetch_rows("INSERT INTO acts VALUES (1, 'nobody', 1, 'remove', '2026', '')")
