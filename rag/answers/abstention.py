"""Saying no well: why there is no answer, what was searched, and what came nearest."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.store.generation import Generation
from rag.answers.citations import Citation
from rag.query.filters import Filters, Mask

Code = Literal["empty_library", "emptied_by_filter", "no_subject", "nothing_on_record", "not_understood"]

NEAR = 0.1
"""The score below which the nearest sentence is no help."""


class Searched(BaseModel):
    """How much was searched."""

    model_config = ConfigDict(frozen=True)

    articles: int
    passages: int


class Reason(BaseModel):
    """Why there is no answer; `text` says it in a sentence or two."""

    model_config = ConfigDict(frozen=True)

    code: Code
    text: str
    searched: Searched
    dates: tuple[str, str] | None
    undated_left_out: int
    nearest: Citation | None
    emptied_by: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked for in vain: on a subject or none, and by whom; `heard`: words of theirs are on record."""

    subject: bool
    speaker: str | None = None
    heard: bool = False


def explain(index: Generation, admitted: Mask, filters: Filters, nearest: Citation | None, sought: Sought) -> Reason:
    """Tell why nothing answers."""
    rows = index.articles_of(admitted).tolist()
    dates = sorted(published for row in rows if (published := index.dates[row]))
    emptied_by = None if rows else _emptied_by(index, filters)
    near = nearest if nearest and nearest.score >= NEAR else None
    searched = Searched(articles=len(rows), passages=int(admitted.sum()))
    code, text = _why(index, searched, emptied_by, near, sought)
    if code == "nothing_on_record" and (within := _within(filters)):
        text = text.replace("on record", f"on record {within}", 1)
    return Reason(
        code=code,
        text=text,
        searched=searched,
        dates=(dates[0], dates[-1]) if dates else None,
        undated_left_out=filters.undated(index),
        nearest=near,
        emptied_by=emptied_by,
    )


def _within(filters: Filters) -> str:
    """Return the sources and the kind that were searched alone, in words; empty where all were."""
    sources = f"from {' or '.join(filters.source)}" if filters.source else ""
    kinds = {"official": "in official statements", "news": "in the news"}
    return " ".join(filter(None, (sources, " or ".join(kinds[kind] for kind in filters.kind))))


def _emptied_by(index: Generation, filters: Filters) -> str | None:
    """Name the filter without which there would be something to search; the first, where no single one is to blame."""
    guilty = (name for name in filters.active if filters.without(name).passages(index).any())
    return next(guilty, next(iter(filters.active), None))


def _why(
    index: Generation, searched: Searched, emptied_by: str | None, near: Citation | None, sought: Sought
) -> tuple[Code, str]:
    if not index.articles:
        return "empty_library", "The library is empty; add articles with `onrecord index FOLDER`."
    if emptied_by:
        text = f"Nothing is left to search: no article passes the filter {emptied_by}. Widen it or leave it out."
        return "emptied_by_filter", text
    if not sought.subject and not sought.speaker:
        return "no_subject", "The question names no subject; say what it is about, as in: what was said on Libya?"
    return "nothing_on_record", " ".join(filter(None, (_nothing(searched, sought), _nearest(near))))


def _nothing(searched: Searched, sought: Sought) -> str:
    articles = f"{searched.articles:,} article{'s' if searched.articles != 1 else ''}"
    extent = f"{articles} and {searched.passages:,} passages were searched."
    if not sought.speaker:
        return f"Nothing on record answers this: {extent}"
    if not sought.heard:
        return f"Nothing by {sought.speaker} on record; {extent}"
    return f"Nothing by {sought.speaker} on record answers this, only words of theirs on other things; {extent}"


def _nearest(near: Citation | None) -> str:
    if near is None:
        return ""
    by = f"by {near.speaker.name}, " if near.speaker else ""
    return f"The nearest is {by}in “{near.article_title}”."
