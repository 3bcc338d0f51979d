"""Documents show themselves in a notebook and become tables of pandas and Arrow."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

import rag
from index import InvalidFilter
from rag import Record
from rag.notebook.tables import Tabular

ROOT = Path(__file__).parents[3]
QUOTE = "The Council represented the people of Libya"


def test_statements_are_asked_for_as_one_types_it_and_become_tables(seeds: Record) -> None:
    page = seeds.statements(speaker="Zuma", limit=3)
    assert page == seeds.statements(filters=rag.Filters(speaker=("Zuma",)), limit=3)
    frame, table = page.to_pandas(), page.to_arrow()
    assert list(frame["speaker"]) == ["Jacob Zuma"] * 3
    assert list(frame["statement"]) == table.column("statement").to_pylist()
    assert frame.columns.tolist() == table.column_names
    assert list(frame["published"]) == [statement.published for statement in page.statements]


def test_filters_by_name_narrow_those_that_are_given(seeds: Record) -> None:
    both = seeds.statements(speaker=["Zuma", "Gul"], filters=rag.Filters(since="2011"), until="2011")
    assert {statement.speaker.name for statement in both.statements if statement.speaker} == {"Jacob Zuma"}
    with pytest.raises(InvalidFilter, match="unknown filter"):
        seeds.statements(speakers="Zuma")  # type: ignore[call-arg] # misspelt


@pytest.mark.parametrize(
    "ask",
    [
        lambda record: record.ask("what was said on Libya?"),
        lambda record: record.search("ceasefire"),
        lambda record: record.trace(QUOTE),
        lambda record: record.check(f"“{QUOTE},” said Jacob Zuma. “We never met,” he said."),
        lambda record: record.statements(),
        lambda record: record.speakers(),
    ],
)
def test_every_document_shows_itself_and_has_as_many_rows(seeds: Record, ask: Callable[[Record], Tabular]) -> None:
    document = ask(seeds)
    rows = [*document._list_rows()]
    shown = html.fromstring(f"<div>{document._repr_html_()}</div>")
    assert len(shown.xpath("//tbody/tr")) == min(len(rows), 100) > 0
    assert len(document.to_pandas()) == document.to_arrow().num_rows == len(rows)


def test_an_abstention_and_a_record_show_themselves(seeds: Record) -> None:
    answer = seeds.ask("what was said on Brazil's football team?")
    assert answer.reason
    assert answer.reason.text.partition(" ")[0] in answer._repr_html_()
    assert answer.to_pandas().empty
    assert "<td" in seeds._repr_html_()


def test_nothing_of_an_article_is_markup(opened: Callable[[list[dict[str, object]]], Record]) -> None:
    text = "The warden of Orrin said <img src=x onerror=alert(1)> \u202eand more\u202c of the dam of Orrin."
    record = opened([{"id": "<b>", "title": "<i>Dam", "text": text, "url": "javascript:alert(2)"}])
    shown = record.search("dam of Orrin")._repr_html_()
    assert not html.fromstring(f"<div>{shown}</div>").xpath("//img | //b | //i | //a")
    assert "\u202e" not in shown


def test_pandas_and_arrow_are_imported_only_when_a_table_is_made() -> None:
    code = "import sys, rag; assert not {'pandas', 'pyarrow'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
