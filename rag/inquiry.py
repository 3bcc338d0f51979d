"""An inquiry: hits and evidence on one question become its answer, or the reason why there is none."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from index.aliases import aliases
from index.articles import digest
from index.encoder import Encoder
from index.generation import Generation
from rag.asked import Request, requested
from rag.citations import Citation, Quoted, cite
from rag.compose import FEW, arrange, in_order_of_time, relevant, write
from rag.documents import Answer, Found
from rag.duplicates import collapse
from rag.evidence import Evidence, Read, gather
from rag.filters import Filters, Mask
from rag.question import Question
from rag.ranking import Query
from rag.reasons import Sought, explain
from rag.remarks import also_written, nothing_then, remarks
from rag.retrieval import Hits, retrieve
from rag.speakers import Speakers
from rag.times import time_range


@dataclass(frozen=True, slots=True)
class Wish:
    """A question and how it is to be answered; `words` is it without its time, and `request` for whose words it is."""

    question: Question
    words: str
    aliases: bool
    limit: int
    everything: bool
    filters: Filters
    day: date | None
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What questions are put to: a generation, what encodes them as its passages were, and the texts of articles."""

    index: Generation
    encoder: Encoder
    read: Read

    def answer(self, wish: Wish) -> Answer:
        """Answer within the time that the question names, or at any other where nothing was said in it."""
        dates = None if wish.filters.since or wish.filters.until else time_range(wish.words, wish.day)
        if dates is None:
            return self._answer(wish)
        narrowed = wish.filters.model_copy(update={"since": dates.since, "until": dates.until})
        rest = Question.read(dates.rest, aliases() if wish.aliases else None)
        timeless = replace(wish, question=replace(rest, text=wish.words), words=dates.rest)
        answer = self._answer(replace(timeless, filters=narrowed))
        if not answer.abstained:
            return answer
        return self._answer(timeless if dates.relative else wish, nothing_then(dates))

    def _answer(self, wish: Wish, dropped: str = "") -> Answer:
        """Answer with the words of whoever is asked for; or else, where others may tell of them, with whatever does."""
        request = requested(wish.words, self.index.spoken, aliases() if wish.aliases else None)
        if request is None:
            return self._compose(wish, dropped)
        question = replace(request.question, text=wish.question.text)
        answer = self._compose(replace(wish, question=question, request=request), dropped)
        return self._compose(wish, dropped) if answer.abstained and not request.theirs else answer

    def _compose(self, wish: Wish, dropped: str) -> Answer:
        began = time.perf_counter()
        question, filters = wish.question, wish.filters
        everything = wish.everything or question.intent == "count"
        text = cache(self.read)
        query = Query(self.encoder.query(question.text), question.topic, wish.day)
        admitted, speakers = filters.passages(self.index), self._speakers(wish)
        theirs = admitted & speakers.passages(self.index) if speakers is not None else admitted
        hits = self._hits(question, query, theirs)
        retrieved = time.perf_counter()
        evidence = self._evidence(question, query, hits, text) if question.topic or wish.request else []
        if speakers is not None:
            evidence = [one for one in evidence if speakers.made(one.whose.speaker)]
        answering = collapse(self.index, relevant(question, evidence), text)
        if question.intent == "fact" and not everything:
            answering = answering[:FEW]
        shown = in_order_of_time(answering) if everything else arrange(question, answering, wish.limit)
        citations = tuple(_cite(one, text, number) for number, one in enumerate(shown, 1))
        found = _found(answering, len(citations))
        told = [*remarks(self.index, question, filters, found), *filter(None, [dropped])] if citations else []
        written = write(citations, " ".join(told))
        nearest = None
        if not citations:
            missed = [one for one in evidence if one.share] if wish.request else evidence
            if wish.request and not missed and question.topic:
                missed = self._evidence(question, query, self._hits(question, query, admitted), text)
            nearest = _cite(missed[0], text, 0) if missed else None
        composed = time.perf_counter()
        return Answer(
            id=digest(repr(wish), str(self.index.number))[:16],
            question=question.text,
            standalone_question=question.text,
            intent=question.intent,
            answer=written.text,
            abstained=not citations,
            confidence=round(max((one.score for one in answering), default=0.0), 4),
            reason=None if citations else explain(self.index, admitted, filters, nearest, _sought(wish)),
            sentences=written.sentences,
            citations=citations,
            found=found,
            groups=written.groups,
            filters=filters,
            aliases=also_written(self.index, question),
            generation=self.index.number,
            timings={
                "retrieval_ms": round(1000 * (retrieved - began), 2),
                "composition_ms": round(1000 * (composed - retrieved), 2),
                "total_ms": round(1000 * (composed - began), 2),
            },
        )

    def _hits(self, question: Question, query: Query, among: Mask) -> Hits:
        return retrieve(self.index, query, among, question.subjects if question.intent != "fact" else ())

    def _evidence(self, question: Question, query: Query, hits: Hits, text: Read) -> list[Evidence]:
        return gather(self.index, question, query.vector, hits, text)

    def _speakers(self, wish: Wish) -> Speakers | None:
        """Give those whose words are wanted, by the filters and by the question; None where anybody's are."""
        filtered, asked = wish.filters.speakers(self.index), wish.request.speakers if wish.request else None
        if filtered is None or asked is None:
            return filtered if asked is None else asked
        return filtered & asked


def _sought(wish: Wish) -> Sought:
    request, subject = wish.request, bool(wish.question.topic)
    return Sought(subject, request.who, bool(request.speakers)) if request else Sought(subject)


def _cite(one: Evidence, text: Read, number: int) -> Citation:
    return cite(one.entry, text(one.entry), Quoted(one.span, one.whose, one.score, one.duplicates), number)


def _found(answering: Sequence[Evidence], shown: int) -> Found:
    return Found(
        passages=len({one.passage for one in answering}),
        articles=len({one.entry.id for one in answering}),
        speakers=len({one.speaker for one in answering if one.speaker}),
        truncated=shown < len(answering),
    )
