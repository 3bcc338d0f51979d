"""Evidence: the sentences of the retrieved passages, scored by how well each answers the question by itself.

A broad question has thousands of them. They are columns until one is to be shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat
from math import exp
from typing import Any, NamedTuple, Self, overload

import numpy as np
import numpy.typing as npt

from index.store.article_table import ArticleRow
from index.store.generation import NO_NAME, Generation
from index.store.sentence_speakers import NO_STATEMENT
from index.store.vector_index import compute_cosines
from index.text.arrays import Mask, Positions, Vectors
from index.text.normalize import words
from index.text.spans import Span
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.retrieval.described_sentences import DescribedSentences, Read
from rag.retrieval.hybrid_search import Hits
from rag.retrieval.sentence_speaker import SentenceAttribution, attribute_by_article
from rag.retrieval.term_coverage import TermCoverage

WEIGHTS = (-4.62, 3.70, 1.85, 1.11, 0.74)
"""Bias, and the weights of cosine, share, context and rank, in logits.

Their proportions rank the answering sentence first on the development sets about as well as any that were fitted there;
bias and scale make the score of the best sentence a probability (Platt) that the question is answerable at all.
"""

_MAX_FACT_PASSAGES, _MAX_FACT_SENTENCES = 40, 60  # the answer to a fact is rarely in a later one
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may be cited.

    `score` is the probability that it answers the question; `duplicates` are other articles that carry it.
    """

    article: int
    entry: ArticleRow
    span: Span
    score: float
    attribution: SentenceAttribution
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


class EvidenceColumns(NamedTuple):
    """The columns of evidence, one entry for each sentence.

    `rows` are the rows of the sentences in the generation, `wordings` digests of their words, `statements` the rows of
    the statements that they belong to, or NO_STATEMENT. `cosines` are those of sentence and question. `shares` and
    `contexts` are the parts of the question's topic, weighted by rarity, that occur in the sentence, and in its passage
    and the article's metadata; `names` is the part that occurs in the sentence or the name of its speaker. `bonuses` is
    what else speaks for a sentence, in logits.
    """

    rows: Positions
    passages: Positions
    articles: Positions
    cosines: Floats
    shares: Floats
    names: Floats
    contexts: Floats
    ranks: Floats
    bonuses: Floats
    logits: Floats
    scores: Floats
    statements: npt.NDArray[np.int32]
    wordings: npt.NDArray[np.uint64]


@dataclass(frozen=True)
class EvidenceTable(Sequence[Evidence]):
    """Sentences that may be cited, in order of relevance; each becomes an object when it is read.

    `copies` has for the row of a sentence the articles whose sentences were collapsed into it, its own among them; None
    before sentences are collapsed.
    """

    generation: Generation
    read: Read
    columns: EvidenceColumns
    copies: Mapping[int, Sequence[int]] | None = None

    @classmethod
    def without_sentences(cls, generation: Generation, read: Read) -> Self:
        """Return a table of no sentences."""
        rows, numbers = np.zeros(0, dtype=np.int64), np.zeros(0)
        statements, wordings = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint64)
        columns = EvidenceColumns._make([*[rows] * 3, *[numbers] * 8, statements, wordings])
        return cls(generation, read, columns)

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.columns.rows)

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> "EvidenceTable": ...
    def __getitem__(self, place: int | slice) -> "Evidence | EvidenceTable":
        """Return one sentence, or a table of several."""
        if isinstance(place, slice):
            return self.take(place)
        return next(iter(self.take(np.array([place], dtype=np.int64))))

    def __iter__(self) -> Iterator[Evidence]:
        """Yield the sentences; what is in columns is read for all of them at once."""
        generation, columns = self.generation, self.columns
        spans, articles = generation.sentences[columns.rows], columns.articles
        shown = columns.rows, articles, columns.scores, spans["start"], spans["end"]
        attributions = generation.statements.read_attributions(columns.statements[columns.statements != NO_STATEMENT])
        near = generation.has_near_duplicates[articles].tolist() if self.copies is not None else repeat(False)
        parts = zip(columns.statements.tolist(), near, *(column.tolist() for column in shown), strict=False)
        for statement, has_near, row, article, score, start, end in parts:
            entry = generation.articles[article]
            attribution = (
                attribute_by_article(entry, generation.statements)
                if statement == NO_STATEMENT
                else SentenceAttribution(*next(attributions))
            )
            span = Span(start, end)
            copies = () if self.copies is None else self.copies.get(row, ())
            duplicates = self._find_duplicates(article, span, copies) if copies or has_near else ()
            yield Evidence(article, entry, span, score, attribution, duplicates)

    def take(self, places: Positions | Mask | slice) -> "EvidenceTable":
        """Return the sentences at these places, in their order."""
        return replace(self, columns=EvidenceColumns._make(column[places] for column in self.columns))

    def join(self, others: "EvidenceTable") -> "EvidenceTable":
        """Return these sentences and then the others."""
        if not len(others):
            return self
        columns: Iterable[tuple[Any, Any]] = zip(self.columns, others.columns, strict=True)
        return replace(self, columns=EvidenceColumns._make(np.concatenate(pair) for pair in columns))

    def add_bonus(self, bonus: Floats) -> "EvidenceTable":
        """Return the sentences with a bonus for each, in logits, the best first."""
        columns = self.columns._replace(bonuses=self.columns.bonuses + bonus)
        table = replace(self, columns=columns)
        return table.take(np.argsort(-table.orders, kind="stable"))

    @property
    def orders(self) -> Floats:
        """The scores by which sentences are ordered, in logits; higher comes first."""
        orders: Floats = self.columns.logits + self.columns.bonuses
        return orders

    @property
    def speakers(self) -> npt.NDArray[np.int32]:
        """The position of each sentence's speaker in the names of the generation, or NO_NAME."""
        names = self.generation.speaker_names
        people = self.generation.statements.rows["speaker"]
        said = self.columns.statements != NO_STATEMENT
        speakers = names.of_articles[self.columns.articles]
        speakers[said] = names.of_people[people[self.columns.statements[said]]]
        return speakers

    @property
    def speaker_names(self) -> set[str]:
        """The names of all speakers."""
        values = self.generation.speaker_names.values
        return {values[code] for code in np.unique(self.speakers).tolist() if code != NO_NAME}

    @property
    def dates(self) -> list[str | None]:
        """The date of publication of each sentence's article."""
        dates = self.generation.articles.dates
        return [dates.values[code] for code in dates.codes[self.columns.articles].tolist()]

    @property
    def is_official(self) -> Mask:
        """Whether the article of each sentence is an official source."""
        return self.generation.articles.kinds.select(lambda kind: kind == "official")[self.columns.articles]

    def read_sentence(self, place: int) -> str:
        """Return the words of a sentence."""
        article, row = int(self.columns.articles[place]), int(self.columns.rows[place])
        return self.read(self.generation.articles[article])[slice(*self.generation.sentences[row].tolist())]

    def said_by(self, speakers: SpeakerSelection) -> Mask:
        """Return which sentences are the words of any of these people."""
        statements, generation = self.columns.statements, self.generation
        said = statements != NO_STATEMENT
        theirs = np.zeros(len(self), dtype=np.bool_)
        people = generation.statements.rows["speaker"][statements[said]]
        theirs[said] = np.append(speakers.matching_rows(generation.statements), False)[people]
        speaking = ~said & (generation.articles.speakers.codes[self.columns.articles] >= 0)
        articles, numbers = np.unique(self.columns.articles[speaking], return_inverse=True)
        rows = (generation.articles[row] for row in articles.tolist())
        own = [
            bool(row.speaker) and speakers.includes(attribute_by_article(row, generation.statements).speaker)
            for row in rows
        ]
        theirs[speaking] = np.array(own, dtype=np.bool_)[numbers]
        return theirs

    def _find_duplicates(self, article: int, span: Span, copies: Sequence[int]) -> tuple[ArticleRow, ...]:
        """Return the other articles that carry a sentence: those that were collapsed, and near duplicates with it."""
        generation = self.generation
        others = {entry.id: entry for entry in (generation.articles[one] for one in copies)}
        if generation.has_near_duplicates[article]:
            text = span.slice(self.read(generation.articles[article]))
            for other in generation.near_duplicates(article):
                entry = generation.articles[other]
                if entry.id not in others and _contains_sentence(self.read(entry), text):
                    others[entry.id] = entry
        others.pop(generation.articles[article].id, None)
        return tuple(others.values())


def gather_evidence(
    generation: Generation, question: Question, query: Vectors, hits: Hits, read: Read
) -> EvidenceTable:
    """Return the citable sentences of the hits, best first; for a fact only those of the best hits."""
    limit = None if question.exhaustive else _MAX_FACT_PASSAGES
    passages = hits.passages[:limit]
    if not len(passages):
        return EvidenceTable.without_sentences(generation, read)
    sentences = DescribedSentences.of_passages(generation, passages, read)
    coverage, length = TermCoverage.from_question(question, generation), len(sentences)
    holding = {term: sentences.hold(term) for term in coverage.topic}
    around = {term: sentences.surround(term, mask) for term, mask in holding.items()}
    naming = {term: sentences.name_speaker(term) for term in coverage.topic}
    known = {term: sentences.describe_speaker(term, mask) for term, mask in naming.items()}
    cosines = compute_cosines(generation.sentence_vectors[sentences.rows], query).astype(np.float64)
    shares, contexts = coverage.topic_share(holding, length), coverage.topic_share(around, length)
    ranks = hits.scores[:limit].astype(np.float64)[sentences.passage_of_sentence]
    logits = compute_logits(cosines, shares, contexts, ranks)
    scores = compute_probabilities(logits)
    order = np.argsort(-scores, kind="stable")
    order = order[sentences.find_citable(with_questions=question.exhaustive)[order]]
    table = EvidenceTable(
        generation,
        read,
        EvidenceColumns(
            rows=sentences.rows,
            passages=passages[sentences.passage_of_sentence],
            articles=sentences.articles,
            cosines=cosines,
            shares=shares,
            names=coverage.subject_share(holding, naming, known, length),
            contexts=contexts,
            ranks=ranks,
            bonuses=np.zeros(length),
            logits=logits,
            scores=scores,
            statements=sentences.statements,
            wordings=sentences.columns.wordings[sentences.places],
        ),
    )
    return table.take(order if question.exhaustive else order[:_MAX_FACT_SENTENCES])


def compute_logits(cosines: Floats, shares: Floats, contexts: Floats, ranks: Floats) -> Floats:
    """Return the logit of each sentence."""
    bias, *weights = WEIGHTS
    weighted = [weight * feature for weight, feature in zip(weights, (cosines, shares, contexts, ranks), strict=True)]
    logits: Floats = bias + (((weighted[0] + weighted[1]) + weighted[2]) + weighted[3])
    return logits


def compute_probabilities(logits: Floats) -> Floats:
    """Return the probability of each logit."""
    return np.array([1 / (1 + exp(-logit)) for logit in logits.tolist()], dtype=np.float64)


def _contains_sentence(text: str, sentence: str) -> bool:
    return f" {' '.join(words(sentence))} " in _fold_text(text)


@lru_cache(maxsize=1 << 8)
def _fold_text(text: str) -> str:
    """Return the folded words of the text of an article, in which many sentences of its copies are looked for."""
    return f" {' '.join(words(text))} "
