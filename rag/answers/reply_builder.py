"""Reply builder: the evidence for a question becomes the document of an answer, or of an abstention with its reason."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.answers.abstention import Reason, UnmetRequest, explain_abstention
from rag.answers.answer_id import compute_answer_id
from rag.answers.citations import Citation, QuotedSpan, cite_span
from rag.answers.compose import (
    AnswerText,
    Headings,
    arrange_evidence,
    make_year_headings,
    sort_by_recency,
    write_answer,
)
from rag.answers.documents import Answer, Conflict, EvidenceCounts
from rag.answers.notes import find_other_names, note_conflict, note_second_hand, note_silent_side, write_notes
from rag.retrieval.answerability import MIN_SCORE
from rag.retrieval.contradictions import find_contradictions
from rag.retrieval.evidence import Evidence, EvidenceTable
from rag.retrieval.search import AnswerRequest, RetrievedEvidence, Searcher

_EMPTY = AnswerText("", (), ())

_MAX_COMPARED = 40
"""Best sentences that are searched for contradictions if a fact was asked for."""


@dataclass(frozen=True, slots=True)
class Side:
    """The evidence for one side of a comparison and the sentences of it to show, in order.

    Every other question has a single side with an empty name.
    """

    name: str
    evidence: RetrievedEvidence
    shown: Sequence[Evidence]


def arrange_sides(sides: Sequence[tuple[str, RetrievedEvidence]]) -> list[Side]:
    """Return what is shown of each named side; the sides share the limit of citations equally, rounded up."""
    arranged = []
    for name, evidence in sides:
        limit = evidence.request.max_sentences
        share = None if limit is None else -(-limit // len(sides))
        arranged.append(Side(name, evidence, _select_shown(evidence, share)))
    return arranged


def _select_shown(evidence: RetrievedEvidence, limit: int | None) -> list[Evidence]:
    """Return the sentences to show: in the order by date if one was asked for, without those shown before."""
    request, answering = evidence.request, evidence.answering
    if request.order:
        end = None if limit is None else request.skip + limit
        return [*sort_by_recency(answering, newest=request.order == "newest")[request.skip : end]]
    if not request.skip:
        return arrange_evidence(request.question, answering, limit)
    earlier = arrange_evidence(request.question, answering, request.skip)
    positions = {sentence.position for sentence in earlier}
    shown = arrange_evidence(request.question, answering, None if limit is None else limit + request.skip)
    return [sentence for sentence in shown if sentence.position not in positions][:limit]


def build_reply(searcher: Searcher, request: AnswerRequest, sides: Sequence[Side], dropped_dates: str = "") -> Answer:
    """Return the answer of these sides, or the abstention if they show nothing.

    `dropped_dates` is the note that nothing was found for the dates of the question.
    """
    retrieved = time.perf_counter()
    first = sides[0].evidence
    shown, conflicts = _add_contradictions(searcher, first, [sentence for side in sides for sentence in side.shown])
    citations = tuple(_make_citation(searcher, sentence, number) for number, sentence in enumerate(shown, 1))
    counts = _count_evidence([side.evidence.answering for side in sides], len(citations))
    silent = [side.name for side in sides if not side.shown]
    notes = [*write_notes(searcher.index, first.request, citations, counts), *map(note_silent_side, silent)]
    notes += [*note_second_hand(shown), dropped_dates, *(note_conflict(conflict.citations) for conflict in conflicts)]
    notes = [note for note in notes if note]
    written = write_answer(citations, " ".join(notes), _make_headings(request, sides)) if citations else _EMPTY
    composed = time.perf_counter()
    return Answer(
        id=compute_answer_id(request, searcher.index.number),
        question=request.typed,
        standalone_question=request.standalone,
        intent=request.question.intent,
        answer=written.text,
        notes=tuple(notes) if citations else (),
        abstained=not citations,
        confidence=round(max(side.evidence.confidence for side in sides), 4),
        reason=None if citations else _make_reason(searcher, first),
        sentences=written.sentences,
        citations=citations,
        found=counts,
        groups=written.groups,
        conflicts=conflicts,
        filters=first.request.filters,
        aliases=find_other_names(searcher.index, request.question),
        generation=searcher.index.number,
        timings={
            "retrieval_ms": round(1000 * (retrieved - request.began), 2),
            "composition_ms": round(1000 * (composed - retrieved), 2),
            "total_ms": round(1000 * (composed - request.began), 2),
        },
    )


def _add_contradictions(
    searcher: Searcher, evidence: RetrievedEvidence, shown: list[Evidence]
) -> tuple[list[Evidence], tuple[Conflict, ...]]:
    """Return the sentences to show and their conflicts.

    For a fact the best pair of sentences that contradict each other is shown as well, official sources first.
    """
    is_fact, limit = not evidence.request.question.exhaustive, evidence.request.max_sentences
    if evidence.request.question.intent == "count":
        return shown, ()  # a number is asked for: thousands of sentences would be compared pair by pair
    compared = evidence.evidence[:_MAX_COMPARED] if is_fact and shown else ()
    rivals = [sentence for sentence in compared if sentence.score >= MIN_SCORE]
    pairs = find_contradictions(_deduplicate([*shown, *rivals]), searcher.read_text)
    if is_fact and pairs and limit != 1:
        best = shown if limit is None else shown[: limit - 2]
        shown = _deduplicate([*best, pairs[0].one, pairs[0].other])
        shown.sort(key=lambda sentence: sentence.entry.kind != "official")
    numbers = {sentence.position: number for number, sentence in enumerate(shown, 1)}
    conflicts: dict[tuple[int, ...], str] = {}
    for pair in pairs:
        if pair.one.position in numbers and pair.other.position in numbers:
            conflicts[tuple(sorted((numbers[pair.one.position], numbers[pair.other.position])))] = pair.about
    return shown, tuple(Conflict(citations=cited, about=about) for cited, about in conflicts.items())


def _deduplicate(sentences: Sequence[Evidence]) -> list[Evidence]:
    return list({sentence.position: sentence for sentence in sentences}.values())


def _make_headings(request: AnswerRequest, sides: Sequence[Side]) -> Headings | None:
    if request.question.intent == "timeline":
        return make_year_headings(sides[0].shown)
    if request.question.intent == "comparison":
        labels = [side.name for side in sides for _ in side.shown]
        return Headings("speaker", tuple(labels), tuple(side.name for side in sides))
    return None


def _make_reason(searcher: Searcher, evidence: RetrievedEvidence) -> Reason:
    request = evidence.request
    speaker_request, nearest = request.speaker_request, searcher.find_nearest(evidence)
    unmet = UnmetRequest(
        has_subject=bool(request.question.topic),
        speaker=speaker_request.phrase if speaker_request else None,
        is_quoted=bool(speaker_request and speaker_request.speakers),
    )
    citation = _make_citation(searcher, nearest, 0) if nearest else None
    return explain_abstention(searcher.index, evidence.admitted, request.filters, citation, unmet)


def _make_citation(searcher: Searcher, sentence: Evidence, number: int) -> Citation:
    quoted = QuotedSpan(sentence.span, sentence.attribution, sentence.score, sentence.duplicates)
    return cite_span(sentence.entry, searcher.read_text(sentence.entry), quoted, number)


def _count_evidence(answering: Sequence[EvidenceTable], shown: int) -> EvidenceCounts:
    passages = {passage for table in answering for passage in np.unique(table.columns.passages).tolist()}
    articles = {article for table in answering for article in np.unique(table.columns.articles).tolist()}
    return EvidenceCounts(
        passages=len(passages),
        articles=len(articles),
        speakers=len(set().union(*(table.speaker_names for table in answering))),
        truncated=shown < sum(map(len, answering)),
    )
