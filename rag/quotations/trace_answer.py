"""Trace answers: a question that is itself a quotation is answered with the places where it stands."""

import time
from collections.abc import Sequence

from index.text.arrays import Mask
from index.text.plurals import format_count
from rag.answers.abstention import Reason, UnmetRequest, explain_abstention
from rag.answers.answer_id import compute_trace_id
from rag.answers.compose import format_date, write_answer
from rag.answers.documents import Answer, Direct, EvidenceCounts
from rag.query.filters import Filters
from rag.query.speaker_lookup import SpeakerSelection
from rag.quotations.quotation import (
    AskedQuotation,
    extract_quotation,
    find_asked_quotation,
    is_statement,
    is_unmarked_sentence,
)
from rag.quotations.reversals import find_reversal
from rag.quotations.trace import Difference, Match, Tracer


def answer_trace(tracer: Tracer, question: str, filters: Filters, limit: int | None) -> Answer | None:
    """Answer a quotation, or a sentence that asks nothing and is on record as it stands; None for any other question.

    So is a question about a quotation, `who said "..."?`, if it is on record. Only articles and speakers that pass the
    filters are searched.
    """
    began = time.perf_counter()
    asked = find_asked_quotation(question)
    quote = asked.words if asked else extract_quotation(question) or (question if _may_be_quotation(question) else None)
    if quote is None:
        return None
    admitted, speakers = filters.passage_mask(tracer.index), filters.select_speakers(tracer.index)
    named = SpeakerSelection.by_phrase(tracer.index.statements, asked.who) if asked and asked.who else None
    trace = tracer.trace(quote, speakers or named, None if admitted.all() else admitted)
    matches = [match for match in trace.matches if speakers is None or match.speaker_matches]
    is_exact = any(match.verdict == "exact" for match in matches)
    is_bare = quote == question and not is_exact
    if (is_bare and not (matches and _is_clearly_altered(quote, matches[0]))) or (asked and not matches):
        return None
    if asked and not asked.is_marked and not _makes_claim(matches[0]):
        return None
    citations = tuple(match.citation for match in matches[:limit])
    written = write_answer(citations, _write_preface(matches[0]) if matches else "")
    return Answer(
        id=compute_trace_id(question, filters, limit, tracer.index.number),
        question=question,
        standalone_question=question,
        intent="trace",
        answer=written.text,
        abstained=not citations,
        confidence=matches[0].citation.score if matches else 0.0,
        direct=_make_direct(asked, matches) if asked else _say_altered(matches[0]) if is_bare else None,
        reason=None if citations else _make_reason(tracer, filters, admitted),
        sentences=written.sentences,
        citations=citations,
        found=_count_evidence(matches, len(citations)),
        groups=written.groups,
        filters=filters,
        generation=tracer.index.number,
        timings={"total_ms": round(1000 * (time.perf_counter() - began), 2)},
    )


def _may_be_quotation(question: str) -> bool:
    return is_statement(question) or is_unmarked_sentence(question)


def _is_clearly_altered(quote: str, best: Match) -> bool:
    """Return whether a bare sentence is a quotation with a word or two changed, and not a sentence of the asker's."""
    return len(quote.split()) >= _FEWEST_WORDS and best.citation.score >= _ALMOST


def _makes_claim(best: Match) -> bool:
    """Return whether a sentence says what is claimed almost in those words, and not the opposite."""
    return best.citation.score >= _ALMOST and not find_reversal(best.differences)


def _say_altered(best: Match) -> Direct:
    changes = [_describe_difference(difference) for difference in best.differences if difference.op != "ellipsis"]
    return Direct(kind="text", text=f"Not word for word: {'; '.join(changes)}.", citations=(1,))


_FEWEST_WORDS, _ALMOST = 7, 0.8


def _make_direct(asked: AskedQuotation, matches: Sequence[Match]) -> Direct | None:
    """Return who said a quotation, whether that is the person it is attributed to, or when it was said."""
    best = matches[0]
    citation = best.citation
    date, changed = format_date(citation.published), "" if best.verdict == "exact" else ", with other words"
    if asked.asks == "when":
        return Direct(kind="date", text=f"{date}{changed}.", citations=(1,)) if date else None
    if asked.asks == "who":
        who = citation.speaker.name if citation.speaker else citation.source or citation.article_title
        text = ", ".join(filter(None, (who, date)))
        return Direct(kind="speaker" if citation.speaker else "text", text=f"{text}{changed}.", citations=(1,))
    if reversed_by := find_reversal(best.differences):
        text = f"No: {_describe_difference(reversed_by)}. The sense is another."
        return Direct(kind="no", text=text, citations=(1,))
    if best.speaker_matches:
        return Direct(kind="yes", text=f"Yes, {'word for word' if not changed else changed[2:]}.", citations=(1,))
    if best.speaker_matches is None or citation.speaker is None:
        return None
    return Direct(kind="no", text=f"No: these are words of {citation.speaker.name}{changed}.", citations=(1,))


def _write_preface(best: Match) -> str:
    changes = [_describe_difference(difference) for difference in best.differences if difference.op != "ellipsis"]
    if not changes:
        return "On record, word for word."
    return f"On record with {'another spelling' if best.verdict == 'exact' else 'changes'}: {'; '.join(changes)}."


def _describe_difference(difference: Difference) -> str:
    if not difference.record:
        return f"“{difference.quote}” is not in the article"
    if difference.op == "delete" or not difference.quote:
        return f"“{difference.record}” is left out"
    return f"the article has “{difference.record}”, the quotation “{difference.quote}”"


def _make_reason(tracer: Tracer, filters: Filters, admitted: Mask) -> Reason:
    reason = explain_abstention(tracer.index, admitted, filters, None, UnmetRequest(has_subject=True))
    if reason.code != "nothing_on_record":
        return reason
    articles = format_count(reason.searched.articles, "article")
    text = f"This quotation was not found, neither word for word nor with changes ({articles} searched)."
    return reason.model_copy(update={"text": text})


def _count_evidence(matches: Sequence[Match], shown: int) -> EvidenceCounts:
    citations = [match.citation for match in matches]
    articles = {
        id_
        for citation in citations
        for id_ in (citation.article_id, *(other.article_id for other in citation.duplicates))
    }
    return EvidenceCounts(
        passages=len(citations),
        articles=len(articles),
        speakers=len({citation.speaker.name for citation in citations if citation.speaker}),
        truncated=shown < len(citations),
    )
