import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Span, display_text
from index.text.sentences import split_sentences
from rag import Answer, Holdings, Record, format_date
from ui.documents.responses import ArticleDocument
from ui.page import answer_html as answer
from ui.page.article_html import render_article
from ui.page.permalinks import PageQuestion

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
OUR_TAGS = {"a", "article", "button", "div", "footer", "h2", "h3", "header", "li", "mark", "ol", "p", "section", "span"}
OUR_TAGS |= {"strong", "ul", "form", "label", "input"}
OUR_ATTRIBUTES = {"aria-current", "class", "data-step", "dir", "href", "rel", "tabindex", "target", "title", "type"}
OUR_ATTRIBUTES |= {"aria-label", "autocomplete", "data-find", "for", "id", "placeholder", "role"}


class Page(HTMLParser):
    """What a browser would make of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.marked = ""
        self._in_mark = False
        self.feed(str(html))
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


def stored(text: str, **known: str) -> ArticleDocument:
    return ArticleDocument(
        id="a/1", version=1, sha256="", added="2025-01-01T00:00:00Z", text=text, versions=(), statements=(),
        **{"title": "T", **known},
    )  # fmt: skip


@pytest.fixture
def news(opened: Callable[[list[dict[str, object]]], Record]) -> Record:
    """Return a record of one report, in which three people speak and one sentence is the writer's."""
    return opened([{"title": "Sand on the road", "text": NEWS, "source": "Wire", "published": "2020-05-03"}])


def shown(record: Record, found: Answer) -> str:
    return "".join(answer.render_blocks(found, record.article, PageQuestion(found.question)))


def blocks(html: str) -> list[tuple[str, str]]:
    """Return the lead of each statement with the quotations under it."""
    found = re.findall(r'<p class="lead">(.*?)</p>\s*<blockquote>(.*?)</blockquote>', html, re.DOTALL)
    return [(words(lead).replace(" ,", ","), words(quoted)) for lead, quoted in found]


def words(html: str) -> str:
    return " ".join(Page(html).words.split())


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*HOSTILE, "Plain words. ", "\n", "&amp;", "<", "'"]), min_size=1).map("".join), st.data()
)
def test_whatever_an_article_holds_is_shown_as_text(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*2 * [st.integers(0, len(text))])))
    held = stored(f"{text}.", title=f"{text}.", source=text, url=text, speaker=text)
    html = render_article(held, Span(start, end))
    page = Page(html)
    assert page.tags <= OUR_TAGS
    assert page.attributes <= OUR_ATTRIBUTES
    assert "".join(text.split()) in "".join(page.words.split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_question_is_shown_as_text(hostile: str) -> None:
    page = Page(answer.render_exchange(PageQuestion(hostile), answer.render_notice(hostile)))
    assert page.tags == {"a", "section", "h2", "p"}
    assert page.words.split() == 2 * hostile.split()


@pytest.mark.parametrize("span", split_sentences(SPEECH), ids=lambda span: " ".join(span.slice(SPEECH).split()[:3]))
def test_exactly_the_cited_words_are_marked_in_the_article(span: Span) -> None:
    assert Page(render_article(stored(SPEECH), span)).marked == display_text(SPEECH, span)


def test_a_wrapped_speech_is_read_in_paragraphs() -> None:
    html = render_article(stored(SPEECH), Span(0, 0))
    assert re.findall(r'<p dir="auto">(\S+ \S+)', html) == ["Mr. President,", "The road"]
    assert "taken two of our […] harbours." in unescape(html)


def test_a_place_beyond_the_article_marks_nothing() -> None:
    assert not Page(render_article(stored("Short."), Span(40, 90))).marked


def test_an_article_says_who_spoke_where_and_when_it_stood() -> None:
    known = {
        "speaker": "Ana Rey",
        "speaker_role": "Minister",
        "country": "Chile",
        "source": "Gazette",
        "published": "2014-09",
    }
    told = words(render_article(stored("Text.", **known, url="https://example.org/a?b=1&c=2"), Span(0, 5)))
    assert "Ana Rey, Minister, Chile" in told
    assert told.count("Gazette · September 2014 · example.org") == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", "http://", "http://[", "ftp://a/b"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert f'href="{url}"' not in render_article(stored("Text.", url=url), Span(0, 5))
    assert url in Page(render_article(stored("Text.", url=url), Span(0, 5))).words


def test_a_link_out_of_the_page_tells_nobody_where_it_came_from() -> None:
    html = render_article(stored("Text.", url="https://example.org/a?b=1&c=2"), Span(0, 5))
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">' in html


@pytest.mark.parametrize(
    ("holdings", "line"),
    [
        ((12, 9, ("2011-09", "2025")), "12 articles · 2011–2025 · 9 speakers"),
        ((1, 1, ("2025-05-30", "2025-05-30")), "1 article · 2025 · 1 speaker"),
        ((4732, 0, None), "4,732 articles"),
        ((0, 0, None), "The library is empty"),
    ],
)
def test_one_line_says_what_is_in_the_library(holdings: tuple[int, int, tuple[str, str] | None], line: str) -> None:
    articles, speakers, dates = holdings
    held = Holdings(articles=articles, passages=articles, speakers=speakers, dates=dates, undated=0)
    assert words(answer.render_holdings(held)) == line


def test_speaker_office_and_date_lead_each_quotation(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?")
    statements = blocks(shown(seeds, found))
    assert found.citations
    for citation in found.citations:
        [lead] = [lead for lead, quoted in statements if citation.display_text in quoted]
        speaker = citation.speaker
        assert speaker
        assert lead.startswith(f"{speaker.name}, {speaker.role}, {speaker.country}" if speaker.role else speaker.name)
        assert lead.endswith(f"{citation.source} · {format_date(citation.published)}")


def test_in_news_a_person_leads_their_words_and_the_article_what_is_nobodys(news: Record) -> None:
    statements = blocks(shown(news, news.ask("what was said on Libya?")))
    assert [lead for lead, _ in statements] == [
        "Ada Berg, Foreign Minister Wire · 3 May 2020",
        "Omar Haddad, Libyan envoy Wire · 3 May 2020",
        "Ruta Kask Wire · 3 May 2020",
        "Sand on the road Wire · 3 May 2020",
    ]


def test_words_that_are_not_the_speakers_own_are_said_to_be_reported(news: Record) -> None:
    found = news.ask("what was said on Libya?")
    statements = blocks(shown(news, found))
    told = [citation.attribution for citation in found.citations]
    assert told == ["direct", "indirect", "indirect", "outlet"]
    assert ["paraphrased by Wire" in quoted for _, quoted in statements] == [how == "indirect" for how in told]


def test_every_citation_stands_in_its_passage_with_the_cited_words_marked(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?")
    cards = shown(seeds, found).split('<div class="card">')[1:]
    assert [Page(card).marked for card in cards] == [citation.display_text for citation in found.citations]


def test_a_shortened_answer_says_how_much_there_is_and_how_to_get_it(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?", limit=3)
    told = words(shown(seeds, found))
    assert f"Showing 3 of {found.found.passages} passages ({found.found.articles} articles" in told
    assert 'href="./?look=what+was+said+on+Libya%3F"' in shown(seeds, found)


def test_a_whole_answer_does_not_promise_more(seeds: Record) -> None:
    html = shown(seeds, seeds.ask("what was said on Libya?", everything=True))
    assert "Showing" not in words(html)


def test_an_abstention_gives_its_reason_and_the_nearest_miss(seeds: Record) -> None:
    found = seeds.ask("what was said on Brazil's football team?")
    assert found.reason
    near = seeds.ask("what was said on Libya?").citations[0].model_copy(update={"number": 0})
    reason = found.reason.model_copy(update={"nearest": near})
    told = words(shown(seeds, found.model_copy(update={"reason": reason})))
    assert found.reason.text in told
    assert told.index("Closest match") < told.index(near.article_title)


def test_sentences_without_a_speaker_are_led_by_their_article(news: Record) -> None:
    found = news.ask("what was said on Libya?", everything=True)
    [nobodys] = [citation for citation in found.citations if citation.speaker is None]
    html = shown(news, found)
    assert f'<strong dir="auto">{nobodys.article_title}</strong>' in html
    [lead] = [lead for lead, quoted in blocks(html) if nobodys.display_text in quoted]
    assert lead.startswith(nobodys.article_title)


def test_an_answer_leads_to_itself_as_a_file(seeds: Record) -> None:
    found = seeds.ask("what was said on Libya?")
    assert re.findall(rf'href="\./answers/{found.id}/export\?format=(\w+)"', shown(seeds, found)) == [
        "docx",
        "md",
        "csv",
        "jsonl",
    ]
