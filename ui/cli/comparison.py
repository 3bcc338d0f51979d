"""Comparison: the same questions asked of two records of the same articles."""

import random
from collections.abc import Sequence
from itertools import chain, islice, zip_longest

import numpy as np
from pydantic import BaseModel, ConfigDict

from index import MigrationReport
from rag import Answer, Citation, Record

SAMPLE = 300
"""Questions that are made of what the articles hold, where none are given, as far as there are so many."""

_LONGEST, _FIRST_WORDS = 200, 8  # characters and words of what a question is made of

MIN_ALIKE = 0.97
"""The share of answers that have to have the same verdict and the same first citation."""


class Comparison(BaseModel):
    """How many questions were asked, and the shares of their answers that are alike."""

    model_config = ConfigDict(frozen=True)

    questions: int
    same_verdict: float
    same_first: float
    same_citations: float

    @property
    def holds(self) -> bool:
        """Whether the two records can be taken for the same."""
        return min(self.same_verdict, self.same_first) >= MIN_ALIKE


class CheckedMigration(BaseModel):
    """What was copied, and how the answers of the copy compare."""

    model_config = ConfigDict(frozen=True)

    copied: MigrationReport
    answers: Comparison


def make_questions(record: Record) -> list[str]:
    """Return questions on what articles are titled, what people said, and what passages begin with, by turns."""
    index = record.index
    titles = (f"what was said on {index.articles[row].title[:_LONGEST]}?" for row in _spread(len(index.articles)))
    people = [*dict.fromkeys(person.name for person in index.statements.canonical)]
    speakers = (f"what did {people[place]} say?" for place in _spread(len(people)))
    beginnings = (f"what was said on {_read_beginning(record, row)}?" for row in _spread(len(index.passages)))
    questions = dict.fromkeys(filter(None, chain.from_iterable(zip_longest(titles, speakers, beginnings))))
    return [*islice(questions, SAMPLE)]


def _spread(count: int) -> list[int]:
    """Return places that are spread evenly over so many, in an order in which each beginning of it is, too."""
    places = [*map(int, np.unique(np.linspace(0, count - 1, min(SAMPLE, count)).astype(int)))]
    random.Random(1).shuffle(places)  # noqa: S311 (no secret)
    return places


def _read_beginning(record: Record, row: int) -> str:
    passage = record.index.passages[row]
    article = record.index.articles[passage["article"]]
    words = record.library.read_text(article.id, article.version)[passage["start"] : passage["end"]].split()
    return " ".join(words[:_FIRST_WORDS])[:_LONGEST]


def ask_all(record: Record, questions: Sequence[str]) -> list[Answer]:
    """Return the answers, of which none is kept."""
    return [record.ask(question, keep=False) for question in questions]


def compare_answers(before: Sequence[Answer], after: Sequence[Answer]) -> Comparison:
    """Compare the answers to the same questions."""
    pairs = [*zip(before, after, strict=True)]
    cited = [([_place(one) for one in old.citations], [_place(one) for one in new.citations]) for old, new in pairs]
    return Comparison(
        questions=len(pairs),
        same_verdict=_share([old.abstained == new.abstained for old, new in pairs]),
        same_first=_share([old[:1] == new[:1] for old, new in cited]),
        same_citations=_share([old == new for old, new in cited]),
    )


def _place(citation: Citation) -> tuple[object, ...]:
    return citation.article_id, citation.article_version, citation.start, citation.end, citation.speaker


def _share(alike: Sequence[bool]) -> float:
    return round(sum(alike) / max(len(alike), 1), 3)
