"""Duplicates: one sentence that several articles carry becomes one citation, of the earliest of them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from index.store.generation import Generation
from index.text.normalize import words
from rag.retrieval.contradictions import differ
from rag.retrieval.evidence import Evidence, Read

_ALIKE = 0.6  # the part of all words that a sentence shares with itself after a light rewrite
_FIGURE = re.compile(r"\d")


@dataclass(slots=True)
class _Told:
    """A sentence and whatever says the same."""

    words: AbstractSet[str]
    members: list[Evidence] = field(default_factory=list)


def collapse(generation: Generation, evidence: Sequence[Evidence], read: Read) -> list[Evidence]:
    """Keep each sentence once, however often it was printed, in the order given.

    The same words of two speakers are two statements. Between copies of a story a light rewrite is the same sentence.
    """
    exact: dict[tuple[str, str | None], _Told] = {}
    families: dict[tuple[int, str | None], list[_Told]] = {}
    told: list[_Told] = []
    for one in evidence:
        said = words(one.span.slice(read(one.entry)))
        family = families.setdefault((int(generation.originals[one.article]), one.entry.speaker), [])
        key = " ".join(said), one.speaker
        rewritten = (held for held in _rewritten(family, one, frozenset(said)) if not _other_news(held, one, read))
        held = exact.get(key) or next(rewritten, None)
        if held is None:
            held = _Told(frozenset(said))
            told.append(held)
            family.append(held)
        exact.setdefault(key, held)
        held.members.append(one)
    return [_shown(generation, held, read) for held in told]


def _rewritten(family: Sequence[_Told], one: Evidence, said: AbstractSet[str]) -> Iterator[_Told]:
    """Find the sentence that this one is a rewrite of, in a copy of its article; another figure is other news.

    So is another speaker, but not of the very same words: one copy may tell more clearly whose they are.
    """
    for held in family:
        if any(member.article == one.article for member in held.members):
            continue
        other = said ^ held.words
        if other and len({one.speaker, held.members[0].speaker} - {None}) > 1:
            continue
        if len(other) <= (1 - _ALIKE) * len(said | held.words) and not any(map(_FIGURE.search, other)):
            yield held


def _other_news(held: _Told, one: Evidence, read: Read) -> bool:
    """Tell whether another name stands in it: that is no rewrite but a contradiction."""
    first = held.members[0]
    return differ(first.span.slice(read(first.entry)), one.span.slice(read(one.entry)))


def _shown(generation: Generation, told: _Told, read: Read) -> Evidence:
    first = min(told.members, key=lambda one: (one.entry.published or "~", one.article))
    others = {one.entry.id: one.entry for one in told.members}
    for row in generation.copies(first.article):
        entry = generation.articles[row]
        if entry.id not in others and _holds(read(entry), first.span.slice(read(first.entry))):
            others[entry.id] = entry
    del others[first.entry.id]
    return replace(first, duplicates=tuple(others.values()))


def _holds(text: str, sentence: str) -> bool:
    return f" {' '.join(words(sentence))} " in f" {' '.join(words(text))} "
