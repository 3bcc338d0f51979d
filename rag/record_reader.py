"""What a record holds, read without a question: articles with their versions and copies, statements, speakers."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Unpack

from index.attribution.statements import Statement
from index.library.articles import ArticleHead, StoredArticle, VersionHead
from index.library.library import Library
from index.models.encoder import Encoder
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.terms.search_expression import parse_expression
from index.text.spans import Span
from rag.answers.citations import Citation, QuotedSpan, cite_span
from rag.query.filters import Filters, Narrowing
from rag.retrieval.sentence_speaker import attribute_sentence
from rag.speakers.completions import NameCompletions
from rag.speakers.directory import SpeakerDirectory
from rag.speakers.documents import SpeakerList
from rag.statements.documents import (
    StatementList,
    StoredStatement,
    extract_statements_of,
    list_stored_statements,
)
from rag.statements.facets import Facets
from rag.statements.listing import PAGE_SIZE, StatementListing
from rag.statements.statement_filters import StatementQuery
from rag.text_cache import TextCache


@dataclass(frozen=True)
class RecordReader:
    """One generation of an index with its library, opened for reading."""

    home: Path
    index: Generation
    library: Library
    encoder: Encoder

    @property
    def generation(self) -> int:
        """The number of the generation."""
        return self.index.number

    def article(self, id: str, version: int | None = None) -> StoredArticle:
        """Return an article, in its latest version by default; raise UnknownArticle if no article has that id."""
        return self.library.get(id, version)

    def versions(self, id: str) -> tuple[VersionHead, ...]:
        """Return the history of an article, oldest version first."""
        return self.library.list_versions(id)

    def heads(
        self, *, limit: int, offset: int = 0, q: str = "", removed: bool = False, by_arrival: bool = False
    ) -> tuple[tuple[ArticleHead, ...], int]:
        """Return a page of the current or the removed articles, newest first or last added first, and their number."""
        return self.library.list_heads(limit=limit, offset=offset, q=q, removed=removed, by_arrival=by_arrival)

    def find_articles(self, text: str, *, limit: int, offset: int = 0) -> tuple[tuple[ArticleHead, ...], int]:
        """Return a page of the articles whose words match a search expression, best first, and the number of all.

        It joins words and "phrases" by AND, OR, NOT and NEAR/5, in parentheses; words match in any inflection. Raise
        InvalidQuestion with what is missing.
        """
        rows = self.index.terms.find_articles(parse_expression(text)).tolist()
        entries = (self.index.articles[row] for row in rows[offset : offset + limit])
        return tuple(ArticleHead.model_validate(entry, from_attributes=True) for entry in entries), len(rows)

    def near_duplicates(self, id: str) -> tuple[ArticleHead, ...]:
        """Return the other articles that carry the same story as this one, in whole or in part."""
        row = self.index.find_row(id)
        others = [] if row is None else [self.index.articles[other] for other in self.index.near_duplicates(row)]
        return tuple(ArticleHead.model_validate(entry, from_attributes=True) for entry in others)

    def cite(self, id: str, version: int, start: int, end: int) -> Citation | None:
        """Return the citation of a span of an article, None if it has no words; raise UnknownArticle."""
        article, span = self.library.get(id, version), Span(start, end)
        if not article.text[start:end].strip() or end > len(article.text):
            return None
        row = self.index.find_row(id)
        if row is not None and self.index.articles[row].version == version:
            entry, statements = self.index.articles[row], self.index.statements.overlapping(row, span)
        else:
            entry, statements = ArticleRow.from_article(article), []
        attribution = attribute_sentence(span, entry, statements, self.index.statements)
        return cite_span(entry, article.text, QuotedSpan(span, attribution, 1.0), 1)

    def statements(
        self,
        *,
        about: str | None = None,
        filters: Filters | None = None,
        limit: int = PAGE_SIZE,
        cursor: str | None = None,
        speaker_id: str | None = None,
        oldest_first: bool = False,
        **narrowing: Unpack[Narrowing],
    ) -> StatementList:
        """Return a page of statements, newest first, from the start or from the `cursor` of the page before.

        `about` is a subject that their words must contain, with names in all their forms; the filters `speaker` and
        `country` apply to who made each statement, and each filter may be given by its name: `speaker="Lavrov"`;
        `speaker_id` is exactly one speaker. `oldest_first` turns the order round and has no cursor. Raise
        InvalidQuestion, InvalidFilter or UnknownItem.
        """
        given = (filters or Filters()).model_dump(exclude_defaults=True) | narrowing
        query = StatementQuery.parse(about, Filters.parse(given), speaker_id)
        return self._listing.page(query, limit=limit, cursor=cursor, oldest_first=oldest_first)

    def statements_of(self, article: StoredArticle) -> tuple[StoredStatement, ...]:
        """Return the statements of an article; a version that is not in the index is analysed now."""
        return list_stored_statements(article, self._listing.find_statements(article), self.encoder)

    def extract_statements(self, article: StoredArticle) -> Sequence[Statement]:
        """Return the statements that are read off an article now, without any correction."""
        return extract_statements_of(article, self.encoder)

    def facets(self, about: str | None = None, filters: Filters | None = None) -> Facets:
        """Count statements by speaker, country, source, year and kind; the arguments are those of `statements`."""
        return self._listing.count_facets(StatementQuery.parse(about, filters))

    def speakers(self, q: str = "", *, limit: int = PAGE_SIZE, cursor: str | None = None) -> SpeakerList:
        """Return a page of the people and bodies with these words in name, office or country, most statements first."""
        return self.speaker_directory.list_speakers(q, limit=limit, cursor=cursor)

    @cached_property
    def speaker_directory(self) -> SpeakerDirectory:
        """The speakers of the index, by id and by name."""
        return SpeakerDirectory(self.index, self._read_text)

    @cached_property
    def name_completions(self) -> NameCompletions:
        """The names of speakers, countries and sources, by their beginnings."""
        return NameCompletions(self.index, self.speaker_directory)

    @cached_property
    def _listing(self) -> StatementListing:
        return StatementListing(self.index, self._read_text, self.speaker_directory.select_rows)

    @cached_property
    def _texts(self) -> TextCache[bytes]:  # of which a text with one emoji takes a quarter of what it does as a string
        return TextCache(lambda entry: self.library.read_text(entry.id, entry.version).encode(), len)

    def _read_text(self, entry: ArticleRow) -> str:
        return self._texts.read(entry).decode()

    def close(self) -> None:
        """Close the library's database, and forget what is cached: it refers to the record and keeps its files open."""
        self.library.close()
        for name in vars(self).keys() - {field.name for field in fields(self)}:
            del vars(self)[name]
