"""What has become of the articles of an answer since it was given: corrected, removed, or as they were."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.errors import UnknownAnswer, UnknownArticle
from index.library.articles import Article, StoredArticle
from index.library.library import Library
from rag.answers.answer_store import KeptAnswer
from rag.answers.citations import Citation


class Change(BaseModel):
    """An article that is not as it was cited any more.

    `now` is its newest version, null where it was removed; `differs` names what that version has otherwise. `citations`
    are the numbers of those whose words all stand in it still, or of those whose words do not: `still_stands`.
    """

    model_config = ConfigDict(frozen=True)

    article_id: str
    version: int
    status: Literal["corrected", "removed"]
    now: int | None
    citations: tuple[int, ...]
    still_stands: bool
    differs: tuple[str, ...]


class ReopenedAnswer(KeptAnswer):
    """An answer as it was given, and which of its articles have changed since."""

    changes: tuple[Change, ...]


def reopen(answer: KeptAnswer, library: Library) -> ReopenedAnswer:
    """Compare an answer with the library of today; UnknownAnswer where the two do not belong together."""
    place = attrgetter("article_id", "article_version")
    cited = groupby(sorted(answer.citations, key=place), key=place)
    try:
        changes = [change for at, group in cited for change in _changes(library, at, tuple(group))]
    except UnknownArticle:
        message = f"the answer {answer.id} does not agree with the articles of this library; ask the question again"
        raise UnknownAnswer(message) from None
    return ReopenedAnswer(**dict(answer), changes=tuple(sorted(changes, key=lambda change: change.citations)))


def _changes(library: Library, at: tuple[str, int], citations: Sequence[Citation]) -> Iterator[Change]:
    then, now = library.get(*at), library.get(at[0])
    if any(then.text[one.start : one.end] != one.cited_text for one in citations):
        raise UnknownArticle(then.id)
    if now.removed:
        yield _change(then, None, citations, still_stands=False)
    elif now.version != then.version:
        standing = {one.number for one in citations if _stands(one.cited_text, now.text)}
        for still_stands in (True, False):
            if group := [one for one in citations if (one.number in standing) == still_stands]:
                yield _change(then, now, group, still_stands=still_stands)


def _change(
    then: StoredArticle, now: StoredArticle | None, citations: Iterable[Citation], *, still_stands: bool
) -> Change:
    return Change(
        article_id=then.id,
        version=then.version,
        status="corrected" if now else "removed",
        now=now.version if now else None,
        citations=tuple(one.number for one in citations),
        still_stands=still_stands,
        differs=tuple(name for name in Article.model_fields if now and getattr(then, name) != getattr(now, name)),
    )


def _stands(words: str, text: str) -> bool:
    """Tell whether the same words stand in a text, however its lines are broken."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) is not None
