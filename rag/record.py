"""The record: one generation with its library, and all that may be asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from index.errors import InvalidFilter
from index.library.articles import ArticleHead, StoredArticle, VersionHead
from index.library.library import Library
from index.library.periods import Period
from index.models.encoder import ANY, Encoder, OpenVinoEncoder, Wanted
from index.models.reranker import OpenVinoReranker
from index.names import gazetteer as names
from index.store import generation as generations
from index.store.article_table import Entry
from index.store.generation import Generation
from rag.answers.abstention import Searched
from rag.answers.answer_store import KEPT_DAYS, KeptAnswers
from rag.answers.documents import Answer, Hit, Holdings, SearchResult
from rag.answers.staleness import ReopenedAnswer, reopen
from rag.dialogue.conversation import Asked, Conversation
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import Speakers
from rag.query.suggestions import suggestions
from rag.query.time_expressions import time_range
from rag.quotations.trace import Trace, Tracer
from rag.quotations.trace_answer import traced
from rag.retrieval.hybrid_search import retrieve
from rag.retrieval.ranking_features import Query
from rag.retrieval.rerank import Weigh
from rag.retrieval.search import Searcher
from rag.statements.documents import SaidOnRecord, StatementList, on_record
from rag.statements.listing import PAGE, Catalogue
from rag.statements.statement_filters import Choice

LIMIT = 10
"""Citations of an answer that asks for no other number."""


@dataclass(frozen=True)
class Record:
    """What is on record: one generation, opened for asking; every answer comes from it alone."""

    home: Path
    index: Generation
    library: Library
    encoder: Encoder
    weigh: Weigh
    kept: KeptAnswers

    @classmethod
    def open(cls, home: Path, wanted: Wanted = ANY, *, keep_days: int = KEPT_DAYS) -> Self:
        """Open the current generation; NotIndexed where there is none, OtherModel where it is not as wanted."""
        index = generations.load(home)
        wanted.require(index.model, index.precision)
        encoder = OpenVinoEncoder.of(index.model, index.precision)
        return cls(
            home, index, Library.open(home), encoder, OpenVinoReranker.load().weigh, KeptAnswers.of(home, keep_days)
        )

    @property
    def generation(self) -> int:
        """The number of the generation that answers."""
        return self.index.number

    def ask(
        self,
        question: str,
        *,
        limit: int = LIMIT,
        everything: bool = False,
        filters: Filters | None = None,
        history: Sequence[tuple[str, str]] = (),
        asked: str | None = None,
        aliases: bool = True,
        keep: bool = True,
    ) -> Answer:
        """Answer a question with at most `limit` citations, or with `everything` that was said on it, in order of time.

        A time in the question, "in May 2025", becomes a date filter, and so does "last week" where the day of asking is
        given as `asked`; where nothing was said in that time the filter is dropped, and the answer says so. `aliases`
        searches for a name under every form of it. `history` are the questions before this one and the texts of their
        answers: "and on Syria?" is read as what it means after them. The answer is kept for `reopen` unless `keep` is
        false. A question that is itself a quotation is traced. Raises InvalidQuestion and InvalidFilter.
        """
        Question.read(question)  # raises where it is none, before anything is looked up
        day, chosen = _day(asked), filters or Filters()
        today = day or datetime.now(UTC).astimezone().date()
        answer = traced(self._tracer, question, chosen, None if everything else limit)
        if answer is None:
            searcher = Searcher(self.index, cache(self.encoder.query), cache(self._text), self.weigh)
            asked_for = Asked(question, limit, everything, chosen, tuple(history), today, day, aliases)
            answer = self._conversation.answer(asked_for, searcher)
        answer = answer.model_copy(update={"asked": today.isoformat()})
        return self.kept.keep(answer) if keep else answer

    def reopen(self, id: str) -> ReopenedAnswer:
        """Give an answer again, with what has been corrected or removed since; UnknownAnswer where none is kept."""
        return reopen(self.kept.get(id), self.library)

    def trace(self, quote: str, speaker: str | None = None) -> Trace:
        """Tell where a quotation stands and whose words it is there: exact, altered and how, or not on record.

        Of the `speaker` it is said to be by, any form of the name will do, or the office or country they speak for.
        Raises InvalidQuestion and InvalidFilter.
        """
        named = Filters.parse({} if speaker is None else {"speaker": speaker}).speaker
        return self._tracer.trace(quote, Speakers.meant(self.index.spoken, named[0]) if named else None)

    def search(
        self,
        query: str,
        *,
        limit: int = LIMIT,
        filters: Filters | None = None,
        asked: str | None = None,
        aliases: bool = True,
    ) -> SearchResult:
        """Give the passages that a query finds, best first; `asked` and `aliases` as in `ask`.

        Only relative time words become a filter here, and none where it leaves nothing to search.
        """
        read = Question.read(query, names.aliases() if aliases else None)
        filters = filters or Filters()
        day = _day(asked)
        dates = None if filters.since or filters.until else time_range(query, day)
        admitted = filters.passages(self.index)
        if dates and dates.relative:
            narrowed = filters.model_copy(update={"since": dates.since, "until": dates.until}).passages(self.index)
            admitted = narrowed if narrowed.any() else admitted
        hits = retrieve(self.index, Query(self.encoder.query(query), read.topic, day), admitted)
        ranked = zip(hits.passages[:limit].tolist(), hits.scores[:limit].tolist(), strict=True)
        return SearchResult(hits=tuple(self._hit(*one) for one in ranked), generation=self.generation)

    def article(self, id: str, version: int | None = None) -> StoredArticle:
        """Give an article; UnknownArticle where the library has none of that id."""
        return self.library.get(id, version)

    def versions(self, id: str) -> tuple[VersionHead, ...]:
        """Give the history of an article, oldest version first."""
        return self.library.versions(id)

    def heads(
        self, *, limit: int, offset: int = 0, q: str = "", removed: bool = False
    ) -> tuple[tuple[ArticleHead, ...], int]:
        """Give a page of the articles, or of those that were removed, and how many there are."""
        return self.library.heads(limit=limit, offset=offset, q=q, removed=removed)

    def statements(
        self, *, about: str | None = None, filters: Filters | None = None, limit: int = PAGE, cursor: str | None = None
    ) -> StatementList:
        """List statements, newest first: `limit` of them, from the first or from where the `cursor` of a page says.

        `about` is a subject that their own words must hold, with names under every form; `speaker` and `country` of
        the filters go by who made each statement. Raises InvalidQuestion and InvalidFilter.
        """
        return self._catalogue.page(Choice.read(about, filters), limit=limit, cursor=cursor)

    def statements_of(self, article: StoredArticle) -> tuple[SaidOnRecord, ...]:
        """Tell who said what in an article; one that is not in the index in this version is read now."""
        return on_record(article, self._catalogue.said_in(article), self.encoder)

    def copies(self, id: str) -> tuple[ArticleHead, ...]:
        """Give the other articles on record that carry the same story as one, whole or in part."""
        row = self.index.row_of(id)
        others = [] if row is None else [self.index.articles[other] for other in self.index.copies(row)]
        return tuple(ArticleHead.model_validate(entry, from_attributes=True) for entry in others)

    def searched(self, filters: Filters | None = None) -> Searched:
        """Tell how much there is to search under some filters."""
        admitted = (filters or Filters()).passages(self.index)
        return Searched(articles=len(self.index.articles_of(admitted)), passages=int(admitted.sum()))

    def suggestions(self) -> tuple[str, ...]:
        """Give first questions that this record answers."""
        return self._suggestions

    @cached_property
    def _suggestions(self) -> tuple[str, ...]:
        return tuple(suggestions(self.index))

    @property
    def _tracer(self) -> Tracer:
        return Tracer(self.index, self._text)

    @cached_property
    def _conversation(self) -> Conversation:
        return Conversation(self.index, self._known, self.suggestions, self._text)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(person.name for person in self.index.spoken.listed)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self.index, self._text)

    def holdings(self) -> Holdings:
        """Tell what there is to ask about."""
        return self._holdings

    @cached_property
    def _holdings(self) -> Holdings:
        dates = sorted(filter(None, self.index.dates))
        return Holdings(
            articles=len(self.index.articles),
            passages=len(self.index.passages),
            speakers=len({person.name for person in self.index.spoken.listed}),
            dates=(dates[0], dates[-1]) if dates else None,
            undated=len(self.index.articles) - len(dates),
        )

    def close(self) -> None:
        """Close the library's file."""
        self.library.close()

    def _text(self, entry: Entry) -> str:
        return self.library.text(entry.id, entry.version)

    def _hit(self, passage: int, score: float) -> Hit:
        row = self.index.passages[passage]
        entry = self.index.articles[row["article"]]
        start, end = int(row["start"]), int(row["end"])
        return Hit(
            article_id=entry.id,
            article_version=entry.version,
            text=self._text(entry)[start:end],
            start=start,
            end=end,
            score=round(score, 4),
            **entry.model_dump(include={"title", "source", "url", "published"}),
        )


def _day(asked: str | None) -> date | None:
    try:
        return Period.parse(asked).last if asked else None
    except ValueError as error:
        message = f"asked: {error}"
        raise InvalidFilter(message) from None
