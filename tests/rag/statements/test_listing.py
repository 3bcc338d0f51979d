from collections.abc import Callable
from pathlib import Path

import pytest

import index
import rag
from index import InvalidFilter, InvalidQuestion
from rag import Filters, ListedStatement, Record
from rag.statements.pagination import Cursor

Opened = Callable[[list[dict[str, object]]], Record]
Write = Callable[[Path, list[dict[str, object]]], Path]


def minister(name: str, words: str, **known: object) -> dict[str, object]:
    return {"title": f"Notes of {known['id']}", "text": f"Foreign Minister {name} said that {words}.", **known}


ARTICLES = [
    minister("Ruta Kask", "the harbour of Ankara would stay open to Turkish ships", id="b", published="2024-05-02"),
    minister("Omar Haddad", "the ceasefire in Libya had to hold through the winter", id="a", published="2024-05-02"),
    minister("Lena Brandt", "the blockade of Türkiye was going to end within a week", id="c", published="2025"),
    minister("Paulo Reis", "the fishing quota would be raised by a tenth next year", id="d"),
]


def walked(record: Record, limit: int) -> list[ListedStatement]:
    """Return all statements, page by page."""
    page = record.statements(limit=limit)
    found = [*page.statements]
    while page.cursor:
        page = record.statements(limit=limit, cursor=page.cursor)
        assert len(page.statements) <= limit
        found += page.statements
    return found


def test_every_part_of_a_statement_stands_in_its_article(seeds: Record) -> None:
    listed = seeds.statements(limit=200).statements
    assert len(listed) > 20
    for one in listed:
        text = seeds.article(one.article_id, one.article_version).text
        for part in one.content:
            assert text[part.start : part.end] == part.text
            assert "\n" not in part.display_text
        if one.cue:
            assert text[one.cue.start : one.cue.end].strip()


def test_the_newest_come_first_and_the_undated_last(opened: Opened) -> None:
    listed = opened(ARTICLES).statements()
    assert list(dict.fromkeys(one.article_id for one in listed.statements)) == ["c", "a", "b", "d"]
    assert (listed.total, listed.cursor, listed.generation) == (len(listed.statements), None, 1)


@pytest.mark.parametrize("limit", [1, 7, 200])
def test_pages_hold_every_statement_once(seeds: Record, limit: int) -> None:
    found = walked(seeds, limit)
    assert len({one.id for one in found}) == len(found) == seeds.statements().total
    dates = [one.published or "" for one in found]
    assert dates == sorted(dates, reverse=True)


def test_a_subject_is_found_under_every_form_of_its_name_in_what_was_said(opened: Opened) -> None:
    record = opened(ARTICLES)
    assert {one.article_id for one in record.statements(about="Turkey").statements} == {"b", "c"}
    assert {one.article_id for one in record.statements(about="what was said on Libya?").statements} == {"a"}
    assert record.statements(about="fishing in Libya").total == 0
    assert {one.article_id for one in record.statements(about="Libya and Turkey").statements} == {"a", "b", "c"}
    assert record.statements(about="Kask").total == 0


def test_statements_are_chosen_by_who_made_them_where_they_speak_for_and_when(seeds: Record) -> None:
    by_zuma = seeds.statements(filters=Filters(speaker=("jacob zuma",)), limit=200).statements
    assert {one.speaker and one.speaker.name for one in by_zuma} == {"Jacob Zuma"}
    told = seeds.statements(filters=Filters(country=("Republic of South Africa",)), limit=200).statements
    assert {one.id for one in by_zuma} <= {one.id for one in told}
    for one in told:
        of_it = one.speaker and one.speaker.country == "South Africa"
        assert of_it or "South Africa" in " ".join(part.text for part in one.content)
    assert {one.published for one in seeds.statements(filters=Filters(until="2011")).statements} == {"2011-09"}
    assert seeds.statements(filters=Filters(since="2030")).statements == ()


def test_a_country_that_is_named_is_enough(opened: Opened) -> None:
    chosen = opened(ARTICLES).statements(filters=Filters(country=("Turkey",))).statements
    assert {one.article_id for one in chosen} == {"b", "c"}


def test_an_id_stays_in_every_index_and_in_every_version_that_holds_its_words(
    tmp_path: Path, write_lines: Write
) -> None:
    home, lines = tmp_path / "home", tmp_path / "articles.jsonl"
    first = minister("Ruta Kask", "the harbour would stay open to all ships", id="a", source="Own account")
    index.bring_up_to_date(home, [str(write_lines(lines, [first]))])
    before = [one.id for one in rag.open(home).statements().statements]
    index.bring_up_to_date(home, [str(lines)], full=True)
    assert [one.id for one in rag.open(home).statements().statements] == before
    again = f"Corrected on Monday. Nobody was hurt.\n\n{first['text']}"
    index.bring_up_to_date(home, [str(write_lines(lines, [first | {"text": again}]))])
    after = rag.open(home).statements().statements
    assert before
    assert [one.id for one in after][-len(before) :] == before
    assert {one.article_version for one in after} == {2}


def test_the_same_words_said_twice_in_an_article_are_two_statements(opened: Opened) -> None:
    said = "Foreign Minister Ruta Kask said that the harbour would stay open to all ships."
    listed = opened([{"id": "a", "title": "Notes", "text": f"{said}\n\n{said}"}]).statements().statements
    assert len(listed) >= 2
    assert len({one.id for one in listed}) == len(listed)


def test_a_page_goes_on_after_the_same_statement_in_a_newer_index(tmp_path: Path, write_lines: Write) -> None:
    home, lines = tmp_path / "home", tmp_path / "articles.jsonl"
    index.bring_up_to_date(home, [str(write_lines(lines, ARTICLES))])
    page = rag.open(home).statements(limit=1)
    rest = [one.id for one in rag.open(home).statements(cursor=page.cursor).statements]
    newer = minister("Ida Holm", "the bridge would be closed to all traffic", id="e", published="2026")
    index.bring_up_to_date(home, [str(write_lines(lines, [*ARTICLES, newer]))])
    assert [one.id for one in rag.open(home).statements(cursor=page.cursor).statements] == rest
    index.remove(home, [page.statements[0].article_id])
    assert [one.id for one in rag.open(home).statements(cursor=page.cursor).statements] == rest


def test_a_statement_of_an_article_has_the_id_it_is_listed_under(opened: Opened) -> None:
    record = opened(ARTICLES)
    for one in record.statements().statements:
        held = record.statements_of(record.article(one.article_id))
        assert one.id in [statement.id for statement in held]


def test_an_article_that_is_not_in_the_index_is_read_when_it_is_asked_for(opened: Opened) -> None:
    record = opened(ARTICLES)
    fresh = minister("Ida Holm", "the bridge would be closed to all traffic", id="e")
    index.add_article(record.home, index.Article.from_record(fresh))
    (*_, told) = record.statements_of(record.article("e"))
    assert told.speaker is None or "Holm" in told.speaker.name


@pytest.mark.parametrize("about", [" ", "what was said?", "x" * 2001])
def test_words_that_name_no_subject_are_reported_in_one_line(seeds: Record, about: str) -> None:
    with pytest.raises(InvalidQuestion) as caught:
        seeds.statements(about=about)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cursor", ["", "x", "bm90IGpzb24=", "ä", "WzEsMl0=", "A" * 5000])
def test_a_cursor_that_no_list_has_given_is_reported_in_one_line(seeds: Record, cursor: str) -> None:
    with pytest.raises(InvalidFilter, match="cursor: "):
        seeds.statements(cursor=cursor)


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = Cursor(739_000, "reports/Türkiye?.txt", "0123456789abcdef", 7)
    assert Cursor.decode(cursor.encode()) == cursor
