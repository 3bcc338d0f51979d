"""Edits: how an article changed between versions, as sentences removed and added."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.library.articles import Article
from index.text.sentences import split_sentences


class Edit(BaseModel):
    """A sentence that a new version removed (-) or added (+)."""

    model_config = ConfigDict(frozen=True)

    op: Literal["-", "+"]
    text: str


class ArticleChange(BaseModel):
    """An article that was added or changed: its notes, and the edits since its previous version."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    title: str
    notes: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


def compare_versions(before: Article, after: Article) -> tuple[Edit, ...]:
    """Return the edits between two versions: first of the metadata, then of the text, sentence by sentence."""
    return (*_compare_fields(before, after), *_compare_sentences(before.text, after.text))


def _compare_fields(before: Article, after: Article) -> Iterator[Edit]:
    for name in ("title", "source", "url", "published", "language", "kind", "speaker", "speaker_role", "country"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Edit(op="-", text=f"{name}: {old}")
            yield Edit(op="+", text=f"{name}: {new}")


def _compare_sentences(before: str, after: str) -> Iterator[Edit]:
    old, new = ([" ".join(span.slice(text).split()) for span in split_sentences(text)] for text in (before, after))
    for op, first, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
            yield from (Edit(op="-", text=text) for text in old[first:end])
            yield from (Edit(op="+", text=text) for text in new[start:stop])
