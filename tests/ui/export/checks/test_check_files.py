"""A checked draft becomes a page with marks, or a Word document with comments where the quotations stand."""

import io

import docx
import pytest
from docx.document import Document

from rag import Check, Record
from ui.documents.drafts import DraftFile
from ui.export.checks.check_files import export_check

DRAFT = """Zuma on Libya

“The Council represented the people of Libya,” said Jane <Roe>.

He was <b>“never at the sea at all, they say”</b>.
"""


@pytest.fixture(scope="module")
def checked(seeds: Record) -> Check:
    return seeds.check(DRAFT)


def comments(document: Document) -> list[tuple[str, str]]:
    """Return the words that each comment of a document covers, and its first words."""
    found = []
    for comment in document.comments:
        body = document.element.body
        path = ".//w:commentRangeStart[@w:id='%s']/following::w:t[following::w:commentRangeEnd[@w:id='%s']]"
        covered = body.xpath(path % (comment.comment_id, comment.comment_id))
        found.append(("".join(piece.text for piece in covered), comment.text.partition(":")[0].partition(".")[0]))
    return sorted(found)


def test_a_page_marks_each_quotation_and_escapes_the_rest(checked: Check) -> None:
    page = export_check(checked, "html").decode()
    assert page.count("<mark class=") == 4 + len(checked.quotations)
    assert "Jane &lt;Roe&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
    for quotation in checked.quotations:
        assert f'<mark class="{quotation.verdict}" id=' in page


def test_a_text_becomes_a_document_with_comments(checked: Check) -> None:
    document = docx.Document(io.BytesIO(export_check(checked, "docx")))
    assert "\n\n".join(paragraph.text for paragraph in document.paragraphs) == DRAFT.strip()
    assert [words for words, _ in comments(document)] == sorted(one.text for one in checked.quotations)


def test_a_word_document_keeps_its_text_and_form(seeds: Record) -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph("She wrote: “The Council ")
    paragraph.add_run("represented").bold = True
    paragraph.add_run(" the people of Libya,” and no more.")
    draft.add_table(1, 1).cell(0, 0).text = "“nobody ever said any such thing here”"
    file = io.BytesIO()
    draft.save(file)
    read = DraftFile.from_content(file.getvalue(), "draft.docx")
    document = docx.Document(io.BytesIO(export_check(seeds.check(read.text), "docx", read.word)))
    assert document.paragraphs[0].text == paragraph.text
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["represented"]
    assert comments(document) == [
        ("The Council represented the people of Libya,", "Exact"),
        ("nobody ever said any such thing here", "Not on record"),
    ]
