"""Composition: which sentences are shown, in which order, under which headings.

Only headings are written here: every sentence of an answer is a verbatim quotation.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.library.periods import Period
from rag.answers.citations import Citation
from rag.query.question import Question
from rag.retrieval.evidence import Evidence

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


def arrange_evidence(question: Question, evidence: Sequence[Evidence], limit: int | None) -> list[Evidence]:
    """Return the sentences to show, in the order that the question asks for; at most `limit`, None for all.

    For a fact the best sentence comes first. Statements: the best of every article in turn, so that many speakers come
    before one speaks twice. Timeline: the best of every year in turn, by date. Latest: only the newest article.
    """
    ordered = {"who": _best_per_speaker, "latest": _select_newest}.get(question.intent, list)(evidence)
    if question.intent == "timeline":
        return sort_by_date(_interleave(ordered, lambda sentence: sentence.year)[:limit])
    if limit is None:
        return sort_by_date(ordered) if question.exhaustive else ordered
    if not question.exhaustive:
        return ordered[:limit]
    articles = list(dict.fromkeys(sentence.entry.id for sentence in ordered))
    interleaved = _interleave(ordered, lambda sentence: sentence.entry.id)[:limit]
    sort_key = _speaker_order(interleaved)
    return sorted(interleaved, key=lambda sentence: (articles.index(sentence.entry.id), *sort_key(sentence)))


def sort_by_date(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Order sentences article by article, the earliest first, undated articles last."""
    sort_key = _speaker_order(evidence)
    return sorted(
        evidence, key=lambda sentence: (sentence.entry.published or _UNKNOWN, sentence.article, *sort_key(sentence))
    )


def sort_by_recency(evidence: Sequence[Evidence], *, newest: bool) -> list[Evidence]:
    """Order sentences by date alone, the newest or the oldest first, undated ones last."""
    dated = [sentence for sentence in evidence if sentence.entry.published]
    undated = [sentence for sentence in evidence if not sentence.entry.published]
    return [*sorted(dated, key=lambda sentence: sentence.entry.published or "", reverse=newest), *undated]


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


@dataclass(slots=True)
class _AnswerWriter:
    text: str
    sentences: list[Sentence] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    label: str = ""

    def head(self, label: str, lead: str) -> None:
        if label != self.label:
            self.label = label
            self._begin(label)
        self._begin(f"{lead}:")

    def _begin(self, line: str) -> None:
        self.text += f"\n\n{line}" if self.text else line

    def quote(self, members: Sequence[Citation]) -> None:
        for citation in members:
            start = len(self.text) + 1
            self.text += f" {citation.display_text} [{citation.number}]"
            end = start + len(citation.display_text)
            self.sentences.append(
                Sentence(text=citation.display_text, start=start, end=end, citations=(citation.number,))
            )


def format_date(published: str | None) -> str | None:
    """Return a date for display: `2014-09` is September 2014; None for None."""
    if published is None:
        return None
    first = Period.parse(published).first
    return {4: f"{first:%Y}", 7: f"{first:%B %Y}"}.get(len(published), f"{first.day} {first:%B %Y}")


def _best_per_speaker(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep the best sentence of every speaker: the question asks who spoke."""
    best: dict[str, Evidence] = {}
    for sentence in evidence:
        if sentence.speaker:
            best.setdefault(sentence.speaker, sentence)
    return list(best.values())


def _select_newest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep the sentences of the newest day; undated articles are never the latest."""
    newest = max((sentence.entry.published or "" for sentence in evidence), default="")
    return [sentence for sentence in evidence if newest and sentence.entry.published == newest]


def _interleave(evidence: Sequence[Evidence], kind_of: Callable[[Evidence], str | None]) -> list[Evidence]:
    """Return the first of each kind, then the second of each, and so on."""
    kinds: dict[str | None, list[Evidence]] = {}
    for sentence in evidence:
        kinds.setdefault(kind_of(sentence), []).append(sentence)
    return [sentence for round_ in zip_longest(*kinds.values()) for sentence in round_ if sentence is not None]


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
