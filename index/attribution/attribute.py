"""Attribution: who said what in an article, from its tags, its turns and what is known of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from index.attribution.coreference.resolve import Known, identify
from index.attribution.forms.document import Document, Turn
from index.attribution.forms.registry import read_form
from index.attribution.linking import Linked, link
from index.attribution.nested_quotes import Nested, nested, unchained
from index.attribution.read_out import proxy
from index.attribution.statements import Attribution, Speaker, Statement
from index.models.encoder import Encoder
from index.models.tags import Tags
from index.names.gazetteer import aliases
from index.text.normalize import words
from index.text.passages import split
from index.text.spans import Span

_MARKS = '“”"«»„'
_OPENING = '“"«„'
_END = " \t\n.,;:"
_ASKED = re.compile(
    r"(?:[\w’]+ )?ask(?:ed|s|ing)?\b(?: \w+){0,2}? (?:whether|if|not to be|to remain|that (?:he"
    r"|she|they) not be)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[Tt]he )?(?!I\b)[^\W\d_a-z]")
_SINGLE = re.compile(r"\s*[‘'].*[’'][\s.,;:]*", re.DOTALL)
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_CERTAIN = 1.0
_PARTS = 20  # stretches of a document's own attribution that are looked at beside one of the tagger's
_NESTED = 0.9  # of the statements within others that were found in news, the part that was right
CALIBRATION = (-0.98, 0.65, 0.19, -1.88, -2.06)
"""Bias, and the weights of the tags' certainty, of their link, of a missing cue and of a missing source, all in logits:
fitted on articles that were not trained on; `tests/quality` measures what a confidence is worth."""

_SURE = 0.999


def who_said_what(text: str, known: Known, encoder: Encoder) -> list[Statement]:
    """Give the statements of a text that is not in the library, in the order of the text."""
    passages = [*split(text, known.title)]
    spans = [[Span(s.start - p.span.start, s.end - p.span.start) for s in p.sentences] for p in passages]
    read = dict(encoder.read([passage.span.slice(text) for passage in passages], spans))
    return attribute(text, [(p.span, read[place].tags) for place, p in enumerate(passages)], known)


def attribute(text: str, passages: Sequence[tuple[Span, Tags]], known: Known) -> list[Statement]:
    """Give the statements of an article: its one speaker's, those of its turns, or those that its writer attributes.

    Within a speech or a turn all words are the speaker's own, also where they tell what others said. Content is cut
    where passages are, so that each part is whole sentences. What a writer's source tells of another's words is both:
    part of the one statement, which comes first, and a statement of its own.
    """
    spans = [span for span, _ in passages]
    form = read_form(Document(text, known.title, known.speaker, known.speaker_role, known.country))
    stated = [*_turns(form.turns, spans)] if form else []
    if form and form.covers_all:
        within = link(text, [(span.start, tags) for span, tags in passages])
        return sorted([*stated, *_relayed(text, form.turns, within, known)], key=lambda one: one.content[0].start)
    linked = link(text, [(span.start, tags) for span, tags in passages])
    if form:
        others = _told(text, [_unchained(text, one) for one in linked if not _is_asked(text, one)], known)
        return sorted([*stated, *_beside(others, stated)], key=lambda one: one.content[0].start)
    if known.speaker:
        told = _is_told(text, known.speaker, linked)
        return [
            replace(one, attribution=_kind(text, one.content)) if told else one for one in _speech(text, spans, known)
        ]
    return _told(text, [_unchained(text, one) for one in linked if not _is_asked(text, one)], known)


def _told(text: str, linked: Sequence[Linked], known: Known) -> list[Statement]:
    """Give what a writer attributes and, after each, what is told within it."""
    within = [[one for part in outer.content for one in nested(text, part)] for outer in linked]
    pairs = [*zip(linked, within, strict=True)]
    sources = ([outer.source, *(one.source for one in inner)] for outer, inner in pairs)
    named = [*filter(None, chain.from_iterable(sources))]
    speakers = dict(zip(named, identify(text, named, known), strict=True))
    said: list[Statement] = []
    for outer, inner in pairs:
        statement = _statement(text, outer, speakers.get(outer.source) if outer.source else None)
        said += [statement, *(_within(text, statement, one, speakers) for one in inner)]
    return sorted(said, key=lambda one: one.content[0].start)


def _within(text: str, outer: Statement, one: Nested, speakers: Mapping[Span, Speaker | None]) -> Statement:
    """Give what is told within a statement. In a quotation "I" is whoever is quoted, and "he" may be anybody."""
    word = one.source.slice(text).split()[0].casefold() if one.source else ""
    speaker = speakers[one.source] if one.source and not (one.quoted and word in _THIRD) else None
    if one.quoted and word in _FIRST:
        speaker = replace(outer.speaker, span=one.source) if outer.speaker else None
    kind = _kind(text, (one.content,))
    return Statement(speaker, one.cue, (one.content,), kind, _NESTED * outer.confidence)


def _is_asked(text: str, one: Linked) -> bool:
    """Tell a question that is reported, and who "asked not to be named", from a statement."""
    return one.cue is not None and bool(_ASKED.match(f"{one.cue.slice(text)} {one.content[0].slice(text)}"))


def _unchained(text: str, linked: Linked) -> Linked:
    """Leave to a cue its own word alone where that of a statement within was tagged with it."""
    parted = unchained(text, linked.cue) if linked.cue else None
    first, *others = linked.content
    if not linked.cue or not parted or first.start != linked.cue.end + 1:
        return linked
    cue, start = parted
    return replace(linked, cue=cue, content=(Span(start, first.end), *others))


def _turns(spoken: Iterable[Turn], passages: Sequence[Span]) -> Iterator[Statement]:
    for turn in spoken:
        if turn.clause:
            parts = tuple(part for words in turn.words for one in _whole(words, None, passages) for part in one.content)
            if parts:
                yield Statement(turn.speaker, turn.cue, parts, "indirect" if turn.indirect else "direct", _CERTAIN)
            continue
        for part in turn.words:
            yield from _whole(part, turn.speaker, passages)


def _relayed(text: str, spoken: Sequence[Turn], linked: Sequence[Linked], known: Known) -> Iterator[Statement]:
    """Give what named speakers tell that others, whom they name, have said; a question tells nothing."""
    parts = sorted(((part, turn.speaker) for turn in spoken for part in turn.words), key=lambda pair: pair[0])
    starts = [part.start for part, _ in parts]
    inner: list[tuple[Speaker, Linked]] = []
    for one in linked:
        place = bisect_right(starts, one.content[0].start) - 1
        if place < 0 or not one.source or not one.cue or not _NAMED.match(one.source.slice(text)):
            continue
        part, speaker = parts[place]
        if speaker and part.start <= one.source.start and one.content[-1].end <= part.end:
            inner.append((speaker, one))
    sources = [one.source for _, one in inner if one.source]
    for (outer, one), speaker in zip(inner, identify(text, sources, known), strict=True):
        if speaker and words(speaker.name)[-1:] != words(outer.name)[-1:]:
            kind = _kind(text, one.content)
            yield Statement(speaker, one.cue, one.content, kind, _NESTED * confidence(one))


def _beside(others: Iterable[Statement], stated: Sequence[Statement]) -> Iterator[Statement]:
    """Leave out what the tagger attributes of words that the document itself attributes."""
    starts = sorted(part for one in stated for part in one.content)
    for other in others:
        taken = 0
        for part in other.content:
            first = max(0, bisect_right(starts, part.start, key=lambda span: span.start) - 1)
            for span in starts[first : first + _PARTS]:
                taken += max(0, min(span.end, part.end) - max(span.start, part.start))
        if taken * 2 < sum(map(len, other.content)):
            yield other


def _speech(text: str, passages: Sequence[Span], known: Known) -> Iterator[Statement]:
    """Give a speech to its speaker, and what is read out in it to the one who sent it."""
    country = aliases().country(known.country)
    assert known.speaker  # noqa: S101 (or it is no speech)
    reader = Speaker(known.speaker, known.speaker_role, country)
    sent = proxy(text)
    yield from _whole(Span(0, sent.start if sent else len(text)), reader, passages)
    if sent:
        author = Speaker(sent.author, None, country, sent.named) if sent.author else None
        yield from _whole(Span(sent.start, len(text)), author, passages)


def _is_told(text: str, speaker: str, linked: Iterable[Linked]) -> bool:
    """Tell a report of a speech, which says what its speaker said, from the speech itself."""
    surname = words(speaker)[-1:]
    sources = (words(one.source.slice(text)) for one in linked if one.source)
    return not aliases().codes(speaker) and any(surname == source[-1:] for source in sources)


def _whole(words: Span, speaker: Speaker | None, passages: Sequence[Span]) -> Iterator[Statement]:
    """Give what is said in one go, a statement for each passage of it."""
    first = bisect_right(passages, words.start, key=lambda passage: passage.end)
    for passage in passages[first:]:
        part = Span(max(words.start, passage.start), min(words.end, passage.end))
        if part.start >= words.end:
            return
        if part.start < part.end:
            yield Statement(speaker, None, (part,), "direct", _CERTAIN)


def _statement(text: str, linked: Linked, speaker: Speaker | None) -> Statement:
    return Statement(speaker, linked.cue, linked.content, _kind(text, linked.content), confidence(linked))


def _kind(text: str, content: Sequence[Span]) -> Attribution:
    """Tell a quotation from words told in the writer's own, and from a mixture."""
    parts = [part.slice(text) for part in content]
    if all(map(_is_quotation, parts)):
        return "direct"
    return "mixed" if any(mark in part for part in parts for mark in _MARKS) else "indirect"


def _is_quotation(part: str) -> bool:
    if _SINGLE.fullmatch(part):
        return True
    inside = part.strip(_END).rstrip(_MARKS)
    return inside[:1] in _OPENING and not any(mark in inside[1:] for mark in _MARKS)


def confidence(linked: Linked) -> float:
    """Give how likely it is that these words are this speaker's, from 0 to 1 (Platt scaling)."""
    signs = 1.0, _logit(linked.certainty), _logit(linked.link), linked.cue is None, linked.source is None
    return float(1 / (1 + np.exp(-np.dot(CALIBRATION, signs))))


def _logit(chance: float) -> float:
    sure = min(max(chance, 1 - _SURE), _SURE)
    return float(np.log(sure / (1 - sure)))
