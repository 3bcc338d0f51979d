"""Comparison: the same questions asked of two records of the same articles."""

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from index import MigrationReport
from rag import Answer, Citation, Record

SAMPLE = 30
"""Questions that are made of the titles of articles, where none are given."""

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
    """Return questions on what articles are titled, spread evenly over them."""
    count = len(record.index.articles)
    places = np.unique(np.linspace(0, count - 1, min(SAMPLE, count)).astype(int)).tolist()
    return [f"what was said on {record.index.articles[place].title[:200]}?" for place in places]


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
