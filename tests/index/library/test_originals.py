from collections.abc import Callable

import pytest

from index import Article, DamagedLibrary, Library
from index.library.database import Database

FILE, OTHER = b"%PDF-1.4 a", b"%PDF-1.4 another"
ARTICLE = Article(id="a", title="Road", text="The road is open.")


def test_the_file_of_a_version_is_kept_with_it(library: Library, open_library: Callable[[], Library]) -> None:
    library.add(ARTICLE, original=FILE)
    library.add(ARTICLE.model_copy(update={"text": "The road is closed."}), original=OTHER)
    again = open_library()
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


def test_a_file_is_stored_once_for_all_its_versions(library: Library) -> None:
    for id_ in ("a", "b"):
        library.add(ARTICLE.model_copy(update={"id": id_}), original=FILE)
    assert library._database.fetch_rows("SELECT count(*) FROM originals")[0][0] == 1


def test_a_damaged_file_is_reported_and_not_shown(library: Library) -> None:
    library.add(ARTICLE, original=FILE)
    is_in_file = isinstance(library._database, Database)
    trigger = "originals_stay_at_UPDATE" if is_in_file else "originals_only_grow ON originals"
    library._database.fetch_rows(f"DROP TRIGGER {trigger}")
    library._database.fetch_rows("UPDATE originals SET content = ?", OTHER)
    assert [line for line in library.find_damage() if "original file" in line]
    with pytest.raises(DamagedLibrary, match="the file of article 'a' is damaged"):
        library.originals.read("a", 1)


def test_a_file_is_never_overwritten_or_deleted(library: Library) -> None:
    library.add(ARTICLE, original=FILE)
    for statement in ("DELETE FROM originals", "UPDATE originals_of_versions SET version = 7"):
        with pytest.raises(Exception, match="only grows"):
            library._database.fetch_rows(statement)
