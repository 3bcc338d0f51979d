"""Word's XML: what is kept of it, and what is left out and reported."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml

from index.ingest.readers.docx import find_omissions, read
from index.ingest.readers.word_xml import WordText

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALTERNATIVES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def body(markup: str) -> WordText:
    return WordText.from_element(parse_xml(f"<w:body {MAIN} {ALTERNATIVES}>{markup}</w:body>"))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


BOX = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
DELETED = "<w:del><w:r><w:delText>accepts</w:delText></w:r></w:del>"
CONTROL = f"<w:sdt><w:sdtContent>{run('Libya')}</w:sdtContent></w:sdt>"
TAGGED = f"<w:p><w:smartTag>{run('Malta')}</w:smartTag>{run(' agreed.')}</w:p>"
CHOICES = f"<mc:Choice Requires='wps'>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
BOXED = f"<w:p>{run('Before.')}<mc:AlternateContent>{CHOICES}</mc:AlternateContent></w:p><w:p>{run('After.')}</w:p>"
ROW = f"<w:tr><w:tc><w:p>{run('5')}</w:p></w:tc><w:tc><w:p>{run('5')}</w:p></w:tc></w:tr>"
DELETED_ROW = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('gone')}</w:p></w:tc></w:tr>"
HYPHEN = "<w:r><w:t>cease</w:t><w:noBreakHyphen/><w:t>fire</w:t><w:instrText>PAGE</w:instrText></w:r>"
MARK = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
SYMBOL = "<w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>"


@pytest.mark.parametrize(
    ("markup", "paragraphs", "omissions"),
    [
        (
            f"<w:p>{run('It ')}<w:ins>{run('rejects')}</w:ins>{DELETED}{run(' it.')}</w:p>",
            ["It rejects it."],
            [("tracked deletion", "accepts")],
        ),
        (f"<w:p>{MARK}{run('One ')}</w:p><w:p>{run('paragraph.')}</w:p>", ["One paragraph."], []),
        (f"<w:p>{run('They call on ')}{CONTROL}{run('.')}</w:p>", ["They call on Libya."], []),
        (f"<w:sdt><w:sdtContent>{TAGGED}</w:sdtContent></w:sdt>", ["Malta agreed."], []),
        (BOXED, ["Before.", "In a box.", "After."], []),
        (f"<w:p>{HIDDEN}{run('Seen.')}</w:p>", ["Seen."], [("hidden passage", "unseen")]),
        (f"<w:tbl>{ROW}{DELETED_ROW}</w:tbl>", ["5 | 5"], [("tracked deletion", "gone")]),
        (f"<w:p>{HYPHEN}</w:p>", ["cease-fire"], []),
        (f"<w:p>{run('A')}{SYMBOL}{run('B')}</w:p>", ["A B"], [("symbol", "Wingdings F0E0")]),
    ],
)
def test_text_is_read_as_the_page_shows_it(
    markup: str, paragraphs: list[str], omissions: list[tuple[str, str]]
) -> None:
    text = body(markup)
    assert text.paragraphs == paragraphs
    assert text.omissions == omissions


def word(make: Callable[[docx.document.Document], None]) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    make(document)
    document.save(file)
    return file.getvalue()


def test_comments_and_headers_are_reported_and_a_header_that_is_a_sentence_is_text() -> None:
    def make(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("The ministers met in Rome on 5 May 2011.")
        document.add_comment(paragraph.runs, text="Check the day.", author="Ann Roe")
        document.sections[0].header.paragraphs[0].text = "Contact Group on Libya"
        document.sections[0].footer.paragraphs[0].text = "This text is embargoed until noon."

    content = word(make)
    (article,) = read(content)
    assert article.text == "The ministers met in Rome on 5 May 2011.\n\nThis text is embargoed until noon."
    assert article.notes == ("left out: 1 header, 1 comment",)
    assert [*find_omissions(content, article)] == [
        ("header", "Contact Group on Libya"),
        ("comment", "Ann Roe: Check the day."),
    ]
