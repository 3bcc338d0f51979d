"""Evidence: the sentences of the hits, weighed by how well each answers the question by itself."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import exp

from index.attribution.statements import Statement
from index.store.article_table import Entry
from index.store.generation import Generation
from index.store.vector_index import cosines
from index.text.sentences import is_quotable
from index.text.spans import Span
from rag.query.question import Question
from rag.retrieval.hybrid_search import Hits, Numbers
from rag.retrieval.sentence_speaker import Whose, said_by
from rag.retrieval.term_coverage import Coverage, around

WEIGHTS = (-4.62, 3.70, 1.85, 1.11, 0.74)
"""Bias, and the weights of cosine, share, context and rank, in logits.

Their proportions rank the answering sentence first on the development sets about as well as any that were fitted there;
bias and scale make the score of the best sentence a probability (Platt) of the question being answerable at all.
"""

_READ, _BEST = 40, 60  # passages that are read for a fact, and sentences: what answers it is one of the first, or none
_ASKS, _CLOSING = ("?", "？", "؟"), " \n\"'”’)»"

Read = Callable[[Entry], str]
Features = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may be cited.

    `cosine` is that of the sentence and the question; `share` and `context` are the parts of the question's topic,
    weighed by rarity, that stand in the sentence and in its passage with what is known of the article; `names` is the
    part that stands in the sentence or in the name of its speaker, and `whose` tells who that is. `beside` is what else
    speaks for it, in logits; `duplicates` are articles that carry it, too.
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
    beside: float = 0.0
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
    def features(self) -> Features:
        """What the weights weigh."""
        return self.cosine, self.share, self.context, self.rank

    @property
    def score(self) -> float:
        """How likely the sentence answers the question, from 0 to 1."""
        return _probability(self.features)

    @property
    def order(self) -> float:
        """What the sentences that answer are put in order by, the greatest first."""
        return _logit(self.features) + self.beside


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence before it is asked whose it is; of a fact's, most never are."""

    passage: int
    article: int
    entry: Entry
    span: Span
    words: AbstractSet[str]
    features: Features

    @property
    def score(self) -> float:
        return _probability(self.features)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Where the sentences stand, and what they are weighed by; texts and statements are read once a question."""

    generation: Generation
    read: Read
    coverage: Coverage
    query: Numbers
    asks: bool  # whether a sentence that asks itself counts: where a fact is asked for, it gives none
    said_in: Callable[[int], Sequence[Statement]]

    def sentences(self, passage: int, rank: float) -> Iterator[_Weighed]:
        """Weigh the sentences of a passage."""
        article = int(self.generation.owners[passage])
        entry, rows = self.generation.articles[article], self.generation.sentence_rows(passage)
        text, spans = self.read(entry), [Span(*row) for row in self.generation.sentences[rows].tolist()]
        words = self.coverage.within(span.slice(text) for span in spans)
        context = self.coverage.share(around(entry).union(*words))
        likeness = cosines(self.generation.sentence_vectors[rows], self.query)
        for span, held, cosine in zip(spans, words, likeness.tolist(), strict=True):
            yield _Weighed(passage, article, entry, span, held, (cosine, self.coverage.share(held), context, rank))

    def tells(self, one: _Weighed) -> bool:
        """Tell whether a sentence can be quoted by itself, and is more than the title again."""
        sentence = one.span.slice(self.read(one.entry))
        answers = self.asks or not sentence.rstrip(_CLOSING).endswith(_ASKS)
        return answers and is_quotable(sentence) and sentence.strip() != one.entry.title.strip()

    def told(self, one: _Weighed) -> Evidence:
        """Find out whose a sentence is."""
        whose = said_by(one.span, one.entry, self.said_in(one.passage))
        names = self.coverage.naming(one.words, one.entry, whose.speaker)
        cosine, share, context, rank = one.features
        return Evidence(one.passage, one.article, one.entry, one.span, cosine, share, names, context, rank, whose)


def gather(generation: Generation, question: Question, query: Numbers, hits: Hits, read: Read) -> list[Evidence]:
    """Weigh the sentences of the hits that can be quoted, the best first; for a fact, those of the best hits alone."""

    @cache
    def said_in(passage: int) -> Sequence[Statement]:
        article, start, end = generation.passages[passage].tolist()[:3]
        return generation.spoken.touching(article, Span(start, end))

    holder = _Holder(generation, read, Coverage.of(question, generation), query, question.whole, said_in)
    most = None if question.whole else _READ
    found = zip(hits.passages[:most].tolist(), hits.scores[:most].tolist(), strict=True)
    weighed = sorted((one for hit in found for one in holder.sentences(*hit)), key=lambda one: -one.score)
    best = map(holder.told, filter(holder.tells, weighed))
    return [*(best if question.whole else islice(best, _BEST))]


def _logit(features: Features) -> float:
    bias, *weights = WEIGHTS
    return bias + sum([weight * feature for weight, feature in zip(weights, features, strict=True)])


def _probability(features: Features) -> float:
    return 1 / (1 + exp(-_logit(features)))
