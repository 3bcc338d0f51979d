import json
from pathlib import Path

import pytest

from index.store import article_table
from index.store.article_table import ArticleRow, ArticleTable

SOURCES = ["Reuters", None, "BBC News", "Reuters", "AFP"]
KINDS = ["news", "official", "news", "official", "news"]


def article_row(number: int) -> ArticleRow:
    return ArticleRow.model_validate(
        dict.fromkeys(ArticleRow.model_fields)
        | {"id": f"a{number}", "version": 1, "sha256": "0" * 64, "title": f"Title {number}"}
        | {"source": SOURCES[number], "kind": KINDS[number]}
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ArticleTable.from_rows(article_row(number) for number in range(len(SOURCES))).write(tmp_path)
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Rows that were parsed from JSON, with a cache that holds fewer rows than there are."""
    monkeypatch.setattr(article_table, "_CACHED_ROWS", 2)
    rows: list[int] = []
    parse = article_table._parse_row

    def counted(*arguments: object) -> ArticleRow:
        rows.append(arguments[-1])  # type: ignore[arg-type]
        return parse(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(article_table, "_parse_row", counted)
    return rows


def test_sources_and_kinds_are_columns_that_need_no_row_parsed(folder: Path, parsed: list[int]) -> None:
    articles = ArticleTable.load(folder)
    assert articles.sources.select(lambda source: source == "Reuters").tolist() == [True, False, False, True, False]
    assert articles.kinds.select(lambda kind: kind == "news").tolist() == [True, False, True, False, True]
    assert [*articles.sources] == SOURCES
    assert [*articles.kinds] == KINDS
    assert parsed == []


def test_an_index_without_these_columns_opens_and_derives_them_once(
    folder: Path, parsed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("article_categories.npy", "article_categories.json"):
        (folder / name).unlink()
    articles = ArticleTable.load(folder)
    assert [*articles.sources] == SOURCES
    assert [*articles.kinds] == KINDS
    monkeypatch.setattr(json, "loads", None)  # a second pass would fail
    assert articles.sources.select(lambda source: source is None).tolist() == [False, True, False, False, False]
    assert parsed == []


def test_a_table_of_no_articles_has_empty_columns(tmp_path: Path) -> None:
    ArticleTable.from_rows([]).write(tmp_path)
    articles = ArticleTable.load(tmp_path)
    assert (len(articles), [*articles.sources], [*articles.kinds]) == (0, [], [])


def test_rows_are_read_by_position(folder: Path) -> None:
    articles = ArticleTable.load(folder)
    assert [row.id for row in articles] == [f"a{number}" for number in range(len(SOURCES))]
    assert [row.id for row in articles[3:]] == ["a3", "a4"]
