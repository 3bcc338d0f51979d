"""Evaluation: what retrieval, citations and abstentions are worth on questions whose evidence is known."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import InvalidQuestion
from index.library.periods import Period
from rag.answers.documents import Answer
from rag.record import Record

_PASSAGES = 100  # so many hold at least ten articles
_MEASURES = {"nDCG@10": "ndcg_at_10", "R@10": "recall_at_10", "RR": "mrr"}


class Known(BaseModel):
    """Where the answer to a question stands: an article, and the words in it where they are known."""

    article_id: str
    quote: str | None = None


class KnownQuestion(BaseModel):
    """A question of which it is known whether and where the library answers it; a line of the file of questions."""

    id: str
    question: str
    answerable: bool = True
    evidence: tuple[Known, ...] = ()
    asked: str | None = None

    @classmethod
    def read(cls, path: Path) -> tuple[Self, ...]:
        """Read a file of JSON Lines; InvalidQuestion tells the line that is wrong, and why."""
        try:
            lines = path.read_text().splitlines()
        except (OSError, UnicodeDecodeError) as error:
            message = f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}; give a file of JSON Lines"
            raise InvalidQuestion(message) from None
        read = tuple(cls._line(f"{path} line {number}", line) for number, line in enumerate(lines, 1) if line.strip())
        if not read:
            raise InvalidQuestion(f"{path} holds no question; give one on each line, as JSON")
        if len({one.id for one in read}) < len(read):
            raise InvalidQuestion(f"{path}: an id stands twice; give each question one of its own")
        return read

    @classmethod
    def _line(cls, place: str, line: str) -> Self:
        try:
            asked = cls.model_validate(json.loads(line))
            if asked.asked:
                Period.parse(asked.asked)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise InvalidQuestion(f"{place}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        except ValueError as error:
            raise InvalidQuestion(f"{place}: {error}") from None
        return asked


class Retrieval(BaseModel):
    """How well articles are ranked, over the questions that have evidence; None where there are none."""

    model_config = ConfigDict(frozen=True)

    questions: int
    ndcg_at_10: float | None
    recall_at_10: float | None
    mrr: float | None


class Citations(BaseModel):
    """Over the answerable questions: the parts answered, with the evidence cited first, and with it cited at all."""

    model_config = ConfigDict(frozen=True)

    questions: int
    answered: float | None
    evidence_first: float | None
    evidence_cited: float | None


class Abstention(BaseModel):
    """Over the questions that nothing on record answers: the part that was refused."""

    model_config = ConfigDict(frozen=True)

    questions: int
    refused: float | None


class Outcome(BaseModel):
    """What came of one question."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    answerable: bool
    abstained: bool
    evidence_first: bool
    evidence_cited: bool
    ndcg_at_10: float | None = None
    recall_at_10: float | None = None
    mrr: float | None = None


class Evaluation(BaseModel):
    """What the answers to a file of questions are worth."""

    model_config = ConfigDict(frozen=True)

    retrieval: Retrieval
    citations: Citations
    abstention: Abstention
    questions: tuple[Outcome, ...]


def evaluate(record: Record, questions: Sequence[KnownQuestion]) -> Evaluation:
    """Ask every question and compare what comes with what is known.

    Articles are ranked by their best passage and measured by ir-measures; a question is asked as on the day it was.
    """
    ranked = _measured(questions, {one.id: _articles(record, one) for one in questions if one.evidence})
    outcomes = tuple(_outcome(record, one, ranked.get(one.id, {})) for one in questions)
    answerable = [one for one in outcomes if one.answerable]
    rest = [one for one in outcomes if not one.answerable]
    measured = [one for one in outcomes if one.ndcg_at_10 is not None]
    return Evaluation(
        retrieval=Retrieval(questions=len(measured), **{name: _mean(measured, name) for name in _MEASURES.values()}),
        citations=Citations(
            questions=len(answerable),
            answered=_mean(not one.abstained for one in answerable),
            evidence_first=_mean(answerable, "evidence_first"),
            evidence_cited=_mean(answerable, "evidence_cited"),
        ),
        abstention=Abstention(questions=len(rest), refused=_mean(rest, "abstained")),
        questions=outcomes,
    )


def _articles(record: Record, one: KnownQuestion) -> list[str]:
    """Give the articles that a question finds, by their best passages."""
    hits = record.search(one.question, limit=_PASSAGES, asked=one.asked).hits
    return list(dict.fromkeys(hit.article_id for hit in hits))


def _measured(questions: Sequence[KnownQuestion], ranking: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    import ir_measures  # noqa: PLC0415 (slow to import, and only measuring needs it)

    wanted = {one.id: {known.article_id: 1 for known in one.evidence} for one in questions if one.evidence}
    run = {id_: {article: 1 / rank for rank, article in enumerate(found, 1)} for id_, found in ranking.items()}
    measures = {ir_measures.parse_measure(name): field for name, field in _MEASURES.items()}
    measured: dict[str, dict[str, float]] = {}
    for metric in ir_measures.iter_calc(list(measures), wanted, run):
        measured.setdefault(metric.query_id, {})[measures[metric.measure]] = round(metric.value, 4)
    return measured


def _outcome(record: Record, one: KnownQuestion, measured: dict[str, float]) -> Outcome:
    answer = record.ask(one.question, asked=one.asked, keep=False)
    return Outcome(
        id=one.id,
        question=one.question,
        answerable=one.answerable,
        abstained=answer.abstained,
        evidence_first=_cites(answer, one.evidence, 1),
        evidence_cited=_cites(answer, one.evidence, len(answer.citations)),
        **measured,
    )


def _cites(answer: Answer, evidence: Sequence[Known], first: int) -> bool:
    """Tell whether one of the first citations is of the words that are known, or of the article where none are."""
    return any(
        citation.article_id == known.article_id
        and (known.quote is None or citation.cited_text in known.quote or known.quote in citation.cited_text)
        for citation in answer.citations[:first]
        for known in evidence
    )


def _mean(values: Iterable[Any], name: str | None = None) -> float | None:
    figures = [float(getattr(value, name) if name else value) for value in values]
    return round(fmean(figures), 4) if figures else None
