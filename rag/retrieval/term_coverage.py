"""Term coverage: the part of a question's terms that occur in a sentence, its passage or its speaker's name.

Each term counts by its rarity.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from index.attribution.statements import Speaker
from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.term_index import name_term, stem_words
from rag.query.question import Question

_WHOLE = 0.999

Words = AbstractSet[str]


@dataclass(frozen=True, slots=True)
class TermCoverage:
    """The weight of each term: in the whole topic, and in each subject of it; each sums to 1."""

    topic: dict[str, float]
    subjects: list[dict[str, float]]

    @classmethod
    def from_question(cls, question: Question, generation: Generation) -> Self:
        """Weight the terms of a question by their rarity in a generation."""
        rarities = dict(zip(question.topic, generation.terms.rarities(question.topic).tolist(), strict=True))
        subjects = [_normalize_weights({word: rarities[word] for word in subject}) for subject in question.subjects]
        return cls(_normalize_weights(rarities), subjects)

    def find_terms(self, sentences: Sequence[str]) -> list[Words]:
        """Return for each sentence of a passage its terms, only of the kinds (stems, names) that the topic has.

        The passage decides whether "Jordan" is a country or the person whom a sentence before names in full.
        """
        names = sum(term.startswith(name_term("")) for term in self.topic)
        terms: list[Words] = [
            _find_terms(sentence, with_stems=names < len(self.topic), with_names=names > 0) for sentence in sentences
        ]
        passage = " ".join(sentences) if names else ""
        if not load_gazetteer().has_homonym(passage):
            return terms
        not_named = frozenset(self.topic) - _find_terms(passage, with_stems=False)
        not_named = frozenset(term for term in not_named if term.startswith(name_term("")))
        return [words - not_named for words in terms]

    def topic_share(self, words: Words) -> float:
        """Return the weighted share of the topic among these terms."""
        return _sum_shares(self.topic, words)

    def subject_share(self, words: Words, entry: ArticleRow, speaker: Speaker | None) -> float:
        """Return the weighted share of the likeliest subject that a sentence names, or that describes its speaker."""
        name = _name_terms(entry.speaker)
        described = name | _cached_terms(entry.country)
        if speaker:
            described = described | _name_terms(speaker.name) | _cached_terms(speaker.country)
        return max(_subject_share(subject, words, name, described) for subject in self.subjects)


def article_terms(entry: ArticleRow) -> frozenset[str]:
    """Return the terms of an article's metadata, which apply to each of its passages."""
    return _name_terms(entry.speaker) | _cached_terms(
        entry.country, entry.title, entry.speaker_role, entry.source, entry.published
    )


def text_terms(text: str) -> frozenset[str]:
    """Return the stems and the names of a text."""
    return _find_terms(text)


def _subject_share(subject: dict[str, float], words: Words, name: Words, known: Words) -> float:
    """Return the share of a subject that a sentence names; the speaker's name and country count, but not alone."""
    if not subject:
        return 1.0  # no subject: anything they said is asked for
    is_named = _sum_shares(subject, words) or _sum_shares(subject, name) >= _WHOLE
    return _sum_shares(subject, words | known) if is_named else 0.0


def _normalize_weights(rarities: dict[str, float]) -> dict[str, float]:
    total = sum(rarities.values())
    return {word: rarity / total for word, rarity in rarities.items()}


def _sum_shares(weights: dict[str, float], words: Words) -> float:
    return sum([weight for word, weight in weights.items() if word in words])


@lru_cache(maxsize=4096)
def _cached_terms(*parts: str | None) -> frozenset[str]:
    """Return the terms of an article's metadata; cached, because every passage of it needs them."""
    return frozenset(term for part in parts if part for term in _find_terms(part))


@lru_cache(maxsize=4096)
def _name_terms(speaker: str | None) -> frozenset[str]:
    """Return the terms of a person's name; a person called Jordan or Chad is no country."""
    countries = {
        name_term(code) for code in load_gazetteer().find_codes(speaker or "") if load_gazetteer().is_country(code)
    }
    return _cached_terms(speaker) - countries


def _find_terms(text: str, *, with_stems: bool = True, with_names: bool = True) -> frozenset[str]:
    """Return the terms of a text: its stems, its names or both."""
    codes = map(name_term, load_gazetteer().find_codes(text)) if with_names else ()
    return frozenset([*(stem_words(text) if with_stems else ()), *codes])
