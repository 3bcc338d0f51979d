"""Composition: which sentences are shown, in which order, under which headings.

Only headings are written here: every sentence of an answer is a verbatim quotation.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from index.library.periods import Period
from index.store.generation import NO_NAME
from index.text.arrays import Positions
from rag.answers.citations import Citation
from rag.query.question import Question
from rag.retrieval.evidence import Evidence, EvidenceTable

_UNKNOWN = "~"  # sorts after every date
UNDATED = "undated"

Grouping = Literal["speaker", "article", "year"]


class Sentence(BaseModel):
    """A sentence of the answer: its span in the answer, and the citations that carry it."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int
    citations: tuple[int, ...]


class Group(BaseModel):
    """Citations grouped by speaker, year or article; empty for a year or a side without statements."""

    model_config = ConfigDict(frozen=True)

    by: Grouping
    label: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of an answer: `labels` has that of each citation, `all_labels` each once, with those without any."""

    by: Grouping
    labels: tuple[str, ...]
    all_labels: tuple[str, ...]

    def group(self, citations: Sequence[Citation]) -> list[Group]:
        """Return the citations under each heading; none under those without statements."""
        citations_by_label: dict[str, list[int]] = {label: [] for label in self.all_labels}
        for label, citation in zip(self.labels, citations, strict=True):
            citations_by_label[label].append(citation.number)
        return [
            Group(by=self.by, label=label, citations=tuple(numbers)) for label, numbers in citations_by_label.items()
        ]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A rendered answer, its sentences and its groups."""

    text: str
    sentences: tuple[Sentence, ...]
    groups: tuple[Group, ...]


def arrange_evidence(question: Question, evidence: EvidenceTable, limit: int | None) -> list[Evidence]:
    """Return the sentences to show, in the order that the question asks for; at most `limit`, None for all.

    For a fact the best sentence comes first. Statements: the best of every article in turn, so that many speakers come
    before one speaks twice. Timeline: the best of every year in turn, by date. Latest: only the newest article.
    """
    ordered = {"who": _best_per_speaker, "latest": _select_newest}.get(question.intent, lambda table: table)(evidence)
    if question.intent == "timeline":
        return sort_by_date([*ordered.take(_interleave([date and date[:4] for date in ordered.dates])[:limit])])
    if limit is None:
        return sort_by_date([*ordered]) if question.exhaustive else [*ordered]
    if not question.exhaustive:
        return [*ordered[:limit]]
    articles = ordered.columns.articles.tolist()
    interleaved = [*ordered.take(_interleave(articles)[:limit])]
    ranks: dict[int, int] = {}
    for article in articles:
        ranks.setdefault(article, len(ranks))
    sort_key = _speaker_order(interleaved)
    return sorted(interleaved, key=lambda sentence: (ranks[sentence.article], *sort_key(sentence)))


def sort_by_date(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Order sentences article by article, the earliest first, undated articles last."""
    sort_key = _speaker_order(evidence)
    return sorted(
        evidence, key=lambda sentence: (sentence.entry.published or _UNKNOWN, sentence.article, *sort_key(sentence))
    )


def sort_by_recency(evidence: EvidenceTable, *, newest: bool) -> EvidenceTable:
    """Order sentences by date alone, the newest or the oldest first, undated ones last."""
    dates = evidence.dates
    dated = [place for place, date in enumerate(dates) if date]
    undated = [place for place, date in enumerate(dates) if not date]
    ordered = sorted(dated, key=lambda place: dates[place] or "", reverse=newest)
    return evidence.take(np.array([*ordered, *undated], dtype=np.int64))


def make_year_headings(shown: Sequence[Evidence]) -> Headings:
    """Return the years of the sentences as headings, with the years in between that have none."""
    labels = tuple(sentence.year or UNDATED for sentence in shown)
    years = [int(label) for label in labels if label != UNDATED]
    all_years = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    return Headings("year", labels, (*all_years, *([UNDATED] if UNDATED in labels else [])))


def write_answer(citations: Sequence[Citation], preface: str = "", headings: Headings | None = None) -> AnswerText:
    """Render an answer: a lead with speaker, source and date before the verbatim sentences with their numbers."""
    written = _AnswerWriter(preface)
    labels = headings.labels if headings else ("",) * len(citations)
    headed = groupby(zip(labels, citations, strict=True), key=lambda pair: (pair[0], _write_lead(pair[1])))
    for (label, (by, name, lead)), group in headed:
        members = [citation for _, citation in group]
        written.head(label, lead)
        written.quote(members)
        if not headings:
            written.groups.append(Group(by=by, label=name, citations=tuple(citation.number for citation in members)))
    groups = headings.group(citations) if headings else written.groups
    return AnswerText(written.text, tuple(written.sentences), tuple(groups))


class _AnswerWriter:
    """The parts of an answer's text written so far, and their length in all."""

    def __init__(self, preface: str) -> None:
        self._parts, self._length = [preface], len(preface)
        self._label = ""
        self.sentences: list[Sentence] = []
        self.groups: list[Group] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def head(self, label: str, lead: str) -> None:
        if label != self._label:
            self._label = label
            self._begin(label)
        self._begin(f"{lead}:")

    def _begin(self, line: str) -> None:
        self._write(f"\n\n{line}" if self._length else line)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def quote(self, members: Sequence[Citation]) -> None:
        for citation in members:
            start = self._length + 1
            self._write(f" {citation.display_text} [{citation.number}]")
            end = start + len(citation.display_text)
            self.sentences.append(
                Sentence(text=citation.display_text, start=start, end=end, citations=(citation.number,))
            )


@lru_cache(maxsize=1 << 12)
def format_date(published: str | None) -> str | None:
    """Return a date for display: `2014-09` is September 2014; None for None."""
    if published is None:
        return None
    first = Period.parse(published).first
    return {4: f"{first:%Y}", 7: f"{first:%B %Y}"}.get(len(published), f"{first.day} {first:%B %Y}")


def _best_per_speaker(evidence: EvidenceTable) -> EvidenceTable:
    """Keep the best sentence of every speaker: the question asks who spoke."""
    speakers, firsts = np.unique(evidence.speakers, return_index=True)
    return evidence.take(np.sort(firsts[speakers != NO_NAME]))


def _select_newest(evidence: EvidenceTable) -> EvidenceTable:
    """Keep the sentences of the newest day; undated articles are never the latest."""
    dates = evidence.dates
    newest = max((date or "" for date in dates), default="")
    return evidence.take(np.array([bool(newest) and date == newest for date in dates], dtype=np.bool_))


def _interleave(kinds: Sequence[Hashable]) -> Positions:
    """Return the places of the first of each kind, then of the second of each, and so on."""
    counts: dict[Hashable, int] = {}
    rounds = []
    for kind in kinds:
        rounds.append(counts.get(kind, 0))
        counts[kind] = rounds[-1] + 1
    order = {kind: number for number, kind in enumerate(counts)}
    return np.lexsort(([order[kind] for kind in kinds], rounds)) if rounds else np.zeros(0, dtype=np.int64)


def _speaker_order(evidence: Iterable[Evidence]) -> Callable[[Evidence], tuple[int, int]]:
    """Return a sort key for sentences of an article: by where their speaker first speaks, then by position."""
    firsts: dict[tuple[int, str | None], int] = {}
    for sentence in evidence:
        key = sentence.article, sentence.speaker
        firsts[key] = min(sentence.span.start, firsts.get(key, sentence.span.start))
    return lambda sentence: (firsts[sentence.article, sentence.speaker], sentence.span.start)


def _write_lead(citation: Citation) -> tuple[Grouping, str, str]:
    """Return what a citation is grouped by, the label of its group, and its lead: speaker and office come first."""
    speaker = citation.speaker
    origin = ", ".join(filter(None, (citation.source, format_date(citation.published))))
    if speaker is None:
        lead = f"{citation.article_title} ({origin})" if origin else citation.article_title
        return "article", citation.article_title, lead
    name = f"{speaker.name} ({speaker.office})" if speaker.office else speaker.name
    return "speaker", speaker.name, f"{name}, {origin}" if origin else name
