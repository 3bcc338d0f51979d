"""An inquiry: in which time, for whose words and for how many sides a question is looked up, on one page."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from index.library.periods import Period
from index.store.generation import Generation
from rag.answers.documents import Answer
from rag.answers.notes import nothing_then
from rag.answers.reply_builder import Side, reply
from rag.query.filters import Filters
from rag.query.speaker_lookup import Speakers
from rag.query.speaker_requests import Request, requested
from rag.query.time_expressions import Range, time_range
from rag.retrieval.search import Findings, Searcher, Wish


@dataclass(frozen=True)
class Inquiry:
    """What questions are put to."""

    searcher: Searcher

    @cached_property
    def _index(self) -> Generation:
        return self.searcher.index

    def answer(self, wish: Wish) -> Answer:
        """Answer within the time that the question names, or at any other where nothing was said in it."""
        dates = (
            None if wish.filters.since or wish.filters.until else time_range(wish.question.text, wish.day or wish.today)
        )
        if dates is None:
            return self._answer(wish)
        timeless = self._at_any_time(wish, dates)
        within = wish.filters.model_copy(update={"since": dates.since, "until": dates.until})
        answer = self._answer(replace(timeless, filters=within))
        if not answer.abstained:
            return answer
        later = self._answer(timeless if dates.relative or wish.request else wish, nothing_then(dates))
        return self._answer(timeless) if _any_within(later, within) else later

    @staticmethod
    def _at_any_time(wish: Wish, dates: Range) -> Wish:
        """Return a wish without its time words, in its question and in that for somebody's words."""
        request = wish.request
        if request and (named := time_range(request.question.text, wish.day or wish.today)):
            question = request.question.of(named.rest, wish.aliases)
            request = replace(request, question=question if question.topic else question.for_anything())
        return replace(wish, question=wish.question.of(dates.rest, wish.aliases), request=request)

    def _answer(self, wish: Wish, dropped: str = "") -> Answer:
        if names := wish.question.reading.sides:
            return reply(self.searcher, wish, [self._side(wish, name) for name in names], dropped)
        return reply(self.searcher, wish, [Side("", self._found(wish))], dropped)

    def _found(self, wish: Wish) -> Findings:
        """Find the words of whoever is asked for; or else, where others may tell of them, whatever answers."""
        request = wish.request or requested(wish.question, self._index.spoken, wish.aliases)
        if request is None:
            return self.searcher.look(wish)
        found = self.searcher.look(wish.asking(request))
        return found if found.answering or request.theirs else self.searcher.look(wish)

    def _side(self, wish: Wish, name: str) -> Side:
        speakers = wish.sides.get(name) or Speakers.meant(self._index.spoken, name)
        return Side(name, self.searcher.look(wish.asking(Request(wish.question, name, speakers, theirs=True))))


def _any_within(answer: Answer, filters: Filters) -> bool:
    """Return whether any citation is of the time that was asked for: then nothing may be said to be missing of it."""
    since = Period.parse(filters.since).first if filters.since else date.min
    until = Period.parse(filters.until).last if filters.until else date.max
    periods = [Period.parse(citation.published) for citation in answer.citations if citation.published]
    return any(period.last >= since and period.first <= until for period in periods)
