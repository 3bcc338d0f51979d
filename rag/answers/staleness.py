"""Staleness: the articles of a stored answer that have been corrected or removed since."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.errors import UnknownAnswer, UnknownArticle
from index.library.articles import Article, StoredArticle
from index.library.library import Library
from rag.answers.answer_store import StoredAnswer
from rag.answers.citations import Citation


class Change(BaseModel):
    """An article that has changed since it was cited.

    `now` is its newest version, null if it was removed; `differs` names the fields that have changed. `citations` are
    the numbers of those whose words that version still contains, or of those whose words it does not: `still_stands`.
    """

    model_config = ConfigDict(frozen=True)

    article_id: str
    version: int
    status: Literal["corrected", "removed"]
    now: int | None
    citations: tuple[int, ...]
    still_stands: bool
    differs: tuple[str, ...]


class ReopenedAnswer(StoredAnswer):
    """A stored answer, and which of its articles have changed since."""

    changes: tuple[Change, ...]


def reopen(answer: StoredAnswer, library: Library) -> ReopenedAnswer:
    """Compare a stored answer with the current library; raise UnknownAnswer if they do not belong together."""
    try:
        changes = find_changes(answer.citations, library)
    except UnknownArticle:
        message = f"the answer {answer.id} does not match the articles of this library; ask the question again"
        raise UnknownAnswer(message) from None
    return ReopenedAnswer(**dict(answer), changes=changes)


def find_changes(citations: Iterable[Citation], library: Library) -> tuple[Change, ...]:
    """Return what has become of cited articles; raise UnknownArticle if they are not those of the library."""
    place = attrgetter("article_id", "article_version")
    cited = groupby(sorted(citations, key=place), key=place)
    changes = [change for at, group in cited for change in _find_changes(library, at, tuple(group))]
    return tuple(sorted(changes, key=lambda change: change.citations))


def _find_changes(library: Library, at: tuple[str, int], citations: Sequence[Citation]) -> Iterator[Change]:
    then, now = library.get(*at), library.get(at[0])
    if any(then.text[citation.start : citation.end] != citation.cited_text for citation in citations):
        raise UnknownArticle(then.id)
    if now.removed:
        yield _make_change(then, None, citations, still_stands=False)
    elif now.version != then.version:
        standing = {citation.number for citation in citations if _contains_words(citation.cited_text, now.text)}
        for still_stands in (True, False):
            if group := [citation for citation in citations if (citation.number in standing) == still_stands]:
                yield _make_change(then, now, group, still_stands=still_stands)


def _make_change(
    then: StoredArticle, now: StoredArticle | None, citations: Iterable[Citation], *, still_stands: bool
) -> Change:
    return Change(
        article_id=then.id,
        version=then.version,
        status="corrected" if now else "removed",
        now=now.version if now else None,
        citations=tuple(citation.number for citation in citations),
        still_stands=still_stands,
        differs=tuple(name for name in Article.model_fields if now and getattr(then, name) != getattr(now, name)),
    )


def _contains_words(words: str, text: str) -> bool:
    """Return whether a text contains these words, with any line breaks between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) is not None
