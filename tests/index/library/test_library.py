import contextlib

import pytest

from index import Article, Library, RejectedArticle, UnknownArticle


def article(**fields: object) -> Article:
    return Article.from_record({"title": "Tripoli falls", "text": "Rebels entered Tripoli in August 2011.", **fields})


def test_the_same_article_twice_is_unchanged(library: Library) -> None:
    assert library.add(article(id="a")).status == "added"
    assert library.add(article(id="a")).status == "unchanged"


def test_a_changed_article_becomes_a_new_version_and_the_old_one_is_kept(library: Library) -> None:
    library.add(article(id="a"))
    assert library.add(article(id="a", text="Rebels took Tripoli.")).version == 2
    assert library.get("a").text == "Rebels took Tripoli."
    assert library.get("a", 1).text == "Rebels entered Tripoli in August 2011."
    assert [version.version for version in library.list_versions("a")] == [1, 2]


def test_a_changed_date_alone_is_a_new_version(library: Library) -> None:
    library.add(article(id="a", published="2011"))
    assert library.add(article(id="a", published="2011-08")).status == "updated"


def test_an_id_that_comes_from_another_source_with_another_url_is_refused(library: Library) -> None:
    library.add(article(id="7", source="Reuters", url="https://a.example/7"))
    with pytest.raises(RejectedArticle, match="already belongs to an article of Reuters"):
        library.add(article(id="7", source="AFP", url="https://b.example/7", text="Another story."))
    assert library.get("7").version == 1


def test_the_same_url_under_a_renamed_source_is_a_correction(library: Library) -> None:
    library.add(article(id="7", source="cnn.com", url="https://a.example/7"))
    assert library.add(article(id="7", source="CNN", url="https://a.example/7")).status == "updated"


def test_ids_come_from_the_url_then_from_source_title_and_date_then_from_the_place(library: Library) -> None:
    by_url = library.add(article(url="https://a.example/7"))
    by_source = library.add(article(source="Reuters", published="2011-08"))
    by_place = library.add(article(), place="2011/tripoli.txt")
    assert len({by_url.id, by_source.id, by_place.id}) == 3
    assert by_place.id == "2011/tripoli.txt"
    assert library.add(article(url="https://a.example/7")).id == by_url.id


def test_a_removed_article_is_kept_and_comes_back(library: Library) -> None:
    library.add(article(id="a"))
    library.remove(["a"])
    assert list(library.load_current()) == []
    assert library.get("a").removed
    library.restore(["a"])
    assert [one.id for one in library.load_current()] == ["a"]


def test_removing_what_is_not_there_changes_nothing(library: Library) -> None:
    library.add(article(id="a"))
    with pytest.raises(UnknownArticle, match="no article 'b'"):
        library.remove(["a", "b"])
    assert library.count_removed() == 0


def test_articles_are_found_by_a_folded_part_of_what_names_them(library: Library) -> None:
    library.add(article(id="a", speaker="İlkay Altındağ"))
    library.add(article(id="b", title="Benghazi"))
    heads, total = library.list_heads(limit=10, q="altindag")
    assert [head.id for head in heads] == ["a"]
    assert total == 1


def test_nothing_is_half_done_when_a_transaction_fails(library: Library) -> None:
    with contextlib.suppress(RuntimeError), library.transaction():
        library.add(article(id="a"))
        raise RuntimeError
    assert library.list_heads(limit=1)[1] == 0


def test_an_article_is_edited_by_hand_as_a_new_version_that_its_source_does_not_undo(library: Library) -> None:
    given = article(id="a", source="Reuters", published="2011")
    library.add(given, origin="/news/a.md")
    assert library.revise("a", {"source": "AFP", "published": "2011-08-20"}).version == 2
    edited = library.get("a")
    assert (edited.source, edited.published, edited.text) == ("AFP", "2011-08-20", given.text)
    assert edited.notes == ("Edited by hand: source, published.",)
    assert library.revise("a", {"source": "AFP"}).status == "unchanged"
    assert library.add(given, origin="/news/a.md").status == "unchanged"
    assert library.revise("a", {"speaker": "Ada Berg"}).version == 3
    assert library.get("a").notes == ("Edited by hand: speaker.",)
    with pytest.raises(RejectedArticle, match="published"):
        library.revise("a", {"published": "soon"})
    with pytest.raises(UnknownArticle):
        library.revise("b", {"title": "B"})


def test_what_came_last_is_listed_first_on_request(library: Library) -> None:
    library.add(article(id="new", published="2020"))
    library.add(article(id="old", published="2010"))
    assert [head.id for head in library.list_heads(limit=9)[0]] == ["new", "old"]
    assert {head.id for head in library.list_heads(limit=9, by_arrival=True)[0]} == {"new", "old"}


def test_articles_and_versions_are_listed_in_the_order_of_code_points(library: Library) -> None:
    ids = ["b", "a", "B", "é", "a/2", "Z", "ünder", "10", "9"]
    for id_ in ids:
        library.add(article(id=id_))
    assert [id_ for id_, _ in library.latest_versions()] == sorted(ids)


def test_notes_are_kept_in_their_order(library: Library) -> None:
    library.add(article(id="a", notes=("second thoughts", "a summary", "doubtful date")))
    assert library.get("a").notes == ("second thoughts", "a summary", "doubtful date")


def test_what_was_corrected_or_removed_since_a_day_is_counted(library: Library) -> None:
    library.add(article(id="a"))
    library.add(article(id="b"))
    assert library.count_changed_since("2999-01-01") == 0
    assert library.count_changed_since("2001-01-01") == 0  # neither was there on that day
    assert set(library.days_added()) == {("a", 1), ("b", 1)}


def test_an_id_that_no_article_can_have_is_unknown(library: Library) -> None:
    library.add(article(id="a"))
    with pytest.raises(UnknownArticle):
        library.get("a\0")


def test_a_source_is_remembered_once(library: Library) -> None:
    for source in ("/news", "/press", "/news"):
        library.remember_source(source)
    assert library.list_sources() == ("/news", "/press")
