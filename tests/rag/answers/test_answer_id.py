"""Links to kept answers and published indexes hold these digests: each expected value is one of release 0.1.0."""

from datetime import date

from index.names.gazetteer import aliases
from rag.answers.answer_id import answer_id, trace_id
from rag.query.filters import Filters
from rag.query.question import Question
from rag.retrieval.search import Wish


def wish(question: str, day: date | None = None, filters: Filters | None = None) -> Wish:
    return Wish(
        question=Question.read(question, aliases()),
        typed=question,
        standalone=question,
        words=question,
        with_aliases=True,
        limit=10,
        everything=False,
        filters=filters or Filters(),
        day=day,
    )


def test_the_id_of_an_answer_stays_as_it_was_released() -> None:
    assert answer_id(wish("what was said on Libya?"), 1) == "cb78b939009afed7"
    assert answer_id(wish("compare Russia and Türkiye on Syria", date(2014, 9, 27)), 7) == "5e25de11c51a84fe"
    filters = Filters(since="2012", speaker=("Hollande",))
    assert answer_id(wish("who spoke on Mali?", filters=filters), 2) == "6acb8c2eda75a945"


def test_the_id_of_a_traced_quotation_stays_as_it_was_released() -> None:
    assert trace_id("“We stay in Mali.”", Filters(kind=("official",)), None, 3) == "c51489f59e9a771c"


def test_the_id_is_another_for_another_day_and_another_generation() -> None:
    plain = wish("what was said on Libya?")
    assert len({answer_id(plain, 1), answer_id(plain, 2), answer_id(wish(plain.typed, date(2014, 1, 1)), 1)}) == 3


def test_the_digest_of_the_names_stays_as_it_was_released() -> None:
    assert aliases().digest == "7463797fc56822e8"
