"""Unowned words: what the speaker of a turn quotes or reports of another, where nothing shows of whom.

In "The harbour master's deputy, so I hear, put it like this: “They come without lights.”" the words in marks are not
those of who speaks. Where no reader finds whose they are, they are nobody's: a wrong name is worse than none. What
speakers say of themselves, deny or suppose stays theirs, and so do words in marks without a verb of saying.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from index.attribution.relayed.phrases import SENTENCE_BREAK, VERB
from index.attribution.relayed.quoted_words import QUOTATION, is_unsaid
from index.attribution.statements import Statement
from index.text.spans import Span

_FEWEST = 3  # words of a quotation; fewer are a title or scare quotes
_FEWEST_INDIRECT = 5  # words
_LARGEST = 0.6  # share of a part of a turn; one that is larger is how a page prints all answers
_LEAD = 200  # code points before a quotation in which it is shown that somebody says it
_AFTERWARDS = 80  # code points after a quotation, likewise
_LONGEST = 700  # code points of a sentence
_SUBJECT = 60  # code points before a verb in which its subject is
_COMPARED = 20  # words of others that are compared with one quotation

_NOUN = (
    r"statement|letter|words|message|report|answer|reply|warning|phrase|saying|proverb|remarks?|call|appeal|plea|demand"
)
_SAYING = re.compile(
    rf"\b(?:{VERB}|condemns?|condemned|calls|called|describes|described|quotes?|quoted|cites?|cited"
    rf"|(?P<noun>{_NOUN}))\b"
)
_SAYS_THAT = re.compile(
    r"\b(?:said|says|told|tells?|informed|warns?|warned|stated|states|wrote|writes|claimed|claims|alleged|alleges"
    r"|testified|announced|insisted|insists|assured|assures|replied|answered|argued|argues|declared|declares"
    r"|maintained|maintains|admitted|explained|(?:will|going to) (?:say|tell|warn))"
    r"(?: [^,.;:?!“”\"]{1,60}?)?,? that "
)
_LEADS = re.compile(r"(?:[:,]|\b(?:that|as)) ?$")  # what is between a noun of saying and the words
_OWN = re.compile(  # "I have often said", "as we told them", "my last letter"
    r"(?:\b(?:I|[Ww]e|[Yy]ou)(?:[’'](?:ve|d|ll|m|re))?"
    r"(?:,? (?!(?:he|she|it|they|who|the|an?|his|her|their|one)\b)[a-z’'-]+){0,6}"
    r"|\b(?:[Mm]y|[Oo]ur|[Yy]our)(?: (?:own|last|first|earlier|previous|written|joint|opening|recent)){0,2}"
    rf"(?: (?:{_NOUN}))?"
    r"|\b[Oo]ur (?:[a-z-]+ ){0,2}colleagues(?: [^,.;:“”\"]{1,60}?)?"  # who tell a spokesman
    r"|\b(?:[Tt]here is|[Tt]here’s|[Tt]here's|[Ww]e have|[Aa]s the|[Aa]n? (?:old|[A-Z]\w+)) (?:an? )?(?:old |\w+ )?) $"
)
_BODYS_OWN = re.compile(  # "its conclusions, in which it stated"
    rf"\b(?:it|they)(?: (?:has|have|had|also|again|\w+ly)){{0,3}} $|\b(?:its|their)(?: [a-z]+){{0,2}}? (?:{_NOUN}) $"
)
_AFTER = re.compile(rf",? ?(?:as )?(?!(?:I|we|you)\b)(?:[\w.’'-]+ ){{1,6}}?{VERB}\b", re.IGNORECASE)
_INANIMATE = re.compile(  # "The preamble states": what nobody says
    r"\b(?:preamble|article|clause|text|law|treaty|constitution|charter|bill|evidence|data|figure|number|history|experience"
    r"|logic|arithmetic|map|rule|sign|poll|budget|proverb|Bible)s? $"
)
_ENDS_CLAUSE = ",.!?"


Kind = Literal["turn", "clause", "question"]
"""What words are a part of: a turn in general, a clause of a body, or a question of somebody with a name."""


def find_unowned_words(
    text: str, part: Span, speaker: str, owned: Sequence[Span], kind: Kind = "turn"
) -> Iterator[Span]:
    """Yield what a part of a turn quotes or reports of another than its speaker; of the other kinds, only in marks.

    `owned` are the words whose speaker is found, in order.
    """
    quotations = [Span(*match.span()) for match in QUOTATION.finditer(text, part.start, part.end)]
    own = _BODYS_OWN if kind == "clause" else _OWN
    for quotation in quotations:
        is_long_enough = len(quotation.slice(text).split()) >= _FEWEST and len(quotation) < _LARGEST * len(part)
        if is_long_enough and not _is_owned(quotation, owned) and _is_of_another(text, part, quotation, speaker, own):
            yield quotation
    if kind != "turn":
        return
    start = part.start
    ends = [(match.start() + 1, match.end()) for match in SENTENCE_BREAK.finditer(text, part.start, part.end)]
    for end, following in [*ends, (part.end, part.end)]:
        sentence, start = Span(start, end), following
        if len(sentence) <= _LONGEST and not _overlaps(sentence, quotations):
            reported = _find_reported(text, sentence, speaker)
            if reported and not _is_owned(reported, owned):
                yield reported


def without_words(statements: Iterable[Statement], words: Sequence[Span]) -> Iterator[Statement]:
    """Yield statements without these words, in the order of the text; a statement of nothing else is left out."""
    for statement in statements:
        content = tuple(each for part in statement.content for each in _cut(part, words))
        if content:
            yield statement if content == statement.content else replace(statement, content=content)


def _cut(part: Span, words: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a span without words, which are in order and do not overlap."""
    start = part.start
    first = bisect_right(words, part.start, key=_end)
    for each in words[first : bisect_left(words, part.end, key=_start)]:
        if each.start > start:
            yield Span(start, each.start)
        start = each.end
    if start < part.end:
        yield Span(start, part.end)


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _overlaps(sentence: Span, quotations: Sequence[Span]) -> bool:
    """Return whether one of the quotations, which are in order and do not overlap, is in a sentence in part."""
    place = bisect_right(quotations, sentence.start, key=_end)
    return place < len(quotations) and quotations[place].start < sentence.end


def _is_owned(words: Span, owned: Sequence[Span]) -> bool:
    """Return whether most of some words are of one whose words are found; only those that begin near are compared."""
    place = bisect_left(owned, words.end, key=_start)
    return any(words.overlap(each) * 2 > len(words) for each in owned[max(0, place - _COMPARED) : place])


def _is_of_another(text: str, part: Span, quotation: Span, speaker: str, own: re.Pattern[str]) -> bool:
    """Return whether the sentence of a quotation has a verb of saying whose subject is not who speaks."""
    first = max(part.start, quotation.start - _LEAD)
    lead = text[first : quotation.start]
    breaks = [match.end() for match in SENTENCE_BREAK.finditer(lead)]
    lead = re.sub(r"\s", " ", lead[breaks[-1] if breaks else 0 :])
    said = [match for match in _SAYING.finditer(lead) if not match["noun"] or _LEADS.search(lead, match.end())]
    if said:
        return not _is_own(lead[: said[-1].start()], speaker, own)
    after = re.sub(r"\s", " ", text[quotation.end : min(part.end, quotation.end + _AFTERWARDS)])
    goes_on = text[quotation.end - 2] in _ENDS_CLAUSE or after[:1] == ","
    return bool(goes_on and after.lstrip(", ")[:1].islower() and _AFTER.match(after))


def _find_reported(text: str, sentence: Span, speaker: str) -> Span | None:
    """Return what a sentence says that another said, without marks."""
    flat = re.sub(r"\s", " ", sentence.slice(text))
    said = _SAYS_THAT.search(flat)
    if said is None or not flat[: said.start()].strip() or flat.rstrip().endswith("?"):
        return None
    if _is_own(flat[: said.start()], speaker, _OWN):
        return None
    reported = Span(said.end(), len(flat.rstrip())).shift(sentence.start)
    return reported if len(reported.slice(text).split()) >= _FEWEST_INDIRECT else None


def _is_own(lead: str, speaker: str, own: re.Pattern[str]) -> bool:
    """Return whether what stands before a word of saying is who speaks, or denies or supposes that somebody says it."""
    names_speaker = speaker.rsplit(maxsplit=1)[-1] in lead[-_SUBJECT:]
    return names_speaker or bool(own.search(lead) or _INANIMATE.search(lead)) or is_unsaid(lead)
