"""Links to kept answers and published indexes hold these digests: each expected value is one of release 0.1.0."""

from datetime import date

from index.names.gazetteer import load_gazetteer
from rag.answers.answer_id import compute_answer_id, compute_trace_id
from rag.query.filters import Filters
from rag.query.question import Question
from rag.retrieval.search import AnswerRequest


def wish(question: str, day: date | None = None, filters: Filters | None = None) -> AnswerRequest:
    return AnswerRequest(
        question=Question.parse(question, load_gazetteer()),
        typed=question,
        standalone=question,
        words=question,
        with_aliases=True,
        limit=10,
        everything=False,
        filters=filters or Filters(),
        asked_on=day,
    )


def test_the_id_of_an_answer_stays_as_it_was_released() -> None:
    assert compute_answer_id(wish("what was said on Libya?"), 1) == "cb78b939009afed7"
    assert compute_answer_id(wish("compare Russia and Türkiye on Syria", date(2014, 9, 27)), 7) == "5e25de11c51a84fe"
    filters = Filters(since="2012", speaker=("Hollande",))
    assert compute_answer_id(wish("who spoke on Mali?", filters=filters), 2) == "6acb8c2eda75a945"


def test_the_id_of_a_traced_quotation_stays_as_it_was_released() -> None:
    assert compute_trace_id("“We stay in Mali.”", Filters(kind=("official",)), None, 3) == "c51489f59e9a771c"


def test_the_id_is_another_for_another_day_and_another_generation() -> None:
    plain = wish("what was said on Libya?")
    assert (
        len(
            {
                compute_answer_id(plain, 1),
                compute_answer_id(plain, 2),
                compute_answer_id(wish(plain.typed, date(2014, 1, 1)), 1),
            }
        )
        == 3
    )


def test_the_digest_of_the_names_stays_as_it_was_released() -> None:
    assert load_gazetteer().digest == "9b34feb79190106d"
