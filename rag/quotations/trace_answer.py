"""Traced: a question that is itself a quotation is answered with the places where that stands."""

import time
from collections.abc import Sequence

from rag.answers.abstention import Reason, Sought, explain
from rag.answers.answer_id import trace_id
from rag.answers.compose import write
from rag.answers.documents import Answer, Found
from rag.query.filters import Filters, Mask
from rag.quotations.quotation import asks_nothing, quotation
from rag.quotations.trace import Difference, Match, Tracer


def traced(tracer: Tracer, question: str, filters: Filters, limit: int | None) -> Answer | None:
    """Answer a quotation, or a sentence that asks nothing and is on record as it stands; None for any other question.

    Only articles and speakers that pass the filters are looked at.
    """
    began = time.perf_counter()
    quote = quotation(question) or (question if asks_nothing(question) else None)
    if quote is None:
        return None
    admitted, speakers = filters.passages(tracer.index), filters.speakers(tracer.index)
    trace = tracer.trace(quote, speakers, None if admitted.all() else admitted)
    matches = [match for match in trace.matches if speakers is None or match.speaker_matches]
    if quote == question and not any(match.verdict == "exact" for match in matches):
        return None
    citations = tuple(match.citation for match in matches[:limit])
    written = write(citations, _preface(matches[0]) if matches else "")
    return Answer(
        id=trace_id(question, filters, limit, tracer.index.number),
        question=question,
        standalone_question=question,
        intent="trace",
        answer=written.text,
        abstained=not citations,
        confidence=matches[0].citation.score if matches else 0.0,
        reason=None if citations else _reason(tracer, filters, admitted),
        sentences=written.sentences,
        citations=citations,
        found=_found(matches, len(citations)),
        groups=written.groups,
        filters=filters,
        generation=tracer.index.number,
        timings={"total_ms": round(1000 * (time.perf_counter() - began), 2)},
    )


def _preface(best: Match) -> str:
    told = [_told(one) for one in best.differences if one.op != "ellipsis"]
    if not told:
        return "On record word for word."
    return f"On record in {'another spelling' if best.verdict == 'exact' else 'other words'}: {'; '.join(told)}."


def _told(one: Difference) -> str:
    """Tell a difference in words."""
    if not one.record:
        return f"“{one.quote}” is not there"
    if one.op == "delete" or not one.quote:
        return f"“{one.record}” was left out"
    return f"“{one.record}” stands where the quotation has “{one.quote}”"


def _reason(tracer: Tracer, filters: Filters, admitted: Mask) -> Reason:
    reason = explain(tracer.index, admitted, filters, None, Sought(subject=True))
    if reason.code != "nothing_on_record":
        return reason
    extent = f"{reason.searched.articles:,} articles and {reason.searched.passages:,} passages were searched"
    text = f"This quotation is not on record, neither word for word nor nearly: {extent}."
    return reason.model_copy(update={"text": text})


def _found(matches: Sequence[Match], shown: int) -> Found:
    citations = [match.citation for match in matches]
    articles = {id_ for one in citations for id_ in (one.article_id, *(other.article_id for other in one.duplicates))}
    return Found(
        passages=len(citations),
        articles=len(articles),
        speakers=len({one.speaker.name for one in citations if one.speaker}),
        truncated=shown < len(citations),
    )
