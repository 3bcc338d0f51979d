"""Numbers of Word's lists, as the page prints them."""

import io

import docx
import pytest
from docx.oxml import parse_xml

from index.ingest.readers.docx import read
from index.ingest.readers.word_numbering import Numbering
from index.ingest.readers.word_xml import WordText

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(number: int, kind: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, override: str = "") -> Numbering:
    markup = (
        f'<w:numbering {MAIN}><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num></w:numbering>'
    )
    return Numbering.from_parts(parse_xml(markup), None)


def paragraphs(numbering: Numbering, *marked: tuple[int | None, str]) -> list[str]:
    markup = "".join(
        "<w:p>"
        + (f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr>' if at is not None else "")
        + f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for at, text in marked
    )
    return WordText.from_element(parse_xml(f"<w:body {MAIN}>{markup}</w:body>"), numbering).paragraphs


def test_the_items_of_a_list_are_numbered_level_by_level() -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "upperRoman", "%1.%3"))
    items = (
        (0, "Condemns;"),
        (1, "the siege;"),
        (1, "the attack;"),
        (None, "Text."),
        (0, "Urges;"),
        (1, "all;"),
        (2, "x"),
    )
    assert paragraphs(numbering, *items) == [
        "1. Condemns;", "(a) the siege;", "(b) the attack;", "Text.", "2. Urges;", "(a) all;", "2.I x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "expected"), [("bullet", "\uf0b7", "One."), ("none", "", "One."), ("lowerRoman", "%1)", "i) One.")]
)
def test_a_bullet_is_no_number(kind: str, text: str, expected: str) -> None:
    assert paragraphs(lists(level(0, kind, text)), (0, "One.")) == [expected]


def test_a_list_may_begin_with_another_number() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    assert paragraphs(lists(level(0, "decimal", "%1."), override=start), (0, "Seven."), (0, "Eight.")) == [
        "7. Seven.",
        "8. Eight.",
    ]


def test_a_style_numbers_its_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("The Council condemned the siege of the port.", "List Number")
    document.add_paragraph("The Council urged all sides to let aid pass.", "List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    (article,) = read(buffer.getvalue())
    assert article.text == (
        "1. The Council condemned the siege of the port.\n\n2. The Council urged all sides to let aid pass."
    )
