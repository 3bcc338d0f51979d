"""Assembly: the library's articles become the contents of a generation; what the previous one has is carried over."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np

from index.attribution.corrected_statements import ArticleCorrections
from index.attribution.statements import Statement
from index.build.checkpoint import Checkpoint
from index.build.drafts import (
    ArticlePlan,
    DraftArticle,
    describe_head,
    extract_statements,
    read_passages,
    read_sentences,
)
from index.build.encode import PassageEncodings, encode_passages
from index.library.corrections import Correction, digest_corrections
from index.models.convert import Precision
from index.models.encoder import Encoder
from index.names.entity_resolution import rules_digest
from index.parts import open_batch_encoder
from index.progress import Progress, ProgressCallback
from index.store import generations
from index.store.article_table import ArticleTable
from index.store.engines.protocols import Engine
from index.store.near_duplicates import LENGTH, first_published
from index.store.sentence_columns import SentenceColumns, read_heads
from index.store.sentence_speakers import find_statements
from index.store.statement_table import StatementTable, number_statements
from index.store.tables import PASSAGE, SENTENCE, Difference, GenerationContents
from index.store.tag_table import TagTable
from index.store.term_index import MovedRows, TermIndex
from index.store.terms.postings import Postings
from index.text.arrays import NEW, MergedRows, Positions, Rows


def assemble_contents(
    home: Path,
    plan: ArticlePlan,
    load_encoder: Callable[[], Encoder],
    progress: ProgressCallback,
) -> tuple[GenerationContents, int]:
    """Return the contents of a generation of the planned articles, and how many passages were encoded for it.

    Vectors come from the previous generation, from the checkpoint of an interrupted run, or else from the encoder,
    which is loaded only if there is something to encode.
    """
    previous, corrections = plan.previous, plan.library.corrections.list_all()
    active = [correction for correction in corrections if correction.holds]
    layout = _Layout.merge(plan)
    made_by: _Maker
    if previous and (layout.origins != NEW).all():
        encoder, made_by = None, previous
    else:
        encoder = made_by = load_encoder()
    encodings = PassageEncodings.allocate(layout.passages, layout.sentences, made_by.dimensions)
    if previous:
        encodings.copy_from(previous, layout.origins)
    encoded = 0
    if encoder:
        texts = [*chain.from_iterable(read_passages(draft.text, draft.passages) for draft in plan.drafts)]
        places = layout.passage_order.added.tolist()
        new = {place: text for place, text in zip(places, texts, strict=True) if layout.origins[place] == NEW}
        checkpoint = Checkpoint(home, encoder.model, encoder.precision)
        encoded = encode_passages(encodings, new, open_batch_encoder(encoder), checkpoint, progress)
    tags = encodings.tag_table(previous)
    added = ArticleTable.from_rows(draft.row for draft in plan.drafts)
    articles = previous.articles.merge(plan.order, added) if previous else added
    written = _Written(plan, layout, tags, articles)
    signatures = np.array([draft.signature for draft in plan.drafts], dtype=np.uint32).reshape(-1, LENGTH)
    if previous:
        signatures = plan.order.combine(previous.signatures, signatures)
    statements = written.merge_statements(corrections)
    contents = GenerationContents(
        model=made_by.model,
        precision=made_by.precision,
        articles=articles,
        passages=layout.passages,
        sentences=layout.sentences,
        signatures=signatures,
        sentence_columns=written.describe_sentences(statements),
        head_terms=written.describe_heads(),
        first_published=first_published(signatures, [*articles.dates]),
        statements=statements,
        corrections_digest=digest_corrections(active),
        passage_vectors=encodings.passage_vectors,
        sentence_vectors=encodings.sentence_vectors,
        tags=tags,
        write_terms=written.plan_terms(),
        read_texts=written.read_texts,
        difference=written.find_difference(),
    )
    return contents, encoded


def publish_contents(home: Path, contents: GenerationContents, engine: Engine, progress: ProgressCallback) -> int:
    """Publish a generation, and return its number."""
    progress(Progress("publishing", 0, 1))
    number = generations.publish(home, contents, engine)
    progress(Progress("publishing", 1, 1))
    return number


class _Maker(Protocol):
    """What vectors come from: the encoder, or the previous generation if it has all of them."""

    @property
    def model(self) -> str: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def dimensions(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Layout:
    """The passages and sentences of all articles, and where each comes from.

    `origins` has the row in the previous generation of each passage with the same text and sentences, also of those of
    drafts, or NEW.
    """

    passages: Rows
    sentences: Rows
    passage_order: MergedRows
    sentence_order: MergedRows
    origins: Positions

    @classmethod
    def merge(cls, plan: ArticlePlan) -> "_Layout":
        drafts, previous = plan.drafts, plan.previous
        new_passages = np.concatenate([np.zeros(0, dtype=PASSAGE), *(draft.passages for draft in drafts)])
        new_sentences = np.concatenate([np.zeros(0, dtype=SENTENCE), *(draft.sentences for draft in drafts)])
        passage_counts = np.array([len(draft.passages) for draft in drafts], dtype=np.int64)
        parts = [np.diff(draft.passages["sentence"], append=len(draft.sentences)) for draft in drafts]
        sentence_counts = np.concatenate([np.zeros(0, np.int64), *parts])
        no_counts = np.zeros(0, dtype=np.int64)
        counts = previous.passage_counts if previous else no_counts
        order, bounds = plan.order.expand(counts, passage_counts)
        passages = order.combine(previous.passages if previous else new_passages[:0], new_passages)
        passages["article"] = np.repeat(np.arange(len(plan.order.former)), np.diff(bounds))
        in_passages = np.diff(previous.sentence_bounds) if previous else no_counts
        sentence_order, sentence_bounds = order.expand(in_passages, sentence_counts)
        passages["sentence"] = sentence_bounds[:-1]
        sentences = sentence_order.combine(previous.sentences if previous else new_sentences[:0], new_sentences)
        origins = order.former.copy()
        if previous and len(new_passages):
            known = {digest.tobytes(): row for row, digest in enumerate(previous.passages["digest"])}
            origins[order.added] = [known.get(digest.tobytes(), NEW) for digest in new_passages["digest"]]
        return cls(passages, sentences, order, sentence_order, origins)


@dataclass(frozen=True, slots=True)
class _Written:
    """The articles as they will be written, and the derived tables, each carried over as far as it can be."""

    plan: ArticlePlan
    layout: _Layout
    tags: TagTable
    articles: ArticleTable

    def merge_statements(self, corrections: Sequence[Correction]) -> StatementTable:
        """Return the statements of all articles.

        Those of articles that were ever corrected are extracted again, in case a correction was undone.
        """
        ever = ArticleCorrections.from_corrections(corrections)
        active = [correction for correction in corrections if correction.holds]
        corrected = {*ever.quotes, *ever.splits}
        former = self.plan.order.former.copy()
        former[[place for place, (id_, _) in enumerate(self.plan.versions) if id_ in corrected]] = NEW
        order = MergedRows(former)
        by_article = ArticleCorrections.from_corrections(active)
        added = number_statements(self._extract_statements(order.added, by_article))
        previous = self.plan.previous
        table = previous.statements if previous else StatementTable.from_articles(())
        keeps_resolved = (
            previous is not None
            and len(previous.articles) == (~order.is_new).sum()
            and previous.people_digest == rules_digest()
            and not corrections
        )
        return table.merge(order, added, active, keeps_resolved=keeps_resolved)

    def describe_sentences(self, statements: StatementTable) -> SentenceColumns:
        """Return the columns of all sentences."""
        layout, previous = self.layout, self.plan.previous
        counts = np.diff(layout.passages["sentence"], append=len(layout.sentences))
        articles = np.repeat(layout.passages["article"].astype(np.int64), counts)
        belongs_to = find_statements(articles, layout.sentences, statements)
        columns = previous.sentence_columns if previous else None
        if columns is None:
            return SentenceColumns.read(self._read_sentences(range(len(self.articles))), belongs_to)
        places = layout.sentence_order.added
        new = SentenceColumns.read(self._read_sentences(self.plan.order.added.tolist()), belongs_to[places])
        return columns.move(layout.sentence_order.moved(len(columns)), new, places, belongs_to)

    def describe_heads(self) -> Postings:
        """Return the terms of the metadata of all articles."""
        heads = self.plan.previous.head_terms if self.plan.previous else None
        if self.plan.previous is None or heads is None:
            return read_heads(self.articles)
        new = read_heads(draft.row for draft in self.plan.drafts)
        places = self.plan.order.added.astype(np.int32)
        moved = self.plan.order.moved(len(self.plan.previous.articles))
        return heads.move(moved, new._replace(rows=places[new.rows]))

    def plan_terms(self) -> Callable[[Path], None]:
        """Return what writes the index of all terms into a folder.

        If all that the previous one has is kept, the new articles are added to it. Else all texts are read: words that
        are gone would go on to count in how rare a word is.
        """
        previous, order = self.plan.previous, self.plan.order
        terms = previous.terms if previous else None
        if previous is None or not isinstance(terms, TermIndex) or not previous.has_current_terms:
            return self._build_terms
        if len(previous.articles) != (~order.is_new).sum():
            return self._build_terms
        moved = MovedRows(
            passages=self.layout.passage_order.moved(len(previous.passages)).astype(np.int64),
            articles=order.moved(len(previous.articles)).astype(np.int64),
            added_passages=self.layout.passage_order.added,
            added_articles=order.added,
        )
        heads = [describe_head(draft.row) for draft in self.plan.drafts]
        texts = [read_passages(draft.text, draft.passages) for draft in self.plan.drafts]
        return partial(terms.extend, heads=heads, texts=texts, moved=moved)

    def read_texts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield of each article the metadata that is indexed with every passage, and the texts of its passages."""
        for row, (_, text, passages, _) in zip(self.articles, self._read(range(len(self.articles))), strict=True):
            yield describe_head(row), read_passages(text, passages)

    def find_difference(self) -> Difference | None:
        """Return what the generation has that the previous one has not, and the other way round."""
        previous, plan = self.plan.previous, self.plan
        if previous is None or not previous.has_current_terms:
            return None

        def read_added() -> Iterator[tuple[str, Sequence[str]]]:
            for draft in plan.drafts:
                yield describe_head(draft.row), read_passages(draft.text, draft.passages)

        def read_removed() -> Iterator[tuple[str, Sequence[str]]]:
            for row in np.flatnonzero(plan.order.moved(len(previous.articles)) == NEW).tolist():
                article = previous.articles[row]
                text = plan.library.read_text(article.id, article.version)
                yield describe_head(article), read_passages(text, previous.passages[previous.passage_rows(row)])

        return Difference(previous.terms, self.layout.passage_order, plan.order, read_added, read_removed)

    def _build_terms(self, folder: Path) -> None:
        heads = (describe_head(row) for row in self.articles)
        texts = (read_passages(text, passages) for _, text, passages, _ in self._read(range(len(self.articles))))
        TermIndex.build(folder, heads, texts)

    def _extract_statements(self, places: Positions, corrections: ArticleCorrections) -> Iterator[Sequence[Statement]]:
        for place, (_, text, passages, first) in zip(places.tolist(), self._read(places.tolist()), strict=True):
            tags = [self.tags.of_passage(first + number) for number in range(len(passages))]
            row = self.articles[place]
            yield corrections.apply(row.id, text, extract_statements(row, text, passages, tags))

    def _read_sentences(self, places: Sequence[int]) -> Iterator[tuple[str, Sequence[str]]]:
        bounds = np.append(self.layout.passages["sentence"], len(self.layout.sentences)).tolist()
        for title, text, passages, first in self._read(places):
            sentences = self.layout.sentences[bounds[first] : bounds[first + len(passages)]]
            yield from read_sentences(title, text, passages, sentences)

    def _read(self, places: Sequence[int]) -> Iterator[tuple[str, str, Rows, int]]:
        """Yield of each article the title, the text, the passages and the row of the first of them."""
        bounds = np.searchsorted(self.layout.passages["article"], np.arange(len(self.articles) + 1)).tolist()
        drafts: dict[int, DraftArticle] = dict(zip(self.plan.order.added.tolist(), self.plan.drafts, strict=True))
        for place in places:
            draft = drafts.get(place)
            text = draft.text if draft else self.plan.library.read_text(*self.plan.versions[place])
            yield (
                self.articles[place].title,
                text,
                self.layout.passages[bounds[place] : bounds[place + 1]],
                bounds[place],
            )
