"""Evidence becomes an answer: which sentences are shown, in which order, under whose name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from pydantic import BaseModel, ConfigDict

from index.dates import Period
from rag.citations import Citation
from rag.evidence import Evidence
from rag.question import Question

ENOUGH = 0.335
"""The score from which on a sentence answers a question; `make quality` prints what it costs and buys."""

FEW = 3
"""Sentences that settle a fact: more would only say it again."""

_NAMES = 0.75
_NEAR = 0.12
_UNKNOWN = "~"  # sorts after every date


class Sentence(BaseModel):
    """A sentence of the answer: its span in the answer, and the citations that carry it."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int
    citations: tuple[int, ...]


class Group(BaseModel):
    """Citations that belong together, by speaker or by article."""

    model_config = ConfigDict(frozen=True)

    by: str
    label: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An answer in words."""

    text: str
    sentences: tuple[Sentence, ...]
    groups: tuple[Group, ...]


def relevant(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Choose what answers: all that was said on a subject, or the sentences that settle a fact about as well."""
    naming = [one for one in evidence if one.names >= _NAMES] if question.intent != "fact" else []
    if naming:
        return naming
    best = [one for one in evidence if one.score >= ENOUGH]
    return [one for one in best if one.score >= best[0].score - _NEAR]


def arrange(question: Question, evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    """Order what is shown: the sentence that settles a fact first; of statements the best of every article in turn.

    So many speak before one speaks twice. Those of one article then stand together, and in it those of one speaker.
    """
    if question.intent == "fact":
        return list(evidence[:limit])
    articles: dict[str, list[Evidence]] = {}
    for one in evidence:
        articles.setdefault(one.entry.id, []).append(one)
    turns = [one for turn in zip_longest(*articles.values()) for one in turn if one is not None]
    order = list(articles)
    place = _speaking(turns[:limit])
    return sorted(turns[:limit], key=lambda one: (order.index(one.entry.id), *place(one)))


def in_order_of_time(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Order all that was said: article by article, the earliest first, those of unknown date last."""
    place = _speaking(evidence)
    return sorted(evidence, key=lambda one: (one.entry.published or _UNKNOWN, one.article, *place(one)))


def _speaking(evidence: Iterable[Evidence]) -> Callable[[Evidence], tuple[int, int]]:
    """Order the sentences of an article: by where whoever says them first speaks, then as they stand."""
    firsts: dict[tuple[int, str | None], int] = {}
    for one in evidence:
        who = one.article, one.speaker
        firsts[who] = min(one.span.start, firsts.get(who, one.span.start))
    return lambda one: (firsts[one.article, one.speaker], one.span.start)


def write(citations: Iterable[Citation], preface: str = "") -> Text:
    """Write the answer: who, where and when lead the sentences of each, verbatim, with their numbers."""
    text, sentences, groups = preface, [], []
    for (by, label, lead), group in groupby(citations, key=_heading):
        members = tuple(group)
        text += f"\n\n{lead}:" if text else f"{lead}:"
        for citation in members:
            start = len(text) + 1
            end = start + len(citation.display_text)
            text += f" {citation.display_text} [{citation.number}]"
            sentences.append(Sentence(text=citation.display_text, start=start, end=end, citations=(citation.number,)))
        groups.append(Group(by=by, label=label, citations=tuple(citation.number for citation in members)))
    return Text(text, tuple(sentences), tuple(groups))


def in_words(published: str | None) -> str | None:
    """Give a date as it is read: `2014-09` is September 2014."""
    if published is None:
        return None
    first = Period.parse(published).first
    return {4: f"{first:%Y}", 7: f"{first:%B %Y}"}.get(len(published), f"{first.day} {first:%B %Y}")


def _heading(citation: Citation) -> tuple[str, str, str]:
    """Give what the citation is grouped by, its label, and the lead: a speaker's name and office before all else."""
    speaker = citation.speaker
    where = ", ".join(filter(None, (citation.source, in_words(citation.published))))
    if speaker is None:
        lead = f"{citation.article_title} ({where})" if where else citation.article_title
        return "article", citation.article_title, lead
    who = f"{speaker.name} ({speaker.office})" if speaker.office else speaker.name
    return "speaker", speaker.name, f"{who}, {where}" if where else who
