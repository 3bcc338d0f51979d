"""Drafts: new and changed articles split into passages, beside those that the previous generation already has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from index.attribution.attribute import attribute_statements
from index.attribution.discourse import ArticleContext
from index.attribution.statements import Statement
from index.library.articles import StoredArticle
from index.library.library import Library
from index.models.tagging.tags import Tags
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.near_duplicates import Signatures, minhash_signature
from index.store.tables import PASSAGE, SENTENCE
from index.text.arrays import NEW, MergedRows, Rows
from index.text.passages import digest_passage, split_passages
from index.text.spans import Span


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """A new or changed article; its passages and sentences are numbered within it."""

    row: ArticleRow
    text: str
    passages: Rows
    sentences: Rows
    signature: Signatures

    @classmethod
    def split(cls, row: ArticleRow, article: StoredArticle) -> Self:
        """Split an article into passages and sentences."""
        passages: list[tuple[int, int, int, int, bytes]] = []
        sentences: list[tuple[int, int]] = []
        text = article.text
        for passage in split_passages(text, article.title, article.language):
            start, end = passage.span.start, passage.span.end
            digest = digest_passage(text[start:end], (sentence.start - start for sentence in passage.sentences))
            passages.append((0, start, end, len(sentences), digest))
            sentences += [(sentence.start, sentence.end) for sentence in passage.sentences]
        return cls(
            row=row,
            text=text,
            passages=np.array(passages, dtype=PASSAGE),
            sentences=np.array(sentences, dtype=SENTENCE),
            signature=minhash_signature(text),
        )


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """The current articles of a library: those of the previous generation that are kept, and drafts of the others."""

    library: Library
    previous: Generation | None
    versions: Sequence[tuple[str, int]]
    order: MergedRows
    drafts: Sequence[DraftArticle]


def plan_articles(library: Library, previous: Generation | None) -> ArticlePlan:
    """Compare the library with the previous generation, and split what is new in it.

    A version never changes, so that the text of one that the generation has is not read. Where the generation has other
    metadata than would be written now, each article is compared.
    """
    versions = library.latest_versions()
    rows = {version: row for row, version in enumerate(previous.articles.list_versions())} if previous else {}
    former = np.full(len(versions), NEW, dtype=np.int64)
    drafts: list[DraftArticle] = []
    for place, (id_, version) in enumerate(versions):
        row = rows.get((id_, version), NEW)
        if previous and row != NEW and previous.has_current_rows:
            former[place] = row
            continue
        article = library.get(id_, version)
        described = ArticleRow.from_article(article)
        if previous and row != NEW and previous.articles[row] == described:
            former[place] = row
        else:
            drafts.append(DraftArticle.split(described, article))
    return ArticlePlan(library, previous, versions, MergedRows(former), drafts)


def describe_head(row: ArticleRow) -> str:
    """Return the metadata that is indexed with each passage of an article."""
    fields = (row.title, row.source, row.speaker, row.speaker_role, row.country, row.published)
    return "\n".join(filter(None, fields))


def read_passages(text: str, passages: Rows) -> list[str]:
    """Return the texts of the passages of an article."""
    return [text[start:end] for start, end in zip(passages["start"].tolist(), passages["end"].tolist(), strict=True)]


def read_sentences(title: str, text: str, passages: Rows, sentences: Rows) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the sentences of each passage of an article, with its title; `sentences` begin with its first."""
    first = passages["sentence"].tolist()
    bounds = [start - first[0] for start in first] + [len(sentences)]
    spans = sentences.tolist()
    for number in range(len(passages)):
        yield title, [text[start:end] for start, end in spans[bounds[number] : bounds[number + 1]]]


def extract_statements(row: ArticleRow, text: str, passages: Rows, tags: Sequence[Tags]) -> Sequence[Statement]:
    """Return the statements of an article, given the tags of its passages."""
    spans = [Span(int(passage["start"]), int(passage["end"])) for passage in passages]
    context = ArticleContext(row.title, row.speaker, row.speaker_role, row.country, row.language)
    return attribute_statements(text, [*zip(spans, tags, strict=True)], context)
