"""Drafts are read whole, whatever their format."""

import pytest

from index import RejectedArticle
from ui.documents.drafts import DraftFile

PAGE = b"""<html><head><title>No</title><style>p{}</style></head><body><h1>A draft</h1><p>She said <q>we stay</q>,
twice.<br>Then left.</p><script>alert("no")</script><blockquote><p>We pay for it.</p></blockquote>
<blockquote>&ldquo;We know.&rdquo;</blockquote><p>1 &lt; 2</p></body></html>"""


def test_a_page_is_read_by_blocks_and_its_quotation_elements_get_marks() -> None:
    assert DraftFile.from_content(PAGE, "draft.html").text == (
        "A draft\n\nShe said “we stay”, twice.\nThen left.\n\n“We pay for it.”\n\n“We know.”\n\n1 < 2"
    )


def test_plain_text_and_markdown_are_read_as_they_are() -> None:
    assert DraftFile.from_content("One.\n\n“Two.”\n".encode(), "a.txt").text == "One.\n\n“Two.”\n"
    assert DraftFile.from_content(b"---\ntitle: A\n---\nOne.\n", "a.md").text.strip() == "One."


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.txt"),
        (b"<p></p>", "a.html"),
        (b"x", "a.xls"),
        (b"{}", "a.jsonl"),
        (b"\0\1", "a.txt"),
        (b"PK", "a.docx"),
    ],
)
def test_what_is_no_draft_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(RejectedArticle):
        DraftFile.from_content(content, name)
