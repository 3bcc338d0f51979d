"""Alternative answers: which of those who are named mentions a subject, and which does not, counted for each."""

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
    said = [f"{who} {format_times(counts[who].found.total)}" for who in naming]
    rows = np.logical_or.reduce([voices.speakers.rows for voices in asked.voices])
    every = SpeakerSelection(rows, frozenset().union(*(voices.speakers.persons for voices in asked.voices)))
    answer = pipeline.answer(first.narrow_request(request, every, " and ".join(counts)))
    chosen = silent if asked.is_negated else naming
    lead = " and ".join(chosen) if chosen else "none of them" if len(counts) > 2 else "neither"  # noqa: PLR2004 (of two)
    verb = "never mentions" if asked.is_negated else "mentions"
    lead = f"{lead[0].upper()}{lead[1:]} {verb if len(chosen) < 2 else verb.removesuffix('s')} {what}"  # noqa: PLR2004
    rest = f"mentioned by {' and '.join(said)}" if said else f"no sentence of {' or '.join(silent)} names it"
    direct = Direct(kind="text", text=f"{lead}: {rest}.")
    articles = format_counted(len(tally.index.articles_of(first.admitted)), "article")
    notes = [f"Counted in the {articles} searched, in the words of each.", *note_partial(first.found)]
    if answer.abstained:
        answer = answer.model_copy(
            update={"intent": "library", "abstained": False, "reason": None, "answer": direct.text}
        )
    return answer, direct, notes
