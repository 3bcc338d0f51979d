"""A name in confusable characters is found, quoted unchanged, and marked on the page."""

from collections.abc import Callable

import pytest

from index import Span
from index.text.confusables import find_confusables
from rag import Record
from ui.documents.responses import ArticleDocument
from ui.page.article_html import render_article

DISGUISED = {
    "homoglyphs": "Lіbуа",
    "zero width": "Li\u200bb\u2060ya",
    "bidirectional": "\u202dLibya\u202c",
    "combining marks": "L\u0336i\u0301\u0302\u0303\u0304bya",
    "control": "Lib\x08ya",
    "mathematical letters": "𝐋𝐢𝐛𝐲𝐚",
    "tags": "Lib\U000e0061ya",
}


@pytest.mark.parametrize("name", DISGUISED)
def test_a_name_in_confusable_characters_is_found_and_marked(opened: Callable[..., Record], name: str) -> None:
    sentence = f"The Security Council said in March 2011 that civilians in {DISGUISED[name]} must be protected."
    other = "The Council was told in May 2011 of rain in Somalia, where it had been dry for a long time."
    record = opened(
        [{"id": str(n), "title": "Council", "text": t} for n, t in enumerate((f"{sentence} {other}", other))]
    )
    answer = record.ask("what was said on Libya?")
    (citation,) = answer.citations
    text = record.article("0").text
    assert text[citation.start : citation.end] == citation.cited_text == sentence
    shown = render_article(ArticleDocument.load(record, "0"), Span(citation.start, citation.end))
    body = shown.partition('<div class="text">')[2].partition("</div>")[0]
    assert name == "mathematical letters" or body.count('class="disguise"') == len([*find_confusables(text)]) > 0
    for hidden in "\u200b\u2060\u202d\u202c\x08\U000e0061":
        assert hidden not in shown
