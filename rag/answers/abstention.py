"""Abstention: why a question has no answer, how much was searched, and the closest match.

Whether there is an answer is decided in `rag/retrieval/answerability.py`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from index.store.generation import Generation
from index.text.arrays import Mask
from index.text.plurals import format_count
from rag.answers.citations import Citation
from rag.query.filters import Filters

AbstentionCode = Literal["empty_library", "emptied_by_filter", "no_subject", "nothing_on_record", "not_understood"]

MIN_NEAREST_SCORE = 0.1
"""Score below which the nearest sentence is not worth showing."""


class Searched(BaseModel):
    """How many articles and passages were searched."""

    model_config = ConfigDict(frozen=True)

    articles: int
    passages: int


class Reason(BaseModel):
    """Why there is no answer; `text` says it in a sentence or two."""

    model_config = ConfigDict(frozen=True)

    code: AbstentionCode
    text: str
    searched: Searched
    dates: tuple[str, str] | None
    undated_left_out: int
    nearest: Citation | None
    emptied_by: str | None


@dataclass(frozen=True, slots=True)
class UnmetRequest:
    """What was asked for and not found: whether a subject was named, and which speaker.

    `is_quoted`: the library holds statements of that speaker, on other subjects.
    """

    has_subject: bool
    speaker: str | None = None
    is_quoted: bool = False


def explain_abstention(
    index: Generation, admitted: Mask, filters: Filters, nearest: Citation | None, unmet: UnmetRequest
) -> Reason:
    """Return why none of the admitted passages answers; a `nearest` citation with too low a score is left out."""
    rows = index.articles_of(admitted).tolist()
    published = index.articles.dates
    dates = sorted(filter(None, (published.values[code] for code in np.unique(published.codes[rows]).tolist())))
    emptied_by = None if rows else _find_emptying_filter(index, filters)
    near = nearest if nearest and nearest.score >= MIN_NEAREST_SCORE else None
    searched = Searched(articles=len(rows), passages=int(admitted.sum()))
    if not index.articles:
        code, text = _EMPTY_LIBRARY
    elif emptied_by:
        code, text = "emptied_by_filter", _describe_empty_filter(filters, emptied_by)
    elif not unmet.has_subject and not unmet.speaker:
        code, text = _NO_SUBJECT
    else:
        sentences = _describe_nothing_found(searched, filters, unmet), _describe_nearest(near)
        code, text = "nothing_on_record", " ".join(filter(None, sentences))
        if (within := _describe_scope(filters)) and unmet.speaker:
            text = text.replace(" searched)", f" {within} searched)", 1)
    return Reason(
        code=code,
        text=text,
        searched=searched,
        dates=(dates[0], dates[-1]) if dates else None,
        undated_left_out=filters.count_undated(index),
        nearest=near,
        emptied_by=emptied_by,
    )


_EMPTY_LIBRARY: tuple[AbstentionCode, str] = (
    "empty_library",
    "The library is empty. Add articles with `onrecord index FOLDER`.",
)
_NO_SUBJECT: tuple[AbstentionCode, str] = (
    "no_subject",
    "What should I look for? Name a subject, for example: what was said about Libya?",
)


def _describe_scope(filters: Filters) -> str:
    """Return the sources and the kind that the search was limited to, in words; empty if it was not."""
    sources = f"from {' or '.join(filters.source)}" if filters.source else ""
    kinds = {"official": "in official statements", "news": "in the news"}
    return " ".join(filter(None, (sources, " or ".join(kinds[kind] for kind in filters.kind))))


def _find_emptying_filter(index: Generation, filters: Filters) -> str | None:
    """Return the first filter without which there are passages to search, or the first of all if none is alone."""
    names = (name for name in filters.active_names if filters.without(name).passage_mask(index).any())
    return next(names, next(iter(filters.active_names), None))


def _describe_empty_filter(filters: Filters, name: str) -> str:
    value = getattr(filters, name)
    shown = value if isinstance(value, str) else ", ".join(value)
    return f"No article matches the filter “{name}: {shown}”. Change it or leave it out."


def _describe_nothing_found(searched: Searched, filters: Filters, unmet: UnmetRequest) -> str:
    articles = format_count(searched.articles, "article")
    if not unmet.speaker:
        scope = f"the {articles} that match the filters" if filters.active_names else f"this library's {articles}"
        return f"Nothing found in {scope}."
    if not unmet.is_quoted:
        return f"Found nothing by {unmet.speaker} ({articles} searched)."
    return (
        f"Found nothing by {unmet.speaker} on this ({articles} searched). {unmet.speaker} is quoted on other subjects."
    )


def _describe_nearest(nearest: Citation | None) -> str:
    if nearest is None:
        return ""
    title = f"in “{nearest.article_title}”" if nearest.speaker else f"“{nearest.article_title}”"
    parts = (nearest.speaker.name if nearest.speaker else "", title if nearest.article_title else "")
    shown = ", ".join(filter(None, parts))
    return f"Closest match: {shown}." if shown else ""
