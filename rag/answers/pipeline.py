"""An inquiry: in which time, for whose words and for how many sides a question is looked up, on one page."""

from dataclasses import dataclass, replace
from functools import cached_property

from index.store.generation import Generation
from rag.answers.documents import Answer
from rag.answers.notes import nothing_then
from rag.answers.reply_builder import Side, reply
from rag.query.speaker_lookup import Speakers
from rag.query.speaker_requests import Request, requested
from rag.query.time_expressions import time_range
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
        dates = None if wish.filters.since or wish.filters.until else time_range(wish.question.text, wish.day)
        if dates is None:
            return self._answer(wish)
        timeless = replace(wish, question=wish.question.of(dates.rest, wish.aliases))
        within = wish.filters.model_copy(update={"since": dates.since, "until": dates.until})
        answer = self._answer(replace(timeless, filters=within))
        if not answer.abstained:
            return answer
        return self._answer(timeless if dates.relative else wish, nothing_then(dates))

    def _answer(self, wish: Wish, dropped: str = "") -> Answer:
        if names := wish.question.reading.sides:
            return reply(self.searcher, wish, [self._side(wish, name) for name in names], dropped)
        return reply(self.searcher, wish, [Side("", self._found(wish))], dropped)

    def _found(self, wish: Wish) -> Findings:
        """Find the words of whoever is asked for; or else, where others may tell of them, whatever answers."""
        request = requested(wish.question, self._index.spoken, wish.aliases)
        if request is None:
            return self.searcher.look(wish)
        found = self.searcher.look(wish.asking(request))
        return found if found.answering or request.theirs else self.searcher.look(wish)

    def _side(self, wish: Wish, name: str) -> Side:
        speakers = Speakers.meant(self._index.spoken, name)
        return Side(name, self.searcher.look(wish.asking(Request(wish.question, name, speakers, theirs=True))))
