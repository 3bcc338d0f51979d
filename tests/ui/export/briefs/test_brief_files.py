"""Briefs as files, read again by the parsers of other programs."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
import rispy
from citeproc import Citation as CitedItems
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import etree
from pybtex.database import parse_string

from rag import BriefStore, BriefText, OpenedBrief, PickedSpan, Record
from ui.export.briefs.brief_files import export_brief

SIGNS = {r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textbackslash{}": "\\", r"\textasciitilde{}": "~"}


def read_latex(text: str) -> str:
    """Return what a program that knows TeX shows for a field."""
    inner = text.removeprefix("{").removesuffix("}")
    for sign, character in SIGNS.items():
        inner = inner.replace(sign, character)
    return re.sub(r"\\([&%$#_])", r"\1", inner)


HOSTILE = 'Heading with { one brace, 100% & "marks" \\ $x$ _and_ =1+1'


@pytest.fixture
def brief(seeds: Record, tmp_path: Path) -> OpenedBrief:
    store = BriefStore(tmp_path)
    made = store.create("Libya, briefly")
    picked = [
        PickedSpan(article_id=one.article_id, version=1, start=one.start, end=one.end, note="=SUM(A1)")
        for one in seeds.ask("what was said on Libya?", limit=3).citations
    ]
    items = [BriefText(kind="heading", text=HOSTILE), *picked[:2], BriefText(kind="heading", text="More"), picked[2]]
    store.append(seeds, made.id, items)
    return store.open(seeds, made.id)


def test_a_word_document_has_headings_contents_and_a_note_on_each_quotation(brief: OpenedBrief) -> None:
    document = docx.Document(io.BytesIO(export_brief(brief, "docx")))
    headings = [one.text for one in document.paragraphs if (one.style and one.style.name) == "Heading 1"]
    assert headings == [HOSTILE, "More", "Notes"]
    assert 'TOC \\o "1-1"' in document.element.xml
    for citation in brief.citations:
        assert any(citation.display_text in one.text for one in document.paragraphs)


def test_markdown_has_the_headings(brief: OpenedBrief) -> None:
    lines = export_brief(brief, "md").decode().splitlines()
    assert lines[0] == "# Libya, briefly"
    assert "## More" in lines


def test_tables_open_in_a_spreadsheet_and_hold_no_formula(brief: OpenedBrief) -> None:
    content = export_brief(brief, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["display_text"] for row in rows] == [one.display_text for one in brief.citations]
    assert [row["heading"] for row in rows][2] == "More"
    assert {row["note"] for row in rows} == {"'=SUM(A1)"}
    with zipfile.ZipFile(io.BytesIO(export_brief(brief, "xlsx"))) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings = book.read("xl/sharedStrings.xml").decode()
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert len(sheet.findall(f".//{space}row")) == 4
    assert not sheet.findall(f".//{space}f")
    assert "=SUM(A1)" in strings


def test_references_are_read_by_the_parsers_of_reference_managers(brief: OpenedBrief) -> None:
    articles = list(dict.fromkeys(one.article_id for one in brief.citations))
    titles = [next(one.article_title for one in brief.citations if one.article_id == id_) for id_ in articles]
    entries = parse_string(export_brief(brief, "bibtex").decode(), "bibtex").entries
    assert [read_latex(entry.fields["title"]) for entry in entries.values()] == titles
    assert all(entry.fields["year"].isdecimal() for entry in entries.values())
    records = rispy.loads(export_brief(brief, "ris").decode())
    assert [record["title"] for record in records] == titles
    assert all(record["notes"] for record in records)
    items = json.loads(export_brief(brief, "csl"))
    assert [item["title"] for item in items] == titles
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(CitedItems([CitationItem(item["id"])]))
    printed = [str(line) for line in bibliography.bibliography()]
    assert len(printed) == len(titles)
    assert all(any(title[:20] in line for line in printed) for title in titles)


def test_what_is_special_to_bibtex_is_read_again_as_it_was(brief: OpenedBrief) -> None:
    citation = brief.citations[0].model_copy(
        update={"article_title": HOSTILE, "url": "https://example.org/a_{b}?c=%20"}
    )
    item = brief.items[1].model_copy(update={"citation": citation})
    hostile = brief.model_copy(update={"items": (item,)})
    [entry] = parse_string(export_brief(hostile, "bibtex").decode(), "bibtex").entries.values()
    assert read_latex(entry.fields["title"]) == HOSTILE
    assert entry.fields["url"] == "https://example.org/a_%7Bb%7D?c=%20"
