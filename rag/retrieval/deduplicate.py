"""Deduplication: a sentence that several articles carry becomes one citation, of the earliest of them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from index.store.generation import Generation
from index.text.normalize import words
from rag.retrieval.contradictions import has_conflict
from rag.retrieval.evidence import Evidence, Read

_MIN_SHARED = 0.6  # minimum share of common words after a light rewrite
_FIGURE = re.compile(r"\d")


@dataclass(slots=True)
class _DistinctSentence:
    """The words of a sentence, and the sentences that say the same."""

    words: AbstractSet[str]
    members: list[Evidence] = field(default_factory=list)


def collapse_duplicates(generation: Generation, evidence: Sequence[Evidence], read: Read) -> list[Evidence]:
    """Keep each sentence once, in the order given.

    The same words of two speakers are two statements. Between near-duplicate articles a light rewrite is the same
    sentence.
    """
    exact: dict[tuple[str, str | None], _DistinctSentence] = {}
    families: dict[tuple[int, str | None], list[_DistinctSentence]] = {}
    distinct: list[_DistinctSentence] = []
    for sentence in evidence:
        sentence_words = words(sentence.span.slice(read(sentence.entry)))
        family = families.setdefault((int(generation.first_published[sentence.article]), sentence.entry.speaker), [])
        key = " ".join(sentence_words), sentence.speaker
        rewrites = (
            match
            for match in _find_rewrites(family, sentence, frozenset(sentence_words))
            if not _is_contradicted(match, sentence, read)
        )
        match = exact.get(key) or next(rewrites, None)
        if match is None:
            match = _DistinctSentence(frozenset(sentence_words))
            distinct.append(match)
            family.append(match)
        exact.setdefault(key, match)
        match.members.append(sentence)
    return [_make_evidence(generation, match, read) for match in distinct]


def _find_rewrites(
    family: Sequence[_DistinctSentence], sentence: Evidence, sentence_words: AbstractSet[str]
) -> Iterator[_DistinctSentence]:
    """Yield the sentences of near-duplicate articles that this one rewrites.

    Another figure makes it a different sentence, and so does another speaker, unless the words are exactly the same:
    one of the articles may attribute them more clearly.
    """
    for candidate in family:
        if any(member.article == sentence.article for member in candidate.members):
            continue
        differing = sentence_words ^ candidate.words
        if differing and len({sentence.speaker, candidate.members[0].speaker} - {None}) > 1:
            continue
        if len(differing) <= (1 - _MIN_SHARED) * len(sentence_words | candidate.words) and not any(
            map(_FIGURE.search, differing)
        ):
            yield candidate


def _is_contradicted(distinct: _DistinctSentence, sentence: Evidence, read: Read) -> bool:
    """Return whether another name stands in the sentence: that is no rewrite but a contradiction."""
    first = distinct.members[0]
    return has_conflict(first.span.slice(read(first.entry)), sentence.span.slice(read(sentence.entry)))


def _make_evidence(generation: Generation, distinct: _DistinctSentence, read: Read) -> Evidence:
    first = min(distinct.members, key=lambda sentence: (sentence.entry.published or "~", sentence.article))
    others = {sentence.entry.id: sentence.entry for sentence in distinct.members}
    for row in generation.near_duplicates(first.article):
        entry = generation.articles[row]
        if entry.id not in others and _contains_sentence(read(entry), first.span.slice(read(first.entry))):
            others[entry.id] = entry
    del others[first.entry.id]
    return replace(first, duplicates=tuple(others.values()))


def _contains_sentence(text: str, sentence: str) -> bool:
    return f" {' '.join(words(sentence))} " in f" {' '.join(words(text))} "
