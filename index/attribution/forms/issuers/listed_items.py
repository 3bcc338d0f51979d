"""Listed items: what a body decided, asked for or stated, item by item under a line that ends in a colon.

"The Cabinet took the following decisions:", "the Council's text:", "the Embassy considers it necessary to state:": the
line names the body and what it did; its items are numbered or marked, or begin with their verb ("Approving ...").
"""

import re
from collections.abc import Iterator, Sequence

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.issuers.bodies import Bodies, find_body
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.reporting_verbs import INTRODUCTORY_VERBS, POSITION_VERBS
from index.text.spans import Span

_COLON = re.compile(r":[*_”\"]*\s*$")
_BODY_BEGINS = re.compile(r"(?:(?<=[,.;]\s)|\b(?:that|and|which|where|when) )(?:[Tt]he )?(?=[A-Z]|ministers|leaders)")
_THE = re.compile(r"(?:[Tt]he )?")
_OWNER = re.compile(  # "the Council's text:"
    r"\b(?:The |the )?(?P<body>(?:[A-Z][\w-]+ ){0,4}(?:Council|Commission|Parliament|Committee|Ministry|Government"
    r"|Embassy|Union|Cabinet|Court|Assembly|Presidency|Senate)|MEPs|(?:[Mm]inister|[Ll]eader|[Mm]ember)s)"
    r"[’']s? (?:[a-z]+ ){0,2}(?:text|position|mandate|agreement|draft|report|resolution|decisions?|conclusions"
    r"|recommendations?|demands?"
    r"|proposals?|requests?|statement|amendments?|approach|compromise|opinion)\b"
)
_MEMBERS = re.compile(r"(?:MEPs|[Mm]inisters|[Ll]eaders|[Dd]elegations)\b(?=[ ,])")
_CUE = re.compile(
    rf"\b(?:{POSITION_VERBS}|{INTRODUCTORY_VERBS}|states?|t(?:ook|akes) (?:the following|note)|agree[sd]?|decide[sd]?"
    r"|adopt(?:s|ed)?|approve[sd]?|resolve[sd]?|recommend(?:s|ed)?|propose[sd]?|request(?:s|ed)?|ask(?:s|ed)?|seeks?"
    r"|sought|commit(?:s|ted)?|undertakes?|undertook|conclude[sd]?|set out|believe[sd]?|clarif(?:y|ies|ied)"
    r"|introduce[sd]?|issue[sd]?|review(?:s|ed)?|examine[sd]?|is (?:calling|asking|urging|proposing|recommending))\b"
)
_OUTSIDERS_VERB = re.compile(
    r"\b(?:includ\w+|compris\w+|attended|composed|consists?|members?|participants?)\b[^:]{0,40}:"
)
_ORDINAL = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth)(?:ly)?[:.,–—-] ?"
)
_VERBAL = re.compile(
    r"(?:(?:[A-Z][a-z]+ly|To|Also|Not) )?(?:[A-Z][a-z]{2,}ing|[a-z]{3,}(?:s|ed|ing)?|[A-Z][a-z]+(?:es|s|ed)"
    r"|(?:To|to) [a-z]+) (?:[a-z]|[A-Z“\"])"
)
_ENDED = re.compile(r"[.;,][”\"*_]*$|[;,] (?:and|or)$")
_FIRST_SINGULAR = re.compile(r"\b(?:I|[Mm]y|me)\b")
_LONGEST = 500  # code points of the line
_SHORTEST = 3  # words of an item
_LEAST = 2  # items
_MOST = 60  # items


def find_listed_items(document: Document) -> list[Turn]:
    """Return the items of each list as clauses of the body that the line above it names."""
    text = document.text
    found: list[Turn] = []
    bodies: Bodies | None = None
    end = 0  # number of the paragraph after the last list
    for number, paragraph in enumerate(document.paragraphs):
        if number < end or not _is_line(text, paragraph):
            continue
        named = _find_lister(text, paragraph)
        items = [*_read_items(text, document.paragraphs[number + 1 : number + 1 + _MOST])] if named else []
        if named is None or len(items) < _LEAST:
            continue
        bodies = bodies or Bodies(document)
        speaker = bodies.resolve(named.slice(text), named)
        end = number + 1 + len(items)
        found += [Turn(speaker, (Span(start, each.span.end),), clause=True) for start, each in items]
    return found


def _is_line(text: str, paragraph: Paragraph) -> bool:
    return len(paragraph.span) < _LONGEST and bool(_COLON.search(text, paragraph.span.end - 5, paragraph.span.end))


def _find_lister(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body that is the subject of the last verb of a line, or whose text the line introduces."""
    start, end = paragraph.words, paragraph.span.end
    if _FIRST_SINGULAR.search(text, start, end) or _OUTSIDERS_VERB.search(text, start, end):
        return None
    ends = (place + 2 for place in (text.rfind(stop, start, end) for stop in (". ", ".\n")) if place >= 0)
    sentence = max(ends, default=start)
    first = _THE.match(text, sentence, end)
    places = [*([first.end()] if first else []), *(match.end() for match in _BODY_BEGINS.finditer(text, sentence, end))]
    owner = _OWNER.search(text, sentence, end)
    if owner:
        return Span(*owner.span("body"))
    for place in reversed(places):
        members = _MEMBERS.match(text, place, end)
        body = Span(*members.span()) if members else find_body(text, place, end)
        if body and _CUE.search(text, body.end, end):
            return body
    return None


def _read_items(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Paragraph]]:
    """Yield the items under a line with where their words begin: alike, all with a mark or all with their verb."""
    is_marked: bool | None = None
    for paragraph in paragraphs:
        words = paragraph.text(text)
        ordinal = _ORDINAL.match(words)
        start = paragraph.words
        if ordinal:
            printed = _ORDINAL.match(text, start, paragraph.span.end)
            start, words = (printed.end() if printed else start), words[ordinal.end() :]
        has_mark = bool(paragraph.mark or ordinal)
        is_marked = has_mark if is_marked is None else is_marked
        is_item = has_mark if is_marked else bool(_VERBAL.match(words) and _ENDED.search(words))
        if not (is_item or paragraph.is_subitem) or len(words.split()) < _SHORTEST:
            return
        yield start, paragraph
