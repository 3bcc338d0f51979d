"""A broad question reads columns: the texts of the few sentences that it shows, and objects of no others."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np
import pytest

import rag
from index.library.library import Library
from rag.counting.tallies import Tally

Articles = list[dict[str, object]]

MANY = 110
BEST = 90  # sentences weighed by what they say, and some that are shown
QUESTIONS = [
    "what was said on Libya?",
    "who spoke about Libya?",
    "how many speakers mentioned Libya?",
    "how often was Libya mentioned?",
    "timeline of Libya",
    "what did Ada Berg 7 say about Libya?",
    "what was said on Libya and Egypt?",
    "what was said on Libya, without Egypt?",
    "what is the latest on Libya?",
    "did anyone mention Jordan?",
]


def story(number: int) -> dict[str, object]:
    other = ("Egypt", "oil", "Jordan")[number % 3]
    words = " ".join(hashlib.sha256(f"{number} {part}".encode()).hexdigest()[:8] for part in range(24))
    return {
        "id": f"{number:03}",
        "title": f"Day {number}",
        "text": f"We met on day {number} and spoke about Libya. Talks on {other} go on. The envoys said {words}.",
        "speaker": f"Ada Berg {number % 50}" if number % 4 else None,
        "country": ("Norway", "Kenya")[number % 2],
        "published": f"20{10 + number % 9}-03",
        "kind": "official",
    }


@dataclass
class CountingLibrary:
    """A library that counts the texts read from it."""

    library: Library
    read: list[str] = field(default_factory=list)

    def read_text(self, id: str, version: int) -> str:
        self.read.append(id)
        return self.library.read_text(id, version)


@pytest.fixture
def many(opened: Callable[[Articles], rag.Record]) -> rag.Record:
    return opened([story(number) for number in range(MANY)])


@pytest.mark.parametrize("question", QUESTIONS[:2])
def test_a_broad_question_reads_the_texts_of_the_best_sentences_alone(many: rag.Record, question: str) -> None:
    library = CountingLibrary(many.library)
    answer = replace(many, library=cast("Library", library)).ask(question, keep=False)
    assert answer.found.articles == MANY
    assert len(library.read) <= BEST


def test_mentions_are_counted_without_reading_a_text(many: rag.Record) -> None:
    read: list[str] = []
    tally = Tally(many.index, lambda entry: read.append(entry.id) or "")
    everywhere = np.ones(len(many.index.passages), dtype=np.bool_)
    mentions = tally.find_mentions([("@LY",)], everywhere)
    assert (len(mentions), mentions.total, mentions.forms) == (MANY, MANY, {"Libya": MANY})
    theirs = [number for number in range(MANY) if story(number)["speaker"] == "Ada Berg 7"]
    assert mentions.speakers.count("Ada Berg 7") == len(theirs)
    assert read == []


def test_without_columns_the_answers_are_the_same(many: rag.Record) -> None:
    from_texts = replace(many, index=replace(many.index, sentence_columns=None, head_terms=None))
    for question in QUESTIONS:
        answers = [
            record.ask(question, keep=False, asked="2020-01-01").model_copy(update={"timings": {}})
            for record in (many, from_texts)
        ]
        assert answers[0] == answers[1]


def test_a_count_looks_for_no_conflicts(opened: Callable[[Articles], rag.Record]) -> None:
    told = [
        "The envoy arrived in Tripoli on Monday with four aides.",
        "The envoy arrived in Tripoli on Friday with four aides.",
    ]
    record = opened([{"id": str(row), "title": "", "text": text} for row, text in enumerate(told)])
    assert record.ask("what was said on Tripoli?").conflicts
    assert not record.ask("how many articles mention Tripoli?").conflicts
