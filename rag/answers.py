"""The question on one page: question -> hits -> evidence -> citations -> answer, or a reason why there is none."""

import time
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from index import aliases as names
from index import generation as generations
from index.articles import ArticleHead, StoredArticle, VersionHead, digest
from index.dates import Period
from index.encoder import ANY, Encoder, OpenVinoEncoder, Wanted
from index.entries import Entry
from index.errors import InvalidFilter
from index.generation import Generation
from index.library import Library
from rag.citations import Citation, cite
from rag.compose import FEW, arrange, in_order_of_time, relevant, write
from rag.documents import Answer, Found, Hit, Holdings, SearchResult
from rag.duplicates import collapse
from rag.evidence import Evidence, Read, gather
from rag.filters import Filters
from rag.question import Question
from rag.ranking import Query
from rag.reasons import explain
from rag.remarks import also_written, nothing_then, remarks
from rag.retrieval import retrieve
from rag.times import time_range

LIMIT = 10
"""Citations of an answer that asks for no other number."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A question and how it is to be answered."""

    question: Question
    limit: int
    everything: bool
    filters: Filters
    day: date | None


@dataclass(frozen=True)
class Record:
    """What is on record: one generation, opened for asking; every answer comes from it alone."""

    home: Path
    index: Generation
    library: Library
    encoder: Encoder

    @classmethod
    def open(cls, home: Path, wanted: Wanted = ANY) -> Self:
        """Open the current generation; NotIndexed where there is none, OtherModel where it is not as wanted."""
        index = generations.load(home)
        wanted.require(index.model, index.precision)
        return cls(home, index, Library.open(home), OpenVinoEncoder.of(index.model, index.precision))

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
        asked: str | None = None,
        aliases: bool = True,
    ) -> Answer:
        """Answer a question with at most `limit` citations, or with `everything` that was said on it, in order of time.

        A time in the question, "in May 2025", becomes a date filter, and so does "last week" where the day of asking is
        given as `asked`; where nothing was said in that time the filter is dropped, and the answer says so. `aliases`
        searches for a name under every form of it. Raises InvalidQuestion and InvalidFilter.
        """
        known = names.aliases() if aliases else None
        wish = _Wish(Question.read(question, known), limit, everything, filters or Filters(), _day(asked))
        dates = None if wish.filters.since or wish.filters.until else time_range(question, wish.day)
        if dates is None:
            return self._answer(wish)
        narrowed = wish.filters.model_copy(update={"since": dates.since, "until": dates.until})
        timeless = replace(Question.read(dates.rest, known), text=question)
        answer = self._answer(replace(wish, question=timeless, filters=narrowed))
        if not answer.abstained:
            return answer
        return self._answer(replace(wish, question=timeless) if dates.relative else wish, nothing_then(dates))

    def _answer(self, wish: _Wish, dropped: str = "") -> Answer:
        began = time.perf_counter()
        question, filters = wish.question, wish.filters
        everything = wish.everything or question.intent == "count"
        text = cache(self._text)
        query = Query(self.encoder.query(question.text), question.topic, wish.day)
        admitted = filters.passages(self.index)
        hits = retrieve(self.index, query, admitted, question.subjects if question.intent != "fact" else ())
        retrieved = time.perf_counter()
        evidence = gather(self.index, question, query.vector, hits, text)
        answering = collapse(self.index, relevant(question, evidence), text)
        if question.intent == "fact" and not everything:
            answering = answering[:FEW]
        shown = in_order_of_time(answering) if everything else arrange(question, answering, wish.limit)
        citations = tuple(self._cite(one, text, number) for number, one in enumerate(shown, 1))
        found = _found(answering, len(citations))
        told = [*remarks(self.index, question, filters, found), *filter(None, [dropped])] if citations else []
        written = write(citations, " ".join(told))
        nearest = self._cite(evidence[0], text, 0) if evidence and not citations else None
        composed = time.perf_counter()
        return Answer(
            id=digest(repr(wish), str(self.generation))[:16],
            question=question.text,
            standalone_question=question.text,
            intent=question.intent,
            answer=written.text,
            abstained=not citations,
            confidence=round(max((one.score for one in answering), default=0.0), 4),
            reason=None if citations else explain(self.index, admitted, filters, nearest, subject=bool(question.topic)),
            sentences=written.sentences,
            citations=citations,
            found=found,
            groups=written.groups,
            filters=filters,
            aliases=also_written(self.index, question),
            generation=self.generation,
            timings={
                "retrieval_ms": round(1000 * (retrieved - began), 2),
                "composition_ms": round(1000 * (composed - retrieved), 2),
                "total_ms": round(1000 * (composed - began), 2),
            },
        )

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

    def heads(self, *, limit: int, offset: int = 0, q: str = "") -> tuple[tuple[ArticleHead, ...], int]:
        """Give a page of the articles and how many there are."""
        return self.library.heads(limit=limit, offset=offset, q=q)

    def holdings(self) -> Holdings:
        """Tell what there is to ask about."""
        return self._holdings

    @cached_property
    def _holdings(self) -> Holdings:
        dates = sorted(entry.published for entry in self.index.articles if entry.published)
        return Holdings(
            articles=len(self.index.articles),
            passages=len(self.index.passages),
            speakers=len({entry.speaker for entry in self.index.articles if entry.speaker}),
            dates=(dates[0], dates[-1]) if dates else None,
            undated=len(self.index.articles) - len(dates),
        )

    def close(self) -> None:
        """Close the library's file."""
        self.library.close()

    def _text(self, entry: Entry) -> str:
        return self.library.text(entry.id, entry.version)

    def _cite(self, one: Evidence, text: Read, number: int) -> Citation:
        source = text(one.entry)
        return cite(one.entry, source, one.span, number=number, score=one.score, others=one.duplicates)

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


def _found(answering: list[Evidence], shown: int) -> Found:
    return Found(
        passages=len({one.passage for one in answering}),
        articles=len({one.entry.id for one in answering}),
        speakers=len({one.entry.speaker for one in answering if one.entry.speaker}),
        truncated=shown < len(answering),
    )
