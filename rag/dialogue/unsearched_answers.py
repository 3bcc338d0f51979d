"""Unsearched answers: facts about the library or the tool, and the report that a question was not read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.answers.answer_id import compute_answer_id
from rag.answers.documents import Answer, Direct, EvidenceCounts
from rag.answers.pipeline import AnswerPipeline
from rag.interpretation.languages.reading import Foreign
from rag.library_answers.library_answer import LibraryAnswer
from rag.query.filters import Filters
from rag.query.follow_ups import Exchange
from rag.query.question import Question
from rag.retrieval.search import AnswerRequest, Searcher

_MAX_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A question as it was typed; relative times are read from `today`, `asked_on` is None unless it was given."""

    question: str
    limit: int
    everything: bool
    filters: Filters
    history: Sequence[Exchange]
    today: date
    asked_on: date | None
    aliases: bool

    def to_request(self, question: Question, words: str = "") -> AnswerRequest:
        """Return the request for this question as it was typed."""
        return AnswerRequest(
            question,
            self.question,
            self.question,
            words,
            self.aliases,
            self.limit,
            self.everything,
            self.filters,
            self.asked_on,
        )


def state_facts(
    asked: TypedQuestion, facts: LibraryAnswer, first_questions: Callable[[], Sequence[str]], generation: int
) -> Answer:
    """Return an answer that states facts, without citations; it is no abstention."""
    return Answer(
        id=compute_answer_id(asked.to_request(Question.parse(asked.question)), generation),
        question=asked.question,
        standalone_question=asked.question,
        intent=facts.intent,
        answer=facts.text,
        abstained=False,
        confidence=1.0,
        direct=Direct(kind=facts.kind, text=facts.direct) if facts.kind and facts.direct else None,
        suggestions=tuple(dict.fromkeys([*facts.suggestions, *first_questions()]))[:_MAX_SUGGESTIONS],
        reason=None,
        sentences=(),
        citations=(),
        found=EvidenceCounts(passages=0, articles=0, speakers=0, truncated=False),
        groups=(),
        filters=asked.filters,
        generation=generation,
        timings={},
    )


def report_unread(
    asked: TypedQuestion, searcher: Searcher, language: Foreign, first_questions: Callable[[], Sequence[str]]
) -> Answer:
    """Return the abstention from a question that was not read, stated in its own language and in English."""
    note = language.unread_note or language.note
    answer = report_not_understood(asked, searcher, note)
    return answer.model_copy(
        update={
            "language": language.code,
            "notes": (note,),
            "suggestions": tuple(first_questions())[:_MAX_SUGGESTIONS],
        }
    )


def report_not_understood(asked: TypedQuestion, searcher: Searcher, why: str) -> Answer:
    """Return the abstention from a question of which nothing is searched, with the reason."""
    question = Question.parse(asked.question, None)
    request = asked.to_request(question, question.text)
    nothing = replace(question, topic=(), subjects=((),))
    answer = AnswerPipeline(searcher).answer(replace(request, question=nothing))
    reason = answer.reason and answer.reason.model_copy(update={"code": "not_understood", "text": why})
    return answer.model_copy(update={"reason": reason, "id": compute_answer_id(request, searcher.index.number)})
