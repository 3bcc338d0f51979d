"""A reply: findings become the document of an answer, or of an abstention with its reason."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers.abstention import Reason, Sought, explain
from rag.answers.answer_id import answer_id
from rag.answers.citations import Citation, Quoted, cite
from rag.answers.compose import Headings, Text, arrange, by_year, in_order, write
from rag.answers.documents import Answer, Conflict, Found
from rag.answers.notes import also_written, nothing_by, remarks, sources_differ
from rag.retrieval.contradictions import contradictions
from rag.retrieval.evidence import Evidence
from rag.retrieval.search import Findings, Searcher, Wish
from rag.retrieval.selection import ENOUGH

NOTHING = Text("", (), ())

_RIVALS = 40
"""Sentences, the best there are, that are held against each other where a fact was asked for."""


@dataclass(frozen=True, slots=True)
class Side:
    """What was found for one side of a comparison; every other question has one side, of no name."""

    name: str
    found: Findings


def reply(searcher: Searcher, wish: Wish, sides: Sequence[Side], dropped: str = "") -> Answer:
    """Tell what was found; `dropped` says that it is from another time than was asked for."""
    looked = time.perf_counter()
    each = [_arranged(side.found, len(sides)) for side in sides]
    shown, conflicts = _with_rivals(searcher, sides[0].found, [one for part in each for one in part])
    citations = tuple(_cite(searcher, one, number) for number, one in enumerate(shown, 1))
    answering = [one for side in sides for one in side.found.answering]
    found = _extent(answering, len(citations))
    missing = [side.name for side, part in zip(sides, each, strict=True) if not part]
    first = sides[0].found
    told = [*remarks(searcher.index, first.wish, citations, found), *map(nothing_by, missing), dropped]
    told += [sources_differ(conflict.citations) for conflict in conflicts]
    told = [note for note in told if note]
    written = write(citations, " ".join(told), _headings(wish, sides, each)) if citations else NOTHING
    composed = time.perf_counter()
    return Answer(
        id=answer_id(wish, searcher.index.number),
        question=wish.typed,
        standalone_question=wish.standalone,
        intent=wish.question.intent,
        answer=written.text,
        notes=tuple(told) if citations else (),
        abstained=not citations,
        confidence=round(max(side.found.likely for side in sides), 4),
        reason=None if citations else _reason(searcher, first),
        sentences=written.sentences,
        citations=citations,
        found=found,
        groups=written.groups,
        conflicts=conflicts,
        filters=first.wish.filters,
        aliases=also_written(searcher.index, wish.question),
        generation=searcher.index.number,
        timings={
            "retrieval_ms": round(1000 * (looked - wish.began), 2),
            "composition_ms": round(1000 * (composed - looked), 2),
            "total_ms": round(1000 * (composed - wish.began), 2),
        },
    )


def _arranged(found: Findings, sides: int) -> list[Evidence]:
    """Put what answers in order; of a comparison each side has its share of the room."""
    most = found.wish.most
    if found.wish.order:
        return in_order(found.answering, newest=found.wish.order == "newest")[found.wish.skip :][:most]
    if found.wish.skip:
        whole = arrange(found.wish.question, found.answering, None if most is None else most + found.wish.skip)
        shown = arrange(found.wish.question, found.answering, found.wish.skip)
        before = {one.place for one in shown}
        return [one for one in whole if one.place not in before][:most]
    return arrange(found.wish.question, found.answering, most if most is None else -(-most // sides))


def _with_rivals(
    searcher: Searcher, found: Findings, shown: list[Evidence]
) -> tuple[list[Evidence], tuple[Conflict, ...]]:
    """Show with what settles a fact the best two sentences that contradict each other on it, official sources first."""
    fact, room = not found.wish.question.whole, found.wish.most
    rivals = [one for one in found.evidence[:_RIVALS] if one.score >= ENOUGH] if fact and shown else []
    pairs = contradictions(list({one.place: one for one in [*shown, *rivals]}.values()), searcher.read)
    if fact and pairs and room != 1:
        best = shown if room is None else shown[: room - 2]
        shown = list({one.place: one for one in [*best, pairs[0].one, pairs[0].other]}.values())
        shown.sort(key=lambda one: one.entry.kind != "official")
    pairs = [pair for pair in pairs if {pair.one.place, pair.other.place} <= {one.place for one in shown}]
    number = {one.place: row for row, one in enumerate(shown, 1)}
    told = {tuple(sorted((number[pair.one.place], number[pair.other.place]))): pair.about for pair in pairs}
    return shown, tuple(Conflict(citations=numbers, about=about) for numbers, about in told.items())


def _headings(wish: Wish, sides: Sequence[Side], each: Sequence[Sequence[Evidence]]) -> Headings | None:
    if wish.question.intent == "timeline":
        return by_year(each[0])
    if wish.question.intent == "comparison":
        labels = [side.name for side, part in zip(sides, each, strict=True) for _ in part]
        return Headings("speaker", tuple(labels), tuple(side.name for side in sides))
    return None


def _reason(searcher: Searcher, found: Findings) -> Reason:
    request, nearest = found.wish.request, searcher.nearest(found)
    sought = Sought(
        bool(found.wish.question.topic), request.who if request else None, bool(request and request.speakers)
    )
    near = _cite(searcher, nearest, 0) if nearest else None
    return explain(searcher.index, found.admitted, found.wish.filters, near, sought)


def _cite(searcher: Searcher, one: Evidence, number: int) -> Citation:
    quoted = Quoted(one.span, one.whose, one.score, one.duplicates)
    return cite(one.entry, searcher.read(one.entry), quoted, number)


def _extent(answering: Sequence[Evidence], shown: int) -> Found:
    return Found(
        passages=len({one.passage for one in answering}),
        articles=len({one.entry.id for one in answering}),
        speakers=len({one.speaker for one in answering if one.speaker}),
        truncated=shown < len(answering),
    )
