"""Passage search: a query finds passages, best first, without choosing sentences or composing an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index.models.encoder import Encoder
from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from rag.answers.documents import Hit, SearchResult
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.time_expressions import parse_time_range
from rag.retrieval.hybrid_search import retrieve_passages
from rag.retrieval.ranking_features import Query


@dataclass(frozen=True, slots=True)
class PassageSearch:
    """The passages of a generation; `read` returns the text of an article."""

    index: Generation
    encoder: Encoder
    read: Callable[[ArticleRow], str]

    def search(self, query: str, limit: int, filters: Filters, day: date | None, *, aliases: bool) -> SearchResult:
        """Return at most `limit` passages; relative times in the query count from `day`.

        Only relative time words become a filter here, and only if passages remain to search.
        """
        parsed = Question.parse(query, load_gazetteer() if aliases else None)
        dates = None if filters.since or filters.until else parse_time_range(query, day)
        admitted = filters.passage_mask(self.index)
        if dates and dates.relative:
            narrowed = filters.model_copy(update={"since": dates.since, "until": dates.until}).passage_mask(self.index)
            admitted = narrowed if narrowed.any() else admitted
        found = retrieve_passages(self.index, Query(self.encoder.encode_query(query), parsed.topic, day), admitted)
        ranked = zip(found.passages[:limit].tolist(), found.scores[:limit].tolist(), strict=True)
        return SearchResult(hits=tuple(self._make_hit(*each) for each in ranked), generation=self.index.number)

    def _make_hit(self, passage: int, score: float) -> Hit:
        row = self.index.passages[passage]
        entry = self.index.articles[row["article"]]
        start, end = int(row["start"]), int(row["end"])
        return Hit(
            article_id=entry.id,
            article_version=entry.version,
            text=self.read(entry)[start:end],
            start=start,
            end=end,
            score=round(score, 4),
            **entry.model_dump(include={"title", "source", "url", "published"}),
        )
