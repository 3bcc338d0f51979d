from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from index.models.reranker_inputs import Candidate
from rag import Record
from rag.retrieval.rerank import MAX_READ

Articles = list[dict[str, object]]


LONG = "The envoy arrived in Tripoli on Tuesday, as two officials of the mission told reporters."
SHORT = "The envoy arrived in Tripoli on Monday."
QUESTION = "when did the envoy arrive in Tripoli?"


@dataclass
class Reader:
    """Weighs sentences by their length, and remembers what it was given."""

    sign: float = 1.0
    read: list[Sequence[Candidate]] = field(default_factory=list)

    def weigh(self, _question: str, candidates: Sequence[Candidate]) -> list[float]:
        self.read.append(candidates)
        return [self.sign * len(one.sentence) for one in candidates]


@pytest.mark.parametrize(("sign", "first"), [(1, LONG), (-1, SHORT)])
def test_the_sentence_that_reading_takes_for_the_answer_comes_first(
    sign: float, first: str, opened: Callable[[Articles], Record]
) -> None:
    record = opened([{"id": str(row), "title": "", "text": text} for row, text in enumerate((LONG, SHORT))])
    answer = replace(record, score_pairs=Reader(sign).weigh).ask(QUESTION)
    assert answer.citations[0].cited_text == first


def test_reading_does_not_lower_what_denies_that_there_is_an_answer(opened: Callable[[Articles], Record]) -> None:
    denial = "The envoy did not arrive in Tripoli."
    record = opened([{"id": str(row), "title": "", "text": text} for row, text in enumerate((LONG, denial))])
    asked = {"why did the envoy arrive in Tripoli?": denial, "did the envoy arrive in Tripoli?": LONG}
    first = {question: replace(record, score_pairs=Reader().weigh).ask(question).citations[0] for question in asked}
    assert {question: citation.cited_text for question, citation in first.items()} == asked


@pytest.mark.parametrize("year", ["2014", "2015"])
def test_on_a_day_of_asking_the_news_of_that_time_come_first(year: str, opened: Callable[[Articles], Record]) -> None:
    told = {"2014": "The envoy arrived in Tripoli on Monday.", "2015": "The envoy arrived in Tripoli on Friday."}
    record = opened([{"id": one, "title": "", "text": text, "published": f"{one}-05-30"} for one, text in told.items()])
    answer = replace(record, score_pairs=Reader(0).weigh).ask(QUESTION, asked=f"{year}-06-02")
    assert answer.citations[0].cited_text == told[year]


def test_only_the_best_sentences_are_read(seeds: Record) -> None:
    reader = Reader()
    replace(seeds, score_pairs=reader.weigh).ask("who led the Turkish delegation?", keep=False)
    assert [len(read) for read in reader.read] == [MAX_READ]


def test_what_was_said_on_a_subject_is_not_read_for_an_answer(seeds: Record) -> None:
    reader = Reader()
    assert replace(seeds, score_pairs=reader.weigh).ask("what was said on Libya?", keep=False).citations
    assert reader.read == []


def test_whether_a_question_is_answered_is_known_without_reading(seeds: Record) -> None:
    question = "who won the 1998 world cup?"
    assert replace(seeds, score_pairs=Reader().weigh).ask(question, keep=False).abstained
