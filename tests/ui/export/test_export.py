import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import index
from rag import Conflict, Filters, Record, ReopenedAnswer
from ui.export import export
from ui.export.csv_tables import format_csv
from ui.export.formats import MEDIA_TYPES
from ui.export.markdown import escape_markdown

LIBYA = "what was said on Libya?"
HOSTILE = [
    {
        "id": "=HYPERLINK(1)",
        "title": "=1+1 # <b>Flood</b>\x01\uffff",
        "text": "+44 people of Libya\nwere *safe* <script>alert(1)</script> `x` [a](http://b.example) www.c.org\x02.\n"
        "Aid for Libya arrived ```` at\tthe\r\nport.",
        "source": "@agency | https://d.example",
        "url": "https://e.example/a?b=1&c=*2*",
        "speaker": "-Ruta Kask_",
        "published": "2024-03",
    },
    {
        "title": "Second story",
        "text": "The port of Libya\nis open to all ships, it was announced.",
        "url": "javascript:alert(1)",
    },
]

Opened = Callable[[list[dict[str, object]]], Record]


def asked(record: Record, question: str = LIBYA) -> ReopenedAnswer:
    return record.reopen(record.ask(question).id)


@pytest.fixture
def hostile(opened: Opened) -> ReopenedAnswer:
    return asked(opened(HOSTILE))


@pytest.fixture(scope="module")
def libya(seeds: Record) -> ReopenedAnswer:
    return asked(seeds)


def changed(opened: Opened) -> ReopenedAnswer:
    """Return an answer of which one article was corrected and the other removed."""
    record = opened(HOSTILE)
    answer = record.ask(LIBYA)
    index.add_article(record.home, index.Article.from_record(HOSTILE[0] | {"text": "Nobody of Libya was hurt."}))
    index.remove(record.home, [next(one.article_id for one in answer.citations if one.url == "javascript:alert(1)")])
    return record.reopen(answer.id)


def rows(answer: ReopenedAnswer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.export_answer(answer, "csv").decode("utf-8-sig"), newline="")))


def records(answer: ReopenedAnswer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export.export_answer(answer, "jsonl").decode().splitlines()]


def in_markdown(answer: ReopenedAnswer) -> str:
    return export.export_answer(answer, "md").decode()


def brief(answer: ReopenedAnswer) -> Any:  # noqa: ANN401 (what python-docx opens)
    return docx.Document(io.BytesIO(export.export_answer(answer, "docx")))


def in_docx(answer: ReopenedAnswer) -> str:
    return "\n".join(paragraph.text for paragraph in brief(answer).paragraphs)


def rendered(markdown: str) -> str:
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)


def test_a_table_has_a_row_for_each_citation_with_all_its_evidence(libya: ReopenedAnswer) -> None:
    told = rows(libya)
    assert len(told) == len(libya.citations) > 3
    for row, citation in zip(told, libya.citations, strict=True):
        assert (row["cited_text"], row["display_text"]) == (citation.cited_text, citation.display_text)
        assert (int(row["start"]), int(row["end"])) == (citation.start, citation.end)
        assert (row["article_sha256"], row["article_id"]) == (citation.article_sha256, citation.article_id)
        assert row["speaker"] == (citation.speaker.name if citation.speaker else "")
        assert (row["question"], row["answer_id"], row["given"]) == (LIBYA, libya.id, libya.given)
        assert row["change"] == row["current_version"] == row["still_stands"] == row["reason"] == ""


def test_a_line_of_json_is_the_citation_as_the_answer_has_it(libya: ReopenedAnswer) -> None:
    for record, citation in zip(records(libya), libya.citations, strict=True):
        known = json.loads(citation.model_dump_json())
        assert {name: record[name] for name in known} == known
        assert record["change"] is None
        assert (record["answer_id"], record["generation"]) == (libya.id, libya.generation)


@pytest.mark.parametrize("read", [in_markdown, in_docx])
def test_a_brief_has_each_quotation_below_its_speaker_and_a_note_with_its_evidence(
    libya: ReopenedAnswer, read: Callable[[ReopenedAnswer], str]
) -> None:
    text = re.sub(r"\\(?=[^\w\s])", "", read(libya))
    assert text.index(LIBYA) < text.index("given on")
    quotations, notes = text.split("Notes\n")
    for citation in libya.citations:
        assert citation.speaker
        before = quotations[: quotations.index(citation.display_text)]
        assert citation.speaker.name in before
        note = notes[notes.index(f"[{citation.number}]") :]
        for fact in (
            citation.article_sha256,
            f"Characters: {citation.start} to {citation.end}",
            f"Id: {citation.article_id}, version {citation.article_version}",
            f"Date: {citation.published}",
            f"Speaker: {citation.speaker.name}",
            str(citation.article_title),
        ):
            assert fact in note
    assert not re.search(r"\] \[\d+\]\n\n\[", quotations)


def test_the_lines_of_a_brief_are_the_answer_and_nothing_else(libya: ReopenedAnswer) -> None:
    quoted = [paragraph.text for paragraph in brief(libya).paragraphs if paragraph.style.name == "Quote"]
    numbers = [sentence.citations for sentence in libya.sentences]
    assert quoted == [
        sentence.text + "".join(f" [{one}]" for one in cited)
        for sentence, cited in zip(libya.sentences, numbers, strict=True)
    ]


@pytest.mark.parametrize("read", [in_markdown, in_docx])
def test_a_brief_tells_how_the_question_was_taken_and_who_contradicts_whom(
    seeds: Record, read: Callable[[ReopenedAnswer], str]
) -> None:
    only = Filters(since="2011", kind=("official",))
    answer = seeds.reopen(seeds.ask(LIBYA, limit=3, filters=only).id)
    conflict = Conflict(citations=(1, 3), about="the funds")
    taken = answer.model_copy(update={"standalone_question": "and on Libya?", "conflicts": (conflict,)})
    text = read(taken).replace("\\", "")
    for line in (
        "Understood as: and on Libya?",
        "Only: since 2011, kind official",
        "In conflict: [1], [3], about the funds",
    ):
        assert line in text


def test_a_brief_is_titled_and_dated_as_the_answer_was_given(libya: ReopenedAnswer) -> None:
    known = brief(libya).core_properties
    assert (known.title, known.author, known.comments) == (LIBYA, "onrecord", "")
    assert known.created.replace(tzinfo=UTC) == datetime.fromisoformat(libya.given)


@pytest.mark.parametrize("format_", MEDIA_TYPES)
def test_every_format_tells_what_has_changed_since(opened: Opened, format_: str) -> None:
    answer = changed(opened)
    assert {change.status for change in answer.changes} == {"corrected", "removed"}
    text = in_docx(answer) if format_ == "docx" else export.export_answer(answer, format_).decode()  # type: ignore[arg-type]
    assert "corrected" in text
    assert "removed" in text
    if format_ in {"md", "docx"}:
        assert "no longer contains these words" in text
        assert text.index("Changed since") < text.index("people of Libya")


def test_a_changed_citation_is_reported_in_its_own_row(opened: Opened) -> None:
    told = {row["article_id"]: row for row in rows(changed(opened))}
    corrected = told.pop("'=HYPERLINK(1)")
    assert (corrected["change"], corrected["current_version"], corrected["still_stands"]) == ("corrected", "2", "false")
    ((removed),) = told.values()
    assert (removed["change"], removed["current_version"], removed["still_stands"]) == ("removed", "", "false")


def test_an_abstention_is_exported_with_its_reason(seeds: Record) -> None:
    answer = asked(seeds, "what was said on Brazil's football team?")
    assert answer.reason
    ((row),) = rows(answer)
    assert (row["reason"], row["number"]) == (answer.reason.text, "")
    assert records(answer)[0]["reason"]["code"] == answer.reason.code
    assert answer.reason.text in in_docx(answer)
    assert "Nothing found in" in in_markdown(answer)
    assert "Notes" not in in_markdown(answer)


def test_no_text_becomes_a_formula_and_all_of_it_can_be_read_back(hostile: ReopenedAnswer) -> None:
    told = rows(hostile)
    for row, citation in zip(told, hostile.citations, strict=True):
        for name, value in row.items():
            assert not value.startswith(tuple("=+-@\t\r")), name
        assert row["cited_text"].removeprefix("'") == citation.cited_text
        assert row["article_title"].removeprefix("'") == citation.article_title


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_cell_is_read_back_and_none_is_a_formula(text: str) -> None:
    _, (cell,) = csv.reader(io.StringIO(format_csv(["name"], [[text or "x"]]), newline=""))
    assert cell in {text or "x", f"'{text}"}
    assert not cell.startswith(tuple("=+-@\t\r\n"))


MARKED = st.lists(
    st.sampled_from([*"\\`*_{}[]<>()#+-.!|~&:=@^$\"'1a0 ", "www.", "http://a.b", "&amp;", "<b>", "```", "--", "1. "])
    | st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]),
    max_size=20,
)


@settings(max_examples=500)
@given(MARKED)
def test_any_line_shows_in_markdown_letter_for_letter(parts: list[str]) -> None:
    text = " ".join("".join(parts).split())
    for markdown, element in (
        (escape_markdown(text), "p"),
        (f"- {escape_markdown(f'x{text}')}", "li"),
        (f"# {escape_markdown(f'{text}x')}", "h1"),
    ):
        shown = rendered(markdown).replace("<ul>", "").replace("</ul>", "").strip()
        inside = {"p": text, "li": f"x{text}", "h1": f"{text}x"}[element]
        assert unescape(shown) == (f"<{element}>{inside}</{element}>" if inside else "")


def test_what_an_article_holds_never_becomes_markup(hostile: ReopenedAnswer) -> None:
    html = rendered(in_markdown(hostile))
    assert "<script" not in html
    assert "<b>" not in html
    assert re.findall(r'<a href="([^"]*)"', html) == ["https://e.example/a?b=1&amp;c=*2*"] * 2
    assert set(re.findall(r"</(\w+)>", html)) == {"h1", "h2", "h3", "p", "a", "ul", "li", "blockquote", "code", "pre"}


def test_the_letters_of_the_source_stand_in_markdown_where_they_print_otherwise(hostile: ReopenedAnswer) -> None:
    kept = [one.cited_text for one in hostile.citations if one.cited_text != one.display_text]
    fenced = [
        unescape(block)
        for block in re.findall(
            r'<code class="language-text">(.*?)\n</code>', rendered(in_markdown(hostile)), re.DOTALL
        )
    ]
    assert kept
    assert fenced == [re.sub(r"\r\n?", "\n", words) for words in kept]


def test_a_brief_opens_whatever_characters_an_article_holds(hostile: ReopenedAnswer) -> None:
    file = zipfile.ZipFile(io.BytesIO(export.export_answer(hostile, "docx")))
    assert file.testzip() is None
    text = in_docx(hostile)
    assert "=1+1 # <b>Flood</b>" in text
    assert "\x02" not in text
    assert "\N{REPLACEMENT CHARACTER}" in text
