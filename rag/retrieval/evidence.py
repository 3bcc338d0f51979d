"""Evidence: the sentences of the retrieved passages, scored by how well each answers the question by itself."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import exp

from index.attribution.statements import Statement
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.vector_index import compute_cosines
from index.text.arrays import Vectors
from index.text.sentences import is_quotable
from index.text.spans import Span
from rag.query.question import Question
from rag.retrieval.hybrid_search import Hits
from rag.retrieval.sentence_speaker import SentenceAttribution, attribute_sentence
from rag.retrieval.term_coverage import TermCoverage, article_terms

WEIGHTS = (-4.62, 3.70, 1.85, 1.11, 0.74)
"""Bias, and the weights of cosine, share, context and rank, in logits.

Their proportions rank the answering sentence first on the development sets about as well as any that were fitted there;
bias and scale make the score of the best sentence a probability (Platt) that the question is answerable at all.
"""

_MAX_FACT_PASSAGES, _MAX_FACT_SENTENCES = 40, 60  # the answer to a fact is rarely in a later one
_QUESTION_MARKS, _CLOSING = ("?", "？", "؟"), " \n\"'”’)»"

Read = Callable[[ArticleRow], str]
Features = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may be cited.

    `cosine` is that of the sentence and the question. `share` and `context` are the parts of the question's topic,
    weighted by rarity, that occur in the sentence, and in its passage and the article's metadata. `names` is the part
    that occurs in the sentence or the name of its speaker. `ranking_bonus` is what else speaks for it, in logits;
    `duplicates` are other articles that carry it.
    """

    passage: int
    article: int
    entry: ArticleRow
    span: Span
    cosine: float
    share: float
    names: float
    context: float
    rank: float
    attribution: SentenceAttribution
    ranking_bonus: float = 0.0
    duplicates: tuple[ArticleRow, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The name of the speaker."""
        return self.attribution.speaker.name if self.attribution.speaker else None

    @property
    def position(self) -> tuple[int, int]:
        """The row of its article, and its first character there."""
        return self.article, self.span.start

    @property
    def year(self) -> str | None:
        """The year of publication."""
        return self.entry.published[:4] if self.entry.published else None

    @property
    def features(self) -> Features:
        """The features that the weights apply to."""
        return self.cosine, self.share, self.context, self.rank

    @property
    def score(self) -> float:
        """The probability that the sentence answers the question."""
        return _compute_probability(self.features)

    @property
    def order(self) -> float:
        """The score by which answering sentences are ordered, in logits; higher comes first."""
        return _compute_logit(self.features) + self.ranking_bonus


@dataclass(frozen=True, slots=True)
class _ScoredSentence:
    """A scored sentence whose speaker has not been resolved; for factual questions most never are."""

    passage: int
    article: int
    entry: ArticleRow
    span: Span
    words: AbstractSet[str]
    features: Features

    @property
    def score(self) -> float:
        return _compute_probability(self.features)


@dataclass(frozen=True, slots=True)
class _SentenceScorer:
    """Scores the sentences of passages; statements are read once a passage."""

    generation: Generation
    read: Read
    coverage: TermCoverage
    query: Vectors
    allow_questions: bool  # a sentence that asks something answers no question for a fact
    statements_near: Callable[[int], Sequence[Statement]]

    def score_sentences(self, passage: int, rank: float) -> Iterator[_ScoredSentence]:
        """Yield the scored sentences of a passage."""
        article = int(self.generation.article_of_passage[passage])
        entry, rows = self.generation.articles[article], self.generation.sentence_rows(passage)
        text, spans = self.read(entry), [Span(*row) for row in self.generation.sentences[rows].tolist()]
        terms_of_sentences = self.coverage.find_terms(span.slice(text) for span in spans)
        context = self.coverage.topic_share(article_terms(entry).union(*terms_of_sentences))
        cosines = compute_cosines(self.generation.sentence_vectors[rows], self.query)
        for span, terms, cosine in zip(spans, terms_of_sentences, cosines.tolist(), strict=True):
            yield _ScoredSentence(
                passage, article, entry, span, terms, (cosine, self.coverage.topic_share(terms), context, rank)
            )

    def is_citable(self, sentence: _ScoredSentence) -> bool:
        """Return whether a sentence can be quoted by itself and does not repeat the title."""
        text = sentence.span.slice(self.read(sentence.entry))
        is_allowed = self.allow_questions or not text.rstrip(_CLOSING).endswith(_QUESTION_MARKS)
        return is_allowed and is_quotable(text) and text.strip() != sentence.entry.title.strip()

    def attribute(self, sentence: _ScoredSentence) -> Evidence:
        """Resolve the speaker of a sentence."""
        attribution = attribute_sentence(sentence.span, sentence.entry, self.statements_near(sentence.passage))
        names = self.coverage.subject_share(sentence.words, sentence.entry, attribution.speaker)
        cosine, share, context, rank = sentence.features
        return Evidence(
            sentence.passage,
            sentence.article,
            sentence.entry,
            sentence.span,
            cosine,
            share,
            names,
            context,
            rank,
            attribution,
        )


def gather_evidence(
    generation: Generation, question: Question, query: Vectors, hits: Hits, read: Read
) -> list[Evidence]:
    """Return the citable sentences of the hits, best first; for a fact only those of the best hits."""

    @cache
    def statements_near(passage: int) -> Sequence[Statement]:
        article, start, end = generation.passages[passage].tolist()[:3]
        return generation.statements.overlapping(article, Span(start, end))

    scorer = _SentenceScorer(
        generation, read, TermCoverage.from_question(question, generation), query, question.exhaustive, statements_near
    )
    limit = None if question.exhaustive else _MAX_FACT_PASSAGES
    ranked = zip(hits.passages[:limit].tolist(), hits.scores[:limit].tolist(), strict=True)
    scored = sorted(
        (sentence for hit in ranked for sentence in scorer.score_sentences(*hit)), key=lambda sentence: -sentence.score
    )
    citable = map(scorer.attribute, filter(scorer.is_citable, scored))
    return [*(citable if question.exhaustive else islice(citable, _MAX_FACT_SENTENCES))]


def _compute_logit(features: Features) -> float:
    bias, *weights = WEIGHTS
    return bias + sum([weight * feature for weight, feature in zip(weights, features, strict=True)])


def _compute_probability(features: Features) -> float:
    return 1 / (1 + exp(-_compute_logit(features)))
