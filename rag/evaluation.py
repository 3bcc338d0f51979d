"""Evaluation: the quality of retrieval, citations and abstentions on questions whose evidence is known."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import InvalidQuestion
from index.library.corrections import AttributeQuote
from index.library.periods import Period
from rag.answers.documents import Answer
from rag.known_attributions import AttributionFigures, evaluate_attributions, is_attribution
from rag.language_model.client import LanguageModel
from rag.record import Record
from rag.summaries.writer import write_summary

_PASSAGES = 100  # enough to cover ten articles
_DEPTH = 10
_MEASURES = ("ndcg_at_10", "recall_at_10", "mrr")


class KnownEvidence(BaseModel):
    """The article that answers a question, and the words in it that do, if they are known."""

    article_id: str
    quote: str | None = None


class KnownQuestion(BaseModel):
    """A question with its known evidence, or known to be unanswerable; one line of a file of questions."""

    id: str
    question: str
    answerable: bool = True
    evidence: tuple[KnownEvidence, ...] = ()
    asked: str | None = None

    @classmethod
    def load(cls, path: Path) -> tuple[Self, ...]:
        """Read a file of JSON Lines; raise InvalidQuestion with the line that is invalid and the cause."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            message = f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}; expected a file of JSON Lines"
            raise InvalidQuestion(message) from None
        questions = tuple(
            cls._parse_line(f"{path} line {number}", line)
            for number, line in enumerate(lines, 1)
            if line.strip() and not is_attribution(line)
        )
        if not questions and not any(map(is_attribution, lines)):
            raise InvalidQuestion(f"{path} has no questions; write one JSON object per line")
        if len({question.id for question in questions}) < len(questions):
            raise InvalidQuestion(f"{path}: two questions have the same id; ids must be unique")
        return questions

    @classmethod
    def _parse_line(cls, place: str, line: str) -> Self:
        try:
            question = cls.model_validate(json.loads(line))
            if question.asked:
                Period.parse(question.asked)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise InvalidQuestion(f"{place}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        except ValueError as error:
            raise InvalidQuestion(f"{place}: {error}") from None
        return question


class Retrieval(BaseModel):
    """Ranking of articles, averaged over the questions with evidence; None if there are none."""

    model_config = ConfigDict(frozen=True)

    questions: int
    ndcg_at_10: float | None
    recall_at_10: float | None
    mrr: float | None


class Citations(BaseModel):
    """Over the answerable questions: the share answered, with evidence cited first, and with evidence cited at all."""

    model_config = ConfigDict(frozen=True)

    questions: int
    answered: float | None
    evidence_first: float | None
    evidence_cited: float | None


class Abstention(BaseModel):
    """Over the unanswerable questions: the share refused."""

    model_config = ConfigDict(frozen=True)

    questions: int
    refused: float | None


class Outcome(BaseModel):
    """The result for one question."""

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


class Summaries(BaseModel):
    """What a language model wrote of the answers: sentences written, kept, and dropped by reason.

    `facts_answered` is the share of the answerable questions whose evidence a kept sentence cites, beside the share
    whose evidence the quotations have. `without_summary` counts the questions that got none, abstentions included, by
    reason. Seconds are a question's, with a summary and without.
    """

    model_config = ConfigDict(frozen=True)

    questions: int
    model: str
    summarised: int
    written: int
    kept: int
    dropped: dict[str, int]
    facts_answered: float | None
    facts_quoted: float | None
    refusals: int
    without_summary: dict[str, int]
    seconds: float | None
    seconds_without: float | None


class Evaluation(BaseModel):
    """The averages over a file of questions, and the result for each."""

    model_config = ConfigDict(frozen=True)

    retrieval: Retrieval
    citations: Citations
    abstention: Abstention
    attributions: Annotated[AttributionFigures | None, Field(exclude_if=lambda figures: figures is None)] = None
    summaries: Annotated[Summaries | None, Field(exclude_if=lambda summaries: summaries is None)] = None
    questions: tuple[Outcome, ...]


def evaluate(
    record: Record,
    questions: Sequence[KnownQuestion],
    attributions: Sequence[AttributeQuote] = (),
    model: LanguageModel | None = None,
) -> Evaluation:
    """Ask every question and compare the answers with the known evidence; with a model, its summaries, too.

    Every known quotation is attributed and compared as well.

    Articles are ranked by their best passage and measured by ir-measures. A question with a day of asking is asked as
    of that day.
    """
    ranked = _measure_ranking(questions, {item.id: _rank_articles(record, item) for item in questions if item.evidence})
    outcomes = tuple(_evaluate_question(record, item, ranked.get(item.id, {})) for item in questions)
    answerable = [item for item in outcomes if item.answerable]
    rest = [item for item in outcomes if not item.answerable]
    measured = [item for item in outcomes if item.ndcg_at_10 is not None]
    return Evaluation(
        retrieval=Retrieval(questions=len(measured), **{name: _mean(measured, name) for name in _MEASURES}),
        citations=Citations(
            questions=len(answerable),
            answered=_mean(not item.abstained for item in answerable),
            evidence_first=_mean(answerable, "evidence_first"),
            evidence_cited=_mean(answerable, "evidence_cited"),
        ),
        abstention=Abstention(questions=len(rest), refused=_mean(rest, "abstained")),
        attributions=evaluate_attributions(record, attributions) if attributions else None,
        summaries=_evaluate_summaries(record, questions, model) if model else None,
        questions=outcomes,
    )


def _rank_articles(record: Record, question: KnownQuestion) -> list[str]:
    """Return the ids of the articles that a question finds, ordered by their best passages."""
    hits = record.search(question.question, limit=_PASSAGES, asked=question.asked).hits
    return list(dict.fromkeys(hit.article_id for hit in hits))


def _measure_ranking(questions: Sequence[KnownQuestion], ranking: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    import ir_measures  # noqa: PLC0415 (slow to import, and only measuring needs it)

    relevant = {
        question.id: {evidence.article_id: 1 for evidence in question.evidence}
        for question in questions
        if question.evidence
    }
    run = {id_: {article: 1 / rank for rank, article in enumerate(articles, 1)} for id_, articles in ranking.items()}
    # Not parsed from their names: the parser stops at Python 3.14.
    measures = dict(zip((ir_measures.nDCG @ _DEPTH, ir_measures.R @ _DEPTH, ir_measures.RR), _MEASURES, strict=True))
    measured: dict[str, dict[str, float]] = {}
    for metric in ir_measures.iter_calc(list(measures), relevant, run):
        measured.setdefault(metric.query_id, {})[measures[metric.measure]] = round(metric.value, 4)
    return measured


def _evaluate_question(record: Record, question: KnownQuestion, measured: dict[str, float]) -> Outcome:
    answer = record.ask(question.question, asked=question.asked, keep=False)
    return Outcome(
        id=question.id,
        question=question.question,
        answerable=question.answerable,
        abstained=answer.abstained,
        evidence_first=_cites_evidence(answer, question.evidence, 1),
        evidence_cited=_cites_evidence(answer, question.evidence, len(answer.citations)),
        **measured,
    )


def _evaluate_summaries(record: Record, questions: Sequence[KnownQuestion], model: LanguageModel) -> Summaries:
    dropped, without, seconds, quoting = Counter[str](), Counter[str](), list[float](), list[float]()
    kept = refusals = 0
    answered, quoted = list[bool](), list[bool]()
    for item in questions:
        began = time.perf_counter()
        answer = record.ask(item.question, asked=item.asked, keep=False)
        found = time.perf_counter()
        (*_, summarised) = write_summary(answer, model)
        quoting.append(found - began)
        seconds.append(time.perf_counter() - began)
        if not isinstance(summarised, Answer):
            continue
        summary = summarised.summary
        refusals += answer.abstained
        if summary is None or not summary.text:
            notes = summarised.notes[len(answer.notes) :]
            without["abstained" if answer.abstained else notes[0] if notes else "nothing to summarise"] += 1
        numbers = {number for sentence in (summary.sentences if summary else ()) for number in sentence.citations}
        kept += len(summary.sentences) if summary else 0
        dropped.update(one.reason.partition(":")[0] for one in (summary.dropped if summary else ()))
        if item.answerable and item.evidence:
            cited = tuple(citation for citation in answer.citations if citation.number in numbers)
            answered.append(_cites_evidence(answer.model_copy(update={"citations": cited}), item.evidence, len(cited)))
            quoted.append(_cites_evidence(answer, item.evidence, len(answer.citations)))
    return Summaries(
        questions=len(questions),
        model=model.name,
        summarised=len(questions) - without.total(),
        written=kept + dropped.total(),
        kept=kept,
        dropped=dict(dropped.most_common()),
        facts_answered=_mean(answered),
        facts_quoted=_mean(quoted),
        refusals=refusals,
        without_summary=dict(without.most_common()),
        seconds=_mean(seconds),
        seconds_without=_mean(quoting),
    )


def _cites_evidence(answer: Answer, evidence: Sequence[KnownEvidence], first: int) -> bool:
    """Return whether one of the first citations overlaps the known words, or else is of the known article."""
    return any(
        citation.article_id == known.article_id
        and (known.quote is None or citation.cited_text in known.quote or known.quote in citation.cited_text)
        for citation in answer.citations[:first]
        for known in evidence
    )


def _mean(values: Iterable[Any], name: str | None = None) -> float | None:
    figures = [float(getattr(value, name) if name else value) for value in values]
    return round(fmean(figures), 4) if figures else None
