import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Article, DamagedLibrary, Library

FILE, OTHER = b"%PDF-1.4 a", b"%PDF-1.4 another"
ARTICLE = Article(id="a", title="Road", text="The road is open.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as library:
        yield library


def test_the_file_of_a_version_is_kept_with_it(library: Library, tmp_path: Path) -> None:
    library.add(ARTICLE, original=FILE)
    library.add(ARTICLE.model_copy(update={"text": "The road is closed."}), original=OTHER)
    library.close()
    with Library.open(tmp_path) as again:
        assert [again.originals.read("a", 1), again.originals.read("a", 2)] == [FILE, OTHER]
        assert not [*again.find_damage()]


def test_an_article_that_was_no_pdf_has_none(library: Library) -> None:
    library.add(ARTICLE)
    assert not library.originals.has("a", 1)
    assert library.originals.read("a", 1) is None


def test_an_unchanged_article_of_an_older_library_gets_its_file_when_it_is_read_again(library: Library) -> None:
    library.add(ARTICLE)
    assert library.add(ARTICLE, original=FILE).status == "unchanged"
    assert library.originals.read("a", 1) == FILE


def test_a_version_edited_by_hand_has_the_file_of_the_text_it_kept(library: Library) -> None:
    library.add(ARTICLE, original=FILE)
    library.revise("a", {"title": "The road"})
    assert library.originals.read("a", 2) == FILE
    library.revise("a", {"text": "The road is not open."})
    assert not library.originals.has("a", 3)


def test_a_file_is_stored_once_for_all_its_versions(library: Library, tmp_path: Path) -> None:
    for id_ in ("a", "b"):
        library.add(ARTICLE.model_copy(update={"id": id_}), original=FILE)
    with sqlite3.connect(tmp_path / "library.db") as opened:
        assert opened.execute("SELECT count(*) FROM originals").fetchone() == (1,)


def test_a_damaged_file_is_reported_and_not_shown(library: Library, tmp_path: Path) -> None:
    library.add(ARTICLE, original=FILE)
    library.close()
    with sqlite3.connect(tmp_path / "library.db") as opened:
        opened.execute("DROP TRIGGER originals_stay_at_UPDATE")
        opened.execute("UPDATE originals SET content = ?", (OTHER,))
    opened.close()
    with Library.open(tmp_path) as again:
        assert [line for line in again.find_damage() if "original file" in line]
        with pytest.raises(DamagedLibrary, match="the file of article 'a' is damaged"):
            again.originals.read("a", 1)


def test_a_file_is_never_overwritten_or_deleted(library: Library, tmp_path: Path) -> None:
    library.add(ARTICLE, original=FILE)
    with sqlite3.connect(tmp_path / "library.db") as opened:
        for statement in ("DELETE FROM originals", "UPDATE originals_of_versions SET version = 7"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                opened.execute(statement)
    opened.close()
