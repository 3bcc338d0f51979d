"""Evidence becomes an answer: which sentences are shown, in which order, under which headings.

Nothing is written here but headings: every sentence of an answer is a quotation, as it stands.
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

By = Literal["speaker", "article", "year"]


class Sentence(BaseModel):
    """A sentence of the answer: its span in the answer, and the citations that carry it."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int
    citations: tuple[int, ...]


class Group(BaseModel):
    """Citations that belong together, by speaker, year or article; none where a year or a side has nothing said."""

    model_config = ConfigDict(frozen=True)

    by: By
    label: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of an answer, in order: `labels` has that of each citation, `every` those with none of their own."""

    by: By
    labels: tuple[str, ...]
    every: tuple[str, ...]

    def groups(self, citations: Sequence[Citation]) -> list[Group]:
        """Give the citations under each heading, none under those of which nothing was said."""
        held: dict[str, list[int]] = {label: [] for label in self.every}
        for label, citation in zip(self.labels, citations, strict=True):
            held[label].append(citation.number)
        return [Group(by=self.by, label=label, citations=tuple(numbers)) for label, numbers in held.items()]


@dataclass(frozen=True, slots=True)
class Text:
    """An answer in words."""

    text: str
    sentences: tuple[Sentence, ...]
    groups: tuple[Group, ...]


def arrange(question: Question, evidence: Sequence[Evidence], limit: int | None) -> list[Evidence]:
    """Order what is shown, as the question wants it; `limit` sentences of it, or all.

    The sentence that settles a fact first; of statements the best of every article in turn, so that many speak before
    one speaks twice; of a timeline the best of every year in turn, in order of time; of the latest the newest alone.
    """
    order = {"who": _one_each, "latest": _newest}.get(question.intent, list)(evidence)
    if question.intent == "timeline":
        return in_order_of_time(_in_turns(order, lambda one: one.year)[:limit])
    if limit is None:
        return in_order_of_time(order) if question.whole else order
    if not question.whole:
        return order[:limit]
    articles = list(dict.fromkeys(one.entry.id for one in order))
    turns = _in_turns(order, lambda one: one.entry.id)[:limit]
    place = _speaking(turns)
    return sorted(turns, key=lambda one: (articles.index(one.entry.id), *place(one)))


def in_order_of_time(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Order all that was said: article by article, the earliest first, those of unknown date last."""
    place = _speaking(evidence)
    return sorted(evidence, key=lambda one: (one.entry.published or _UNKNOWN, one.article, *place(one)))


def in_order(evidence: Sequence[Evidence], *, newest: bool) -> list[Evidence]:
    """Order all that was said by date, the newest or the oldest first, those of unknown date last."""
    dated = [one for one in evidence if one.entry.published]
    undated = [one for one in evidence if not one.entry.published]
    return [*sorted(dated, key=lambda one: one.entry.published or "", reverse=newest), *undated]


def by_year(shown: Sequence[Evidence]) -> Headings:
    """Head what is shown by its years, those in between with nothing said included."""
    labels = tuple(one.year or UNDATED for one in shown)
    years = [int(label) for label in labels if label != UNDATED]
    every = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    return Headings("year", labels, (*every, *([UNDATED] if UNDATED in labels else [])))


def write(citations: Sequence[Citation], preface: str = "", headings: Headings | None = None) -> Text:
    """Write the answer: who, where and when lead the sentences of each, verbatim, with their numbers."""
    written = _Written(preface)
    labels = headings.labels if headings else ("",) * len(citations)
    headed = groupby(zip(labels, citations, strict=True), key=lambda pair: (pair[0], _lead(pair[1])))
    for (label, (by, name, lead)), group in headed:
        members = [citation for _, citation in group]
        written.head(label, lead)
        written.quote(members)
        if not headings:
            written.groups.append(Group(by=by, label=name, citations=tuple(one.number for one in members)))
    groups = headings.groups(citations) if headings else written.groups
    return Text(written.text, tuple(written.sentences), tuple(groups))


@dataclass(slots=True)
class _Written:
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
        for one in members:
            start = len(self.text) + 1
            self.text += f" {one.display_text} [{one.number}]"
            end = start + len(one.display_text)
            self.sentences.append(Sentence(text=one.display_text, start=start, end=end, citations=(one.number,)))


def in_words(published: str | None) -> str | None:
    """Give a date as it is read: `2014-09` is September 2014."""
    if published is None:
        return None
    first = Period.parse(published).first
    return {4: f"{first:%Y}", 7: f"{first:%B %Y}"}.get(len(published), f"{first.day} {first:%B %Y}")


def _one_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep the best sentence of every speaker, for who spoke is what was asked."""
    best: dict[str, Evidence] = {}
    for one in evidence:
        if one.speaker:
            best.setdefault(one.speaker, one)
    return list(best.values())


def _newest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep what the newest article says, and others of the same day; what has no date is never the latest."""
    newest = max((one.entry.published or "" for one in evidence), default="")
    return [one for one in evidence if newest and one.entry.published == newest]


def _in_turns(evidence: Sequence[Evidence], of: Callable[[Evidence], str | None]) -> list[Evidence]:
    """Give the first of each kind, then the second of each, and so on."""
    kinds: dict[str | None, list[Evidence]] = {}
    for one in evidence:
        kinds.setdefault(of(one), []).append(one)
    return [one for turn in zip_longest(*kinds.values()) for one in turn if one is not None]


def _speaking(evidence: Iterable[Evidence]) -> Callable[[Evidence], tuple[int, int]]:
    """Order the sentences of an article: by where whoever says them first speaks, then as they stand."""
    firsts: dict[tuple[int, str | None], int] = {}
    for one in evidence:
        who = one.article, one.speaker
        firsts[who] = min(one.span.start, firsts.get(who, one.span.start))
    return lambda one: (firsts[one.article, one.speaker], one.span.start)


def _lead(citation: Citation) -> tuple[By, str, str]:
    """Give what the citation is grouped by, its label, and the lead: a speaker's name and office before all else."""
    speaker = citation.speaker
    where = ", ".join(filter(None, (citation.source, in_words(citation.published))))
    if speaker is None:
        lead = f"{citation.article_title} ({where})" if where else citation.article_title
        return "article", citation.article_title, lead
    who = f"{speaker.name} ({speaker.office})" if speaker.office else speaker.name
    return "speaker", speaker.name, f"{who}, {where}" if where else who
