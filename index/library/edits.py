"""What a run brought: articles that came, and how others changed, as the sentences taken out and put in."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.library.articles import Article
from index.text.sentences import split_sentences


class Edit(BaseModel):
    """A sentence that a new version no longer has, or has now."""

    model_config = ConfigDict(frozen=True)

    op: Literal["-", "+"]
    text: str


class Arrival(BaseModel):
    """An article that came or changed: `edits` tell how, `notes` what to know of it."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    title: str
    notes: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


def edits(before: Article, after: Article) -> tuple[Edit, ...]:
    """Tell how one version became the other, sentence by sentence in their order, and first in the other fields."""
    return (*_fields(before, after), *_sentences(before.text, after.text))


def _fields(before: Article, after: Article) -> Iterator[Edit]:
    for name in ("title", "source", "url", "published", "language", "kind", "speaker", "speaker_role", "country"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Edit(op="-", text=f"{name}: {old}")
            yield Edit(op="+", text=f"{name}: {new}")


def _sentences(before: str, after: str) -> Iterator[Edit]:
    old, new = ([" ".join(span.slice(text).split()) for span in split_sentences(text)] for text in (before, after))
    for op, first, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
            yield from (Edit(op="-", text=text) for text in old[first:end])
            yield from (Edit(op="+", text=text) for text in new[start:stop])
