"""Evidence: the sentences of the hits, weighed by how well each answers the question by itself."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from index.aliases import aliases
from index.entries import Entry
from index.generation import Generation
from index.sentences import is_quotable
from index.spans import Span
from index.statements import Speaker, Statement
from index.terms import name_term, stems
from index.vectors import cosines
from rag.expected import agreement
from rag.question import Question
from rag.retrieval import Hits, Numbers
from rag.whose import Whose, said_by

WEIGHTS = (-4.62, 3.70, 1.85, 1.11, 0.74)
"""Bias, and the weights of cosine, share, context and rank, in logits.

Their proportions rank the answering sentence first on the development sets about as well as any that were fitted there;
bias and scale make the score of the best sentence a probability (Platt) of the question being answerable at all.
"""

_WHOLE = 0.999
_AGREEMENT = 0.3  # in logits, for the logarithm of how much other articles back it
_HELD = 60  # sentences that are held against each other
_READ = 40  # passages that are read for a fact: what answers it stands in one of the first, or nowhere
_ASKS, _CLOSING = ("?", "？", "؟"), " \n\"'”’)»"

Read = Callable[[Entry], str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may be cited.

    `cosine` is that of the sentence and the question; `share` and `context` are the parts of the question's topic,
    weighed by rarity, that stand in the sentence and in its passage with what is known of the article; `names` is the
    part that stands in the sentence or in the name of its speaker, and `whose` tells who that is. `agreement` is how
    much other articles back what it answers; `duplicates` are articles that carry it, too.
    """

    passage: int
    article: int
    entry: Entry
    span: Span
    cosine: float
    share: float
    names: float
    context: float
    rank: float
    whose: Whose
    agreement: float = 0.0
    duplicates: tuple[Entry, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The name of who said it."""
        return self.whose.speaker.name if self.whose.speaker else None

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: its article's row, and its first character there."""
        return self.article, self.span.start

    @property
    def year(self) -> str | None:
        """The year it was published in."""
        return self.entry.published[:4] if self.entry.published else None

    @property
    def features(self) -> tuple[float, float, float, float]:
        """What the weights weigh."""
        return self.cosine, self.share, self.context, self.rank

    @property
    def score(self) -> float:
        """How likely the sentence answers the question, from 0 to 1."""
        return float(1 / (1 + np.exp(-np.dot(WEIGHTS, (1.0, *self.features)))))

    @property
    def order(self) -> float:
        """What the sentences that answer are put in order by, the greatest first."""
        return float(np.dot(WEIGHTS, (1.0, *self.features)) + _AGREEMENT * np.log1p(self.agreement))


@dataclass(frozen=True, slots=True)
class _Holder:
    """Where the sentences stand: the texts and the statements of articles, each read once a question."""

    generation: Generation
    read: Read
    said_in: Callable[[int], Sequence[Statement]]
    asks: bool  # whether a sentence that asks itself counts: where a fact is asked for, it gives none


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much each stem counts: of the whole topic, and of each subject in it; each sums to 1."""

    topic: dict[str, float]
    subjects: list[dict[str, float]]


def gather(generation: Generation, question: Question, query: Numbers, hits: Hits, read: Read) -> list[Evidence]:
    """Weigh the sentences of the hits that can be quoted, the best first; for a fact, those of the best hits alone."""
    rarity = generation.terms.rarity(question.topic)
    rarities = dict(zip(question.topic, rarity.tolist(), strict=True))
    weights = _Weights(_scaled(rarities), [_scaled({word: rarities[word] for word in s}) for s in question.subjects])
    said_in = cache(generation.spoken.of)
    found: list[Evidence] = []
    most = None if question.whole else _READ
    for hit in zip(hits.passages[:most].tolist(), hits.scores[:most].tolist(), strict=True):
        found += _weigh(_Holder(generation, read, said_in, question.whole), hit, weights, query)
    found.sort(key=lambda evidence: -evidence.score)
    return found if question.whole else _in_agreement(question, found[:_HELD], read)


def _in_agreement(question: Question, found: Sequence[Evidence], read: Read) -> list[Evidence]:
    """Put the best sentences in order anew, by what several articles tell alike."""
    told = [(one.article, one.span.of(read(one.entry)), one.score) for one in found]
    backed = zip(found, agreement(question.text, told), strict=True)
    return sorted((replace(one, agreement=agreed) for one, agreed in backed), key=lambda one: -one.order)


def _weigh(holder: _Holder, hit: tuple[int, float], weights: _Weights, query: Numbers) -> Iterator[Evidence]:
    (passage, rank), generation = hit, holder.generation
    article = int(generation.passages["article"][passage])
    entry = generation.articles[article]
    text, statements = holder.read(entry), holder.said_in(article)
    rows = generation.sentence_rows(passage)
    spans = [Span(*row) for row in generation.sentences[rows].tolist()]
    words = [_terms(span.of(text)) for span in spans]
    name = _name_of(entry.speaker)
    speaker = name | _terms_of(entry.country)
    around = set().union(*words) | speaker | _terms_of(entry.title, entry.speaker_role, entry.source, entry.published)
    likeness = cosines(generation.sentence_vectors[rows], query)
    title = entry.title.strip()
    for span, held, cosine in zip(spans, words, likeness.tolist(), strict=True):
        sentence = span.of(text)
        tells = holder.asks or not sentence.rstrip(_CLOSING).endswith(_ASKS)
        if tells and is_quotable(sentence) and sentence.strip() != title:
            share = _share(weights.topic, held)
            whose = said_by(span, entry, statements)
            known = speaker | _known_of(whose.speaker)
            names = max(_naming(subject, held, name, known) for subject in weights.subjects)
            context = _share(weights.topic, around)
            yield Evidence(passage, article, entry, span, cosine, share, names, context, rank, whose)


def _naming(
    subject: dict[str, float], held: AbstractSet[str], name: AbstractSet[str], speaker: AbstractSet[str]
) -> float:
    """Give the part of a subject that a sentence names, its speaker's name and country counted, but not these alone."""
    if not subject:
        return 1.0  # whatever they said was asked for
    told = _share(subject, held) or _share(subject, name) >= _WHOLE
    return _share(subject, held | speaker) if told else 0.0


def _scaled(rarities: dict[str, float]) -> dict[str, float]:
    total = sum(rarities.values())
    return {word: rarity / total for word, rarity in rarities.items()}


def _share(weights: dict[str, float], words: AbstractSet[str]) -> float:
    return sum(weight for word, weight in weights.items() if word in words)


@lru_cache(maxsize=4096)
def _terms_of(*parts: str | None) -> frozenset[str]:
    """Give the terms of what is known of an article; asked anew for every passage of it."""
    return frozenset(term for part in parts if part for term in _terms(part))


def _known_of(speaker: Speaker | None) -> frozenset[str]:
    return _name_of(speaker.name) | _terms_of(speaker.country) if speaker else frozenset()


@lru_cache(maxsize=4096)
def _name_of(speaker: str | None) -> frozenset[str]:
    """Give the terms of a person's name; who is called Jordan or Chad is no country."""
    countries = {name_term(code) for code in aliases().codes(speaker or "") if aliases().is_country(code)}
    return _terms_of(speaker) - countries


def _terms(text: str) -> frozenset[str]:
    """Give what a text can be found by: its stems and its names."""
    return frozenset(stems(text)).union(map(name_term, aliases().codes(text)))
