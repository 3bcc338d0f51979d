"""Answers, citations and articles as HTML in which every word that came from outside is plain text.

Each function gives one line: the page hands it to a Markdown component, and Markdown leaves a block of HTML
alone up to the first line break.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from index import Span, StoredArticle
from rag import Answer, Citation, Holdings, Reason, in_words
from ui.formats import NAMES
from ui.paragraphs import paragraphs, surroundings
from ui.places import Place
from ui.unmasked import unmasked

Read = Callable[[str, int], StoredArticle]

UNREAD = (
    '<div class="unread"><p>Every quotation is taken word for word from an article in the library. '
    "Choose a number to read it where it stands.</p></div>"
)
_INTRODUCTION = (
    '<div class="introduction"><p>Ask what was said, and read it in the words it was said in: '
    "who, in what office, when, and where it stands.</p></div>"
)


def library(holdings: Holdings) -> str:
    """Say in one line what can be asked about."""
    held = [
        _count(holdings.articles, "article"),
        _years(holdings.dates),
        _count(holdings.speakers, "speaker") if holdings.speakers else "",
    ]
    what = ", ".join(filter(None, held)) if holdings.articles else "The library is empty"
    return f'<p class="library">{_text(what)}; nothing leaves this machine</p>'


def conversation(turns: Sequence[str]) -> str:
    """Put the turns one under the other; before the first, say what can be done here."""
    return f'<div class="turns">{"".join(turns)}</div>' if turns else _INTRODUCTION


def turn(question: str, reply: str) -> str:
    """Put a question above its reply, which is HTML already."""
    asked = f'<h2 class="question" dir="auto">{_text(question)}</h2>' if question.strip() else ""
    return f'<section class="turn">{asked}{reply}</section>'


def notice(line: str) -> str:
    """Show one line that says what is wrong and what to do."""
    return f'<p class="notice">{_text(line[:1].upper() + line[1:])}</p>'


def waiting() -> str:
    """Stand in for an answer that is being looked up."""
    return '<p class="waiting">Reading the record …</p>'


def answer(found: Answer, read: Read) -> str:
    """Lay out an answer: its quotations led by who spoke, then each citation where it stands in its article."""
    if found.abstained:
        told = _abstention(found.reason, read) if found.reason else notice("Nothing on record.")
        return f"{_understood(found)}{told}"
    cited = {citation.number: citation for citation in found.citations}
    spoken = ((sentence, cited[sentence.citations[0]]) for sentence in found.sentences)
    quotations = "".join(
        _quotation(who, ((sentence.text, [cited[n] for n in sentence.citations]) for sentence, _ in group))
        for who, group in groupby(spoken, key=lambda pair: _lead(pair[1]))
    )
    cards = "".join(_card(citation, read) for citation in found.citations)
    evidence = f'<h3>Where it stands</h3><div class="citations">{cards}</div>'
    return f"{_understood(found)}{_remarks(found)}{quotations}{_extent(found)}{_exports(found)}{evidence}"


def article(shown: StoredArticle, cited: Span) -> str:
    """Lay out a whole article with the cited words marked."""
    names = ", ".join(filter(None, (shown.speaker, shown.speaker_role, shown.country)))
    byline = f'<p class="byline">{_text(names)}</p>' if names else ""
    text = "".join(f'<p dir="auto">{_marked(shown.text, part, cited)}</p>' for part in paragraphs(shown.text))
    origin = _origin(shown.source, shown.published, shown.url)
    close = '<a class="close" href="#">Close</a>'
    head = f'{close}<h2 tabindex="-1" dir="auto">{_text(shown.title)}</h2>{byline}<p class="origin">{origin}</p>'
    return f'<div class="article"><header>{head}</header><div class="text">{text}</div></div>'


def _understood(found: Answer) -> str:
    """Show how a question was read after those before it, where it was not taken as it stands."""
    if found.standalone_question == found.question:
        return ""
    return f'<p class="extent">Understood as: {_text(found.standalone_question)}</p>'


def _remarks(found: Answer) -> str:
    """Show what the answer says of itself before the first quotation."""
    *before, _ = found.answer[: found.sentences[0].start].split("\n\n")
    said = [line for line in before if line != found.groups[0].label]
    return "".join(f'<p class="extent">{_text(line)}</p>' for line in said)


def _quotation(lead: str, sentences: Iterable[tuple[str, list[Citation]]]) -> str:
    said = "".join(
        f'<p dir="auto">{_text(text)} {" ".join(map(_chip, citations))}{_told(citations)}</p>'
        for text, citations in sentences
    )
    return f'<div class="statement">{lead}<blockquote>{said}</blockquote></div>'


def _lead(citation: Citation) -> str:
    who = citation.speaker
    name = who.name if who else citation.article_title
    office = who.office if who else ""
    origin = _origin(citation.source, citation.published)
    return (
        f'<p class="lead"><strong>{_text(name)}</strong>{f", {_text(office)}" if office else ""}'
        f'<span class="origin">{origin}</span></p>'
    )


def _told(citations: Sequence[Citation]) -> str:
    """Say so where these are not a speaker's own words but what the article reports of them."""
    return ' <span class="told">reported</span>' if any(one.attribution == "indirect" for one in citations) else ""


def _chip(citation: Citation) -> str:
    spoken = '<span class="unseen">Citation </span>'
    return f'<a class="chip" href="{_place(citation)}">{spoken}{citation.number}</a>'


def _card(citation: Citation, read: Read) -> str:
    text = read(citation.article_id, citation.article_version).text
    cited = Span(citation.start, citation.end)
    passage = _marked(text, surroundings(text, cited), cited)
    number = f'<span class="number">{citation.number}</span> ' if citation.number else ""
    return (
        f'<div class="card"><a class="title" href="{_place(citation)}">{number}'
        f'<span dir="auto">{_text(citation.article_title)}</span></a>'
        f'<p class="origin">{_origin(citation.source, citation.published, citation.url)}</p>'
        f'<p class="passage" dir="auto">{passage}</p></div>'
    )


def _abstention(reason: Reason, read: Read) -> str:
    nearest = f"<h3>Nearest on record</h3>{_card(reason.nearest, read)}" if reason.nearest else ""
    return f'<p class="abstained">{_text(reason.text)}</p>{nearest}'


def _extent(answer: Answer) -> str:
    shown, there = _count(len(answer.citations), "citation"), answer.found
    speakers = f", {_count(there.speakers, 'speaker')}" if there.speakers else ""
    where = f"{_count(there.articles, 'article')}{speakers}"
    if not there.truncated:
        return f'<p class="extent">{shown} from {where}.</p>'
    more = f"on record are {_count(there.passages, 'passage')} in {where}"
    return f'<p class="extent">{shown} shown; {more}. Ask for all with <code>onrecord ask --all</code>.</p>'


def _exports(answer: Answer) -> str:
    """Lead to the answer as a file, with all its evidence."""
    links = (f'<a href="/answers/{answer.id}/export?format={each}" download>{name}</a>' for each, name in NAMES.items())
    return f'<p class="extent">Take it away as {", ".join(links)}.</p>'


def _marked(text: str, part: Span, cited: Span) -> str:
    """Print a part of a text with what it holds of the cited words marked."""
    start, end = (min(max(at, part.start), part.end) for at in (cited.start, cited.end))
    pieces = (Span(part.start, start), Span(start, end), Span(end, part.end))
    before, words, after = (unmasked(piece.of(text)) for piece in pieces)
    mark = f"<mark>{words}</mark>" if words else ""
    return f"{before}{_gap(text, start)}{mark}{_gap(text, end)}{after}".strip()


def _gap(text: str, at: int) -> str:
    return " " if any(map(str.isspace, text[max(at - 1, 0) : at + 1])) else ""


def _place(citation: Citation) -> str:
    place = Place(citation.article_id, citation.article_version, citation.start, citation.end)
    return escape(place.link)


def _origin(source: str | None, published: str | None, url: str | None = None) -> str:
    known = [_text(source or ""), _text(in_words(published) or "undated"), _link(url)]
    return ' <span class="dot">·</span> '.join(filter(None, known))


def _link(url: str | None) -> str:
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return _text(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return _text(url)
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{_text(parts.hostname)}</a>'


def _years(dates: tuple[str, str] | None) -> str:
    first, last = (date[:4] for date in dates) if dates else ("", "")
    return first if first == last else f"{first} to {last}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _text(words: str) -> str:
    return unmasked(words)
