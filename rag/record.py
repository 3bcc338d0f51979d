"""The record: one generation of an index with its library, and every query that it answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from index.errors import InvalidFilter, UnknownAnswer
from index.library.library import Library
from index.library.periods import Period
from index.models.encoder import ANY_MODEL, ModelChoice, OpenVinoEncoder
from index.models.reranker import OpenVinoReranker
from index.models.reranker_inputs import Candidate
from index.parts import open_engine, open_library_to_read
from index.store import generations
from index.store.generation import Generation
from index.text.arrays import Positions
from index.text.plurals import format_count
from rag.answers.abstention import Searched
from rag.answers.answer_store import RETENTION_DAYS, AnswerStore
from rag.answers.documents import Answer, Holdings, SearchResult
from rag.answers.passage_search import PassageSearch
from rag.answers.staleness import ReopenedAnswer, reopen
from rag.dialogue.conversation import Conversation
from rag.dialogue.earlier_questions import resolve_stored
from rag.dialogue.unsearched_answers import TypedQuestion
from rag.notebook.tables import format_table
from rag.query.filters import Filters
from rag.query.follow_ups import Exchange, ResolvedExchange
from rag.query.question import check_question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.suggestions import suggest_questions
from rag.quotations.tokens import TokenizedText
from rag.quotations.trace import Trace, Tracer
from rag.quotations.trace_answer import answer_trace
from rag.record_reader import RecordReader
from rag.retrieval.rerank import PairScorer
from rag.retrieval.search import DEFAULT_LIMIT, Searcher
from rag.text_cache import TextCache

if TYPE_CHECKING:
    from rag.checking.documents import Check


_MAX_READ = 256  # articles whose texts one question keeps: it reads them one after the other
_MAX_TOKENIZED = 1_000_000  # characters of the articles that are kept as quotations are compared with them


def _ignore_answer(_: Answer) -> None:
    """Do nothing with an answer."""


@dataclass(frozen=True)
class Record(RecordReader):
    """One generation of an index, opened for questions; every answer comes from it alone."""

    score_pairs: PairScorer
    answer_store: AnswerStore
    on_answer: Callable[[Answer], None] = _ignore_answer
    """Called with every answer, in the thread that asked."""

    @classmethod
    def open(
        cls, home: Path, wanted: ModelChoice = ANY_MODEL, *, keep_days: int = RETENTION_DAYS, once: bool = False
    ) -> Self:
        """Open the current generation; raise NotIndexed if there is none, OtherModel if it is not as wanted.

        With `once`, for a process that answers one question, the reranker is loaded when it is needed, and files that
        have not changed since every byte of them was checked are not read for that again.
        """
        index = generations.load(home, trust_unchanged=once, engine=open_engine())
        wanted.require(index.model, index.precision)
        index.vectors.warm()
        index.terms.warm()
        encoder = OpenVinoEncoder.load_compatible(index.model, index.precision)
        library = open_library_to_read(home)
        dated = replace(index, read_days_added=lambda: _read_days_added(index, library))
        score_pairs = _score_on_demand if once else OpenVinoReranker.load().score
        return cls(home, dated, library, encoder, score_pairs, AnswerStore.open(home, keep_days))

    def ask(
        self,
        question: str,
        *,
        limit: int = DEFAULT_LIMIT,
        everything: bool = False,
        filters: Filters | None = None,
        history: Sequence[Exchange | tuple[str, str]] = (),
        asked: str | None = None,
        aliases: bool = True,
        keep: bool = True,
    ) -> Answer:
        """Answer a question with at most `limit` citations, or with `everything` that was said on it, by date.

        A time in the question, "in May 2025", becomes a date filter, and so does "last week" if the day of asking is
        given as `asked`. If nothing was said in that time the filter is dropped, and the answer says so. `aliases`
        searches for a name under all its forms. `history` holds the exchanges before this question, against which "and
        on Syria?" is completed; an exchange with the id of a stored answer is read from that, any other from its text.
        The answer is stored for `reopen` unless `keep` is false. A question that is itself a quotation is traced. Raise
        InvalidQuestion or InvalidFilter.
        """
        check_question(question)
        asked_on, filters = _parse_day(asked), filters or Filters()
        today = asked_on or datetime.now(UTC).astimezone().date()
        answer = answer_trace(self._tracer, question, filters, None if everything else limit)
        if answer is None:
            read = lru_cache(_MAX_READ)(self._read_text)
            searcher = Searcher(self.index, cache(self.encoder.encode_query), read, self.score_pairs)
            exchanges = tuple(Exchange(*exchange) for exchange in history)
            typed = TypedQuestion(question, limit, everything, filters, exchanges, today, asked_on, aliases)
            answer = self._conversation.answer(typed, searcher)
        notes = (*answer.notes, *self._note_later_changes(filters))
        answer = answer.model_copy(update={"asked": today.isoformat(), "notes": notes})
        self.on_answer(answer)
        return self.answer_store.save(answer) if keep else answer

    def _note_later_changes(self, filters: Filters) -> Iterator[str]:
        """Yield a line if what was in the library on the day of `as_of` is not all there as it was."""
        if filters.as_of:
            changed = self.library.count_changed_since(Period.parse(filters.as_of).last.isoformat())
            left_out = (
                f" Not searched: {format_count(changed, 'article')} corrected or removed since." if changed else ""
            )
            yield f"As of {filters.as_of}.{left_out}"

    def prepare(self) -> None:
        """Compute what the first questions would otherwise wait for; takes seconds for a large library."""
        self._conversation.prepare()
        len(self._suggestions)

    def reopen(self, id: str) -> ReopenedAnswer:
        """Return a stored answer, with the corrections and removals since; raise UnknownAnswer if it is not stored."""
        return reopen(self.answer_store.load(id), self.library)

    def trace(self, quote: str, speaker: str | None = None) -> Trace:
        """Return where a quotation stands and who said it: exact, altered (with the differences) or not on record.

        `speaker` is the person it is attributed to, in any form of the name, or by an office or country. Raise
        InvalidQuestion or InvalidFilter.
        """
        named = Filters.parse({} if speaker is None else {"speaker": speaker}).speaker
        return self._tracer.trace(quote, SpeakerSelection.by_phrase(self.index.statements, named[0]) if named else None)

    def check(self, text: str) -> "Check":
        """Trace every quotation of a draft: exact, altered, another speaker's than the draft says, or not on record.

        Raise InvalidQuestion if the draft is empty or too long.
        """
        from rag.checking.check import Checker  # noqa: PLC0415 (slow to import, and questions do not need it)

        return Checker(self._tracer.with_cache(), self.encoder).check(text)

    def search(
        self,
        query: str,
        *,
        limit: int = DEFAULT_LIMIT,
        filters: Filters | None = None,
        asked: str | None = None,
        aliases: bool = True,
    ) -> SearchResult:
        """Return the passages that a query finds, best first; `asked` and `aliases` are as for `ask`."""
        passages = PassageSearch(self.index, self.encoder, self._read_text)
        return passages.search(query, limit, filters or Filters(), _parse_day(asked), aliases=aliases)

    def _repr_html_(self) -> str:
        """Return what is on record as HTML, which Jupyter shows."""
        return format_table([{"home": str(self.home), "generation": self.generation, **self.holdings().model_dump()}])

    def count_searched(self, filters: Filters | None = None) -> Searched:
        """Count the articles and passages that pass some filters."""
        admitted = (filters or Filters()).passage_mask(self.index)
        return Searched(articles=len(self.index.articles_of(admitted)), passages=int(admitted.sum()))

    def suggestions(self) -> tuple[str, ...]:
        """Return first questions that this index answers."""
        return self._suggestions

    @cached_property
    def _suggestions(self) -> tuple[str, ...]:
        return tuple(suggest_questions(self.index))

    @cached_property
    def _conversation(self) -> Conversation:
        return Conversation(
            self.index, self._speaker_names, self.suggestions, self._read_text, self._resolve_stored_answer
        )

    def _resolve_stored_answer(self, id: str) -> ResolvedExchange | None:
        """Return what a stored answer was about, None if it is not kept any more."""
        try:
            answer = self.answer_store.load(id)
        except UnknownAnswer:
            return None
        return resolve_stored(answer)

    @property
    def _tracer(self) -> Tracer:
        return Tracer(self.index, self._tokenized.read)

    @cached_property
    def _tokenized(self) -> TextCache[TokenizedText]:
        return TextCache(
            lambda entry: TokenizedText.from_article(self._read_text(entry)),
            lambda tokens: len(tokens.text),
            _MAX_TOKENIZED,
        )

    @cached_property
    def _speaker_names(self) -> frozenset[str]:
        return frozenset(person.name for person in self.index.statements.canonical)

    def holdings(self) -> Holdings:
        """Return how much there is to search."""
        return self._holdings

    @cached_property
    def _holdings(self) -> Holdings:
        dates = sorted(filter(None, self.index.dates))
        return Holdings(
            articles=len(self.index.articles),
            passages=len(self.index.passages),
            speakers=len({person.name for person in self.index.statements.canonical}),
            dates=(dates[0], dates[-1]) if dates else None,
            undated=len(self.index.articles) - len(dates),
        )


def _read_days_added(index: Generation, library: Library) -> Positions:
    days = library.days_added()
    return np.array([days.get(version, 0) for version in index.articles.list_versions()], dtype=np.int64)


def _score_on_demand(question: str, candidates: Sequence[Candidate]) -> Sequence[float]:
    return OpenVinoReranker.load().score(question, candidates)


def _parse_day(asked: str | None) -> date | None:
    try:
        return Period.parse(asked).last if asked else None
    except ValueError as error:
        message = f"asked: {error}"
        raise InvalidFilter(message) from None
