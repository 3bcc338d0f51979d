import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Span, StoredArticle, display_text
from index.sentences import split_sentences
from rag import Holdings, Record, in_words
from ui import render

SPEECH = (
    "Mr. President, the year has been a hard one for \n"
    "the islands, and the sea has taken two of our \n"
    "\n"
    "12-34567 3\n"
    "\n"
    "harbours. We ask for help to build them anew. We have \n"
    "asked before. \n"
    " The road to the north is open again. Ships <may> use it \n"
    "& pay nothing.\n"
)
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="https://example.org/pixel.png" onerror="alert(1)">',
    "${alert(1)} {{constructor}}",
    "**bold** [link](https://example.org) $$x^2$$",
    '" onmouseover="alert(1)',
    "\n\n# Heading\n\n    code\n",
]
HARMLESS = ["Plain words. ", "\n", "&amp;", "<", "'"]
NEWS = (
    '"We will leave Libya in May," Foreign Minister Ada Berg told reporters. '
    "Libyan envoy Omar Haddad said that Libya would welcome every guest. "
    "Ruta Kask said that Libya needed more time. "
    "The road to Tripoli in Libya was closed by sand."
)
OUR_TAGS = {"a", "blockquote", "code", "div", "h2", "h3", "header", "mark", "p", "section", "span", "strong"}
OUR_ATTRIBUTES = {"class", "dir", "href", "rel", "tabindex", "target"}


class Page(HTMLParser):
    """What a browser would make of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.marked = ""
        self._in_mark = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._in_mark = tag == "mark"
        self.words += " "

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.words += data
        self.marked += data if self._in_mark else ""


def stored(text: str, **known: str) -> StoredArticle:
    return StoredArticle(
        id="a/1", version=1, sha256="", added="2025-01-01T00:00:00Z", text=text, **{"title": "T", **known}
    )


@pytest.fixture
def news(opened: Callable[[list[dict[str, object]]], Record]) -> Record:
    """Give a record of one report, in which three people speak and one sentence is the writer's."""
    return opened([{"title": "Sand on the road", "text": NEWS, "source": "Wire", "published": "2020-05-03"}])


def blocks(html: str) -> list[tuple[str, str]]:
    """Give the lead of each statement, and what is quoted under it."""
    found = re.findall(r'<p class="lead">(.*?)</p><blockquote>(.*?)</blockquote>', html)
    return [(" ".join(Page(lead).words.split()), " ".join(Page(quoted).words.split())) for lead, quoted in found]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*HOSTILE, "Plain words. ", "\n", "&amp;", "<", "'"]), min_size=1).map("".join), st.data()
)
def test_whatever_an_article_holds_is_shown_as_text(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*2 * [st.integers(0, len(text))])))
    shown = stored(f"{text}.", title=f"{text}.", source=text, url=text, speaker=text)
    html = render.article(shown, Span(start, end))
    page = Page(html)
    assert page.tags <= OUR_TAGS
    assert page.attributes <= OUR_ATTRIBUTES
    assert len(html.splitlines()) == 1
    assert "".join(text.split()) in "".join(page.words.split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_question_is_shown_as_text(hostile: str) -> None:
    page = Page(render.turn(hostile, render.notice(hostile)))
    assert page.tags == {"section", "h2", "p"}
    assert page.words.split() == 2 * hostile.split()


@pytest.mark.parametrize("span", split_sentences(SPEECH), ids=lambda span: " ".join(span.of(SPEECH).split()[:3]))
def test_exactly_the_cited_words_are_marked_in_the_article(span: Span) -> None:
    assert Page(render.article(stored(SPEECH), span)).marked == display_text(SPEECH, span)


def test_a_wrapped_speech_is_read_in_paragraphs() -> None:
    html = render.article(stored(SPEECH), Span(0, 0))
    assert re.findall(r'<p dir="auto">(\S+ \S+)', html) == ["Mr. President,", "The road"]
    assert "taken two of our […] harbours." in unescape(html)


def test_a_place_beyond_the_article_marks_nothing() -> None:
    assert not Page(render.article(stored("Short."), Span(40, 90))).marked


def test_an_article_says_who_spoke_where_and_when_it_stood() -> None:
    known = {
        "speaker": "Ana Rey",
        "speaker_role": "Minister",
        "country": "Chile",
        "source": "Gazette",
        "published": "2014-09",
    }
    words = Page(render.article(stored("Text.", **known, url="https://example.org/a?b=1&c=2"), Span(0, 5))).words
    assert "Ana Rey, Minister, Chile" in words
    assert " ".join(words.split()).count("Gazette · September 2014 · example.org") == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", "http://", "http://[", "ftp://a/b"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert f'href="{url}"' not in render.article(stored("Text.", url=url), Span(0, 5))
    assert url in Page(render.article(stored("Text.", url=url), Span(0, 5))).words


def test_a_link_out_of_the_page_tells_nobody_where_it_came_from() -> None:
    html = render.article(stored("Text.", url="https://example.org/a?b=1&c=2"), Span(0, 5))
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">' in html


@pytest.mark.parametrize(
    ("holdings", "line"),
    [
        ((12, 9, ("2011-09", "2025")), "12 articles, 2011 to 2025, 9 speakers; nothing leaves this machine"),
        ((1, 1, ("2025-05-30", "2025-05-30")), "1 article, 2025, 1 speaker; nothing leaves this machine"),
        ((4732, 0, None), "4,732 articles; nothing leaves this machine"),
        ((0, 0, None), "The library is empty; nothing leaves this machine"),
    ],
)
def test_one_line_says_what_is_in_the_library(holdings: tuple[int, int, tuple[str, str] | None], line: str) -> None:
    articles, speakers, dates = holdings
    held = Holdings(articles=articles, passages=articles, speakers=speakers, dates=dates, undated=0)
    assert Page(render.library(held)).words.strip() == line


def test_speaker_office_and_date_lead_each_quotation(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?")
    statements = blocks(render.answer(found, seeds.article))
    assert found.citations
    for citation in found.citations:
        [lead] = [lead for lead, quoted in statements if citation.display_text in quoted]
        speaker = citation.speaker
        assert speaker
        assert lead.startswith(f"{speaker.name}, {speaker.role}, {speaker.country}" if speaker.role else speaker.name)
        assert lead.endswith(f"{citation.source} · {in_words(citation.published)}")


def test_in_news_a_person_leads_their_words_and_the_article_what_is_nobodys(news: Record) -> None:
    statements = blocks(render.answer(news.ask("what was said on Libya?"), news.article))
    assert [lead for lead, _ in statements] == [
        "Ada Berg, Foreign Minister Wire · 3 May 2020",
        "Omar Haddad, Libyan envoy Wire · 3 May 2020",
        "Ruta Kask Wire · 3 May 2020",
        "Sand on the road Wire · 3 May 2020",
    ]


def test_words_that_are_not_the_speakers_own_are_said_to_be_reported(news: Record) -> None:
    found = news.ask("what was said on Libya?")
    statements = blocks(render.answer(found, news.article))
    told = [citation.attribution for citation in found.citations]
    assert told == ["direct", "indirect", "indirect", "outlet"]
    assert [quoted.endswith("reported") for _, quoted in statements] == [how == "indirect" for how in told]


def test_every_citation_stands_in_its_passage_with_the_cited_words_marked(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?")
    cards = render.answer(found, seeds.article).split('<div class="card">')[1:]
    assert [Page(card).marked for card in cards] == [citation.display_text for citation in found.citations]


def test_a_shortened_answer_says_how_much_there_is_and_how_to_get_it(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?", limit=3)
    words = Page(render.answer(found, seeds.article)).words
    assert (
        f"3 citations shown; on record are {found.found.passages} passages in {found.found.articles} articles" in words
    )
    assert "onrecord ask --all" in words


def test_a_whole_answer_does_not_promise_more(seeds: Record) -> None:
    html = render.answer(seeds.ask("what was said on Libya?", everything=True), seeds.article)
    assert "--all" not in html


def test_an_abstention_gives_its_reason_and_the_nearest_miss(seeds: Record) -> None:
    found = seeds.ask("what was said on Brazil's football team?")
    assert found.reason
    near = seeds.ask("what was said on Libya?").citations[0].model_copy(update={"number": 0})
    reason = found.reason.model_copy(update={"nearest": near})
    words = Page(render.answer(found.model_copy(update={"reason": reason}), seeds.article)).words
    assert found.reason.text in words
    assert words.index("Nearest on record") < words.index(near.article_title)


def test_sentences_without_a_speaker_are_led_by_their_article(news: Record) -> None:
    found = news.ask("what was said on Libya?", everything=True)
    [nobodys] = [citation for citation in found.citations if citation.speaker is None]
    html = render.answer(found, news.article)
    assert f"<strong>{nobodys.article_title}</strong>" in html
    [lead] = [lead for lead, quoted in blocks(html) if nobodys.display_text in quoted]
    assert lead.startswith(nobodys.article_title)


def test_an_answer_leads_to_itself_as_a_file(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya?")
    html = render.answer(answer, seeds.article)
    assert re.findall(rf'href="/answers/{answer.id}/export\?format=(\w+)"', html) == ["docx", "md", "csv", "jsonl"]
