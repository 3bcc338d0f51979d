"""Coverage: the part of what a question asks about that stands in a sentence, its passage or its speaker's name.

Each term counts by its rarity.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from index.attribution.statements import Speaker
from index.names.gazetteer import aliases
from index.store.article_table import Entry
from index.store.generation import Generation
from index.store.term_index import name_term, stems
from rag.query.question import Question

_WHOLE = 0.999

Words = AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much each term counts: of the whole topic, and of each subject in it; each sums to 1."""

    topic: dict[str, float]
    subjects: list[dict[str, float]]

    @classmethod
    def of(cls, question: Question, generation: Generation) -> Self:
        """Weigh the terms of a question by their rarity in a generation."""
        rarities = dict(zip(question.topic, generation.terms.rarity(question.topic).tolist(), strict=True))
        subjects = [_scaled({word: rarities[word] for word in subject}) for subject in question.subjects]
        return cls(_scaled(rarities), subjects)

    def within(self, texts: Iterable[str]) -> list[Words]:
        """Give for each text the terms that it can be found by, of those kinds alone that the topic has."""
        names = sum(term.startswith(name_term("")) for term in self.topic)
        return [_terms(text, plain=names < len(self.topic), names=names > 0) for text in texts]

    def share(self, words: Words) -> float:
        """Give the part of the topic that is among these terms."""
        return _share(self.topic, words)

    def naming(self, words: Words, entry: Entry, speaker: Speaker | None) -> float:
        """Give the part of the likeliest subject that a sentence of these terms names, or that tells who says it."""
        name = _name_of(entry.speaker)
        known = name | _terms_of(entry.country)
        if speaker:
            known = known | _name_of(speaker.name) | _terms_of(speaker.country)
        return max(_naming(subject, words, name, known) for subject in self.subjects)


def around(entry: Entry) -> frozenset[str]:
    """Give the terms that what is known of an article holds, for each passage of it."""
    return _name_of(entry.speaker) | _terms_of(
        entry.country, entry.title, entry.speaker_role, entry.source, entry.published
    )


def text_terms(text: str) -> frozenset[str]:
    """Return the stems and the names of a text."""
    return _terms(text)


def _naming(subject: dict[str, float], words: Words, name: Words, known: Words) -> float:
    """Give the part of a subject that a sentence names, its speaker's name and country counted, but not these alone."""
    if not subject:
        return 1.0  # whatever they said was asked for
    told = _share(subject, words) or _share(subject, name) >= _WHOLE
    return _share(subject, words | known) if told else 0.0


def _scaled(rarities: dict[str, float]) -> dict[str, float]:
    total = sum(rarities.values())
    return {word: rarity / total for word, rarity in rarities.items()}


def _share(weights: dict[str, float], words: Words) -> float:
    return sum([weight for word, weight in weights.items() if word in words])


@lru_cache(maxsize=4096)
def _terms_of(*parts: str | None) -> frozenset[str]:
    """Give the terms of what is known of an article; asked anew for every passage of it."""
    return frozenset(term for part in parts if part for term in _terms(part))


@lru_cache(maxsize=4096)
def _name_of(speaker: str | None) -> frozenset[str]:
    """Give the terms of a person's name; who is called Jordan or Chad is no country."""
    countries = {name_term(code) for code in aliases().codes(speaker or "") if aliases().is_country(code)}
    return _terms_of(speaker) - countries


def _terms(text: str, *, plain: bool = True, names: bool = True) -> frozenset[str]:
    """Give what a text can be found by: its stems, its names or both."""
    told = map(name_term, aliases().codes(text)) if names else ()
    return frozenset([*(stems(text) if plain else ()), *told])
