"""Source links open an article at the cited words, on the web and in the page."""

from urllib.parse import parse_qsl

import pytest

from rag import Citation, Record
from ui.documents.source_links import link_source, link_words
from ui.page.anchors import Anchor

SERVER = "http://127.0.0.1/press/"


@pytest.fixture
def citation(seeds: Record) -> Citation:
    return seeds.ask("what was said on Libya?").citations[0]


def at(citation: Citation, url: str | None, words: str) -> Citation:
    return citation.model_copy(update={"url": url, "cited_text": words})


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        ("https://p.example/a", "Open, at last.", "https://p.example/a#:~:text=Open%2C%20at%20last."),
        ("https://p.example/a?b=1#c", "well-known & so", "https://p.example/a?b=1#c:~:text=well%2Dknown%20%26%20so"),
        (
            "https://p.example/a#:~:text=old", "a b c d e f\ng h i j k l m",
            "https://p.example/a#:~:text=a%20b%20c%20d%20e%20f,h%20i%20j%20k%20l%20m",
        ),
    ],
)  # fmt: skip
def test_an_article_on_the_web_is_opened_at_its_words(citation: Citation, url: str, words: str, link: str) -> None:
    assert link_words(at(citation, url, words), SERVER) == link
    assert link_source(at(citation, url, words), SERVER) == url


@pytest.mark.parametrize("url", [None, "file:///etc/passwd", "javascript:alert(1)"])
def test_any_other_article_is_opened_in_the_page(citation: Citation, url: str | None) -> None:
    link = link_words(at(citation, url, citation.cited_text), SERVER)
    page, _, anchor = link.partition("#")
    assert page == SERVER
    assert link_source(at(citation, url, ""), SERVER) == link
    opened = Anchor.model_validate(dict(parse_qsl(anchor)))
    assert f"#{anchor}" == opened.link
    assert (opened.article, opened.version) == (citation.article_id, citation.article_version)
    assert (opened.span.start, opened.span.end) == (citation.start, citation.end)
