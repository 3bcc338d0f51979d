"""Alternative answers: which of those who are named mentions a subject, and which does not, counted for each."""

from collections.abc import Sequence

import numpy as np

from rag.answers.documents import Direct
from rag.answers.pipeline import AnswerPipeline
from rag.counting.subject_count import SubjectCount
from rag.counting.superlative_answers import CountedAnswer, note_partial
from rag.counting.tallies import Tally
from rag.counting.wording import format_counted, format_times
from rag.interpretation.alternatives import Alternatives
from rag.interpretation.count_questions import CountQuestion
from rag.interpretation.statement_questions import StatementQuestion
from rag.query.speaker_lookup import SpeakerSelection
from rag.retrieval.search import AnswerRequest

_TWO = 2


def answer_alternatives(
    asked: Alternatives, request: AnswerRequest, tally: Tally, pipeline: AnswerPipeline
) -> CountedAnswer | None:
    """Answer which of those who are named mentioned a subject, or did not; None if it cannot be counted."""
    line = f"who mentioned {asked.about}?"
    counted = CountQuestion("speaker", "count", line)
    counts = {
        voices.who: SubjectCount(counted, request, StatementQuestion(line, voices), tally) for voices in asked.voices
    }
    if any(count.mentions is None for count in counts.values()):
        return None
    naming = [who for who, count in counts.items() if count.found.total]
    silent = [who for who in counts if who not in naming]
    first = next(iter(counts.values()))
    what = f"{first.words}{first.asked_time}"
    each = ", ".join(f"{who} {format_times(count.found.total)}" for who, count in counts.items())
    rows = np.logical_or.reduce([voices.speakers.rows for voices in asked.voices])
    every = SpeakerSelection(rows, frozenset().union(*(voices.speakers.persons for voices in asked.voices)))
    answer = pipeline.answer(first.narrow_request(request, every, " and ".join(counts)))
    ranked = sorted(counts, key=lambda who: -counts[who].found.total)
    lead = _write_lead(asked, silent if asked.is_negated else naming, what)
    if asked.is_compared:
        lead = "; ".join(f"{who}: {format_times(counts[who].found.total)}" for who in ranked)
    direct = Direct(kind="text", text=f"{lead}.")
    articles = format_counted(len(tally.index.articles_of(first.admitted)), "article")
    notes = [f"Counted in the {articles} searched, in the words of each: {each}.", *note_partial(first.found)]
    if answer.abstained:
        answer = answer.model_copy(
            update={"intent": "library", "abstained": False, "reason": None, "answer": f"{direct.text} {notes[0]}"}
        )
    return answer, direct, notes


def _write_lead(asked: Alternatives, chosen: Sequence[str], what: str) -> str:
    """Return who mentions a subject or never does; or that it is all of them, or none."""
    if not chosen:
        every, none = ("Both", "Neither") if len(asked.voices) == _TWO else ("All of them", "None of them")
        return f"{every} mention {what}" if asked.is_negated else f"{none} mentions {what}"
    verb = "mentions" if len(chosen) == 1 else "mention"
    names = " and ".join(chosen)
    return f"{names[0].upper()}{names[1:]} {'never ' if asked.is_negated else ''}{verb} {what}"
