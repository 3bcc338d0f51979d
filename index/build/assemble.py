"""Assembly: the library's articles become the contents of a generation, reusing what the previous one holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np

from index.attribution.attribute import attribute_statements
from index.attribution.corrected_statements import ArticleCorrections
from index.attribution.discourse import ArticleContext
from index.attribution.statements import Statement
from index.build.checkpoint import Checkpoint
from index.build.encode import NEW, PassageEncodings, encode_passages
from index.library.articles import StoredArticle
from index.library.corrections import Correction, digest_corrections
from index.models.encoder import Encoder
from index.models.tags import Tags
from index.progress import ProgressCallback
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.near_duplicates import LENGTH, Signatures, first_published, minhash_signature
from index.store.postings import Postings
from index.store.sentence_columns import SentenceColumns, read_heads
from index.store.sentence_speakers import find_statements
from index.store.statement_table import StatementTable
from index.store.tables import PASSAGE, SENTENCE, GenerationContents
from index.text.arrays import Positions, Rows
from index.text.passages import digest_passage, split_passages
from index.text.spans import Span


@dataclass(frozen=True, slots=True)
class _DraftArticle:
    """One article of a generation under construction; its rows are numbered within the article.

    `origins` has the row of each passage in the previous generation, or NEW, and `previous_row` is that of the article
    if it is unchanged. `statements_or_text` are the statements of
    the previous generation if the article is unchanged, else the text from which they are extracted after tagging.
    """

    article: ArticleRow
    passages: Rows
    sentences: Rows
    passage_texts: Sequence[str]
    origins: Positions
    signature: Signatures
    statements_or_text: StatementTable | str
    previous_row: int = NEW

    @classmethod
    def split(cls, row: ArticleRow, article: StoredArticle, known: Mapping[bytes, int]) -> Self:
        """Split a new or changed article; `known` has the rows of the previous generation's passages by digest."""
        passages: list[tuple[int, int, int, int, bytes]] = []
        sentences: list[tuple[int, int]] = []
        text = article.text
        for passage in split_passages(text, article.title, article.language):
            start, end = passage.span.start, passage.span.end
            digest = digest_passage(text[start:end], (sentence.start - start for sentence in passage.sentences))
            passages.append((0, start, end, len(sentences), digest))
            sentences += [(sentence.start, sentence.end) for sentence in passage.sentences]
        return cls(
            article=row,
            passages=np.array(passages, dtype=PASSAGE),
            sentences=np.array(sentences, dtype=SENTENCE),
            passage_texts=[text[start:end] for _, start, end, _, _ in passages],
            origins=np.array([known.get(digest, NEW) for *_, digest in passages], dtype=np.int64),
            signature=minhash_signature(text),
            statements_or_text=text,
        )

    def read_sentences(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the sentences of each passage, with the title."""
        bounds = np.append(self.passages["sentence"], len(self.sentences)).tolist()
        spans = self.sentences.tolist()
        for number, (start, text) in enumerate(zip(self.passages["start"].tolist(), self.passage_texts, strict=True)):
            within = spans[bounds[number] : bounds[number + 1]]
            yield self.article.title, [text[begin - start : end - start] for begin, end in within]

    @property
    def head(self) -> str:
        """The metadata that is indexed with each passage."""
        row = self.article
        fields = (row.title, row.source, row.speaker, row.speaker_role, row.country, row.published)
        return "\n".join(filter(None, fields))

    def extract_statements(
        self, tags: Sequence[Tags], corrections: ArticleCorrections
    ) -> Sequence[Statement] | StatementTable:
        """Return the statements of the article, given the tags of its passages."""
        if isinstance(self.statements_or_text, StatementTable):
            return self.statements_or_text
        spans = [Span(int(passage["start"]), int(passage["end"])) for passage in self.passages]
        row = self.article
        context = ArticleContext(row.title, row.speaker, row.speaker_role, row.country, row.language)
        statements = attribute_statements(self.statements_or_text, [*zip(spans, tags, strict=True)], context)
        return corrections.apply(row.id, self.statements_or_text, statements)


class _PreviousGeneration:
    """The previous generation by article and by passage digest."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._rows = {article.id: row for row, article in enumerate(generation.articles)}
        self._bounds = np.searchsorted(generation.passages["article"], np.arange(len(generation.articles) + 1))
        self.passages: Mapping[bytes, int] = {
            digest.tobytes(): position for position, digest in enumerate(generation.passages["digest"])
        }

    def find(self, row: ArticleRow, text: str) -> _DraftArticle | None:
        """Return the draft of an article that has not changed, None if the generation does not have it."""
        previous = self._rows.get(row.id)
        if previous is None or self._generation.articles[previous] != row:
            return None
        origins = np.arange(*self._bounds[previous : previous + 2])
        passages, sentences = self._generation.passages[origins], self._generation.sentences[:0]
        if len(passages):
            first, last = (self._generation.sentence_rows(int(origins[at])) for at in (0, -1))
            passages["sentence"] -= first.start
            sentences = self._generation.sentences[first.start : last.stop]
        return _DraftArticle(
            article=row,
            passages=passages,
            sentences=sentences,
            passage_texts=[text[passage["start"] : passage["end"]] for passage in passages],
            origins=origins,
            signature=self._generation.signatures[previous],
            statements_or_text=self._generation.statements.extract_article(previous),
            previous_row=previous,
        )


def assemble_contents(
    home: Path,
    articles: Iterable[StoredArticle],
    previous: Generation | None,
    load_encoder: Callable[[], Encoder],
    progress: ProgressCallback,
    *,
    corrections: Sequence[Correction] = (),
) -> tuple[GenerationContents, int]:
    """Return the contents of a generation of these articles, and how many passages were encoded for it.

    `corrections` are all that were made by hand, also those that do not hold any more.

    Vectors come from `previous`, from the checkpoint of an interrupted run, or else from the encoder, which is loaded
    only if there is something to encode.
    """
    active = [one for one in corrections if one.holds]
    by_article = ArticleCorrections.from_corrections(active)
    drafts = [*_draft_articles(articles, previous, _collect_corrected(corrections))]
    passages, sentences = _concatenate(drafts)
    origins = np.concatenate([np.zeros(0, np.int64), *(draft.origins for draft in drafts)])
    made_by: Generation | Encoder
    if previous and (origins != NEW).all():
        encoder, made_by = None, previous
    else:
        encoder = made_by = load_encoder()
    encodings = PassageEncodings.allocate(passages, sentences, made_by.dimensions)
    if previous:
        encodings.copy_from(previous, origins)
    encoded = 0
    if encoder:
        texts = [*chain.from_iterable(draft.passage_texts for draft in drafts)]
        new = {position: texts[position] for position in np.flatnonzero(origins == NEW).tolist()}
        encoded = encode_passages(encodings, new, encoder, Checkpoint(home, encoder.model, encoder.precision), progress)
    signatures = np.array([draft.signature for draft in drafts], dtype=np.uint32).reshape(-1, LENGTH)
    statements = StatementTable.from_articles(_extract_statements(drafts, encodings.tags, by_article), active)
    contents = GenerationContents(
        model=made_by.model,
        precision=made_by.precision,
        articles=tuple(draft.article for draft in drafts),
        passages=passages,
        sentences=sentences,
        signatures=signatures,
        sentence_columns=_describe_sentences(drafts, previous, passages, sentences, statements),
        head_terms=_describe_heads(drafts, previous),
        first_published=first_published(signatures, [draft.article.published for draft in drafts]),
        statements=statements,
        corrections_digest=digest_corrections(active),
        passage_vectors=encodings.passage_vectors,
        sentence_vectors=encodings.sentence_vectors,
        tags=encodings.tags,
        heads=[draft.head for draft in drafts],
        texts=[draft.passage_texts for draft in drafts],
    )
    return contents, encoded


def _collect_corrected(corrections: Iterable[Correction]) -> set[str]:
    """Return the articles that were ever corrected; their statements are extracted again, in case one was undone."""
    found = ArticleCorrections.from_corrections([*corrections])
    return {*found.quotes, *found.splits}


def _draft_articles(
    articles: Iterable[StoredArticle], previous: Generation | None, corrected: AbstractSet[str]
) -> Iterator[_DraftArticle]:
    """Yield drafts; `corrected` articles are split again, and keep their vectors."""
    lookup = _PreviousGeneration(previous) if previous else None
    for article in articles:
        row = ArticleRow.from_article(article)
        unchanged = lookup.find(row, article.text) if lookup and article.id not in corrected else None
        yield unchanged or _DraftArticle.split(row, article, lookup.passages if lookup else {})


def _concatenate(drafts: Sequence[_DraftArticle]) -> tuple[Rows, Rows]:
    """Return the rows of all passages and of all sentences, numbered through all articles."""
    passages = np.concatenate([np.zeros(0, dtype=PASSAGE), *(draft.passages for draft in drafts)])
    passages["article"] = np.repeat(np.arange(len(drafts)), [len(draft.passages) for draft in drafts])
    before = np.cumsum([0, *(len(draft.sentences) for draft in drafts)])
    passages["sentence"] += before[passages["article"]].astype(np.int32)
    return passages, np.concatenate([np.zeros(0, dtype=SENTENCE), *(draft.sentences for draft in drafts)])


def _describe_sentences(
    drafts: Sequence[_DraftArticle],
    previous: Generation | None,
    passages: Rows,
    sentences: Rows,
    statements: StatementTable,
) -> SentenceColumns:
    """Return the columns of all sentences; those of unchanged articles are carried over."""
    counts = np.diff(np.append(passages["sentence"], len(sentences)))
    belongs_to = find_statements(np.repeat(passages["article"].astype(np.int64), counts), sentences, statements)
    columns = previous.sentence_columns if previous else None
    if previous is None or columns is None:
        return SentenceColumns.read(chain.from_iterable(draft.read_sentences() for draft in drafts), belongs_to)
    moved = np.full(len(columns), NEW, dtype=np.int32)
    is_new = np.ones(len(sentences), dtype=np.bool_)
    row = 0
    for draft in drafts:
        end = row + len(draft.sentences)
        if draft.previous_row != NEW and len(draft.sentences):
            first = int(previous.sentence_bounds[draft.origins[0]])
            moved[first : first + len(draft.sentences)] = np.arange(row, end)
            is_new[row:end] = False
        row = end
    read = chain.from_iterable(draft.read_sentences() for draft in drafts if draft.previous_row == NEW)
    places = np.flatnonzero(is_new)
    return columns.move(moved, SentenceColumns.read(read, belongs_to[places]), places, belongs_to)


def _describe_heads(drafts: Sequence[_DraftArticle], previous: Generation | None) -> Postings:
    """Return the terms of the metadata of all articles; those of unchanged articles are carried over."""
    heads = previous.head_terms if previous else None
    if previous is None or heads is None:
        return read_heads(draft.article for draft in drafts)
    moved = np.full(len(previous.articles), NEW, dtype=np.int32)
    rows = np.array([draft.previous_row for draft in drafts], dtype=np.int64)
    moved[rows[rows != NEW]] = np.flatnonzero(rows != NEW)
    new = read_heads(draft.article for draft in drafts if draft.previous_row == NEW)
    return heads.move(moved, new._replace(rows=np.flatnonzero(rows == NEW).astype(np.int32)[new.rows]))


def _extract_statements(
    drafts: Sequence[_DraftArticle], tags: Sequence[Tags], corrections: ArticleCorrections
) -> Iterator[Sequence[Statement] | StatementTable]:
    """Yield the statements of every article, given the tags of all passages."""
    start = 0
    for draft in drafts:
        end = start + len(draft.passages)
        yield draft.extract_statements(tags[start:end], corrections)
        start = end
