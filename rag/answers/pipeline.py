"""Answer pipeline: the time, the speakers and the sides of a question are resolved, its evidence becomes one reply."""

from dataclasses import dataclass, replace
from datetime import date

from index.library.periods import Period
from rag.answers.documents import Answer
from rag.answers.notes import note_dropped_dates
from rag.answers.reply_builder import Side, arrange_sides, build_reply
from rag.query.filters import Filters
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest, resolve_speaker_request
from rag.query.time_expressions import TimeRange, parse_time_range
from rag.retrieval.search import AnswerRequest, RetrievedEvidence, Searcher


@dataclass(frozen=True, slots=True)
class AnswerPipeline:
    """The steps from a request to an answer over one generation."""

    searcher: Searcher

    def answer(self, request: AnswerRequest) -> Answer:
        """Answer within the time that the question names, or within any time if nothing was said in it."""
        filters = request.filters
        dates = None if filters.since or filters.until else parse_time_range(request.question.text, request.reading_day)
        if dates is None:
            return build_reply(self.searcher, request, self._retrieve_sides(request))
        timeless = _remove_dates(request, dates)
        within = filters.model_copy(update={"since": dates.since, "until": dates.until})
        dated = replace(timeless, filters=within)
        sides = self._retrieve_sides(dated)
        if any(side.shown for side in sides):
            return build_reply(self.searcher, dated, sides)
        undated = timeless if dates.relative or request.speaker_request else request
        answer = build_reply(self.searcher, undated, self._retrieve_sides(undated), note_dropped_dates(dates))
        if _cites_any_within(answer, within):
            return build_reply(self.searcher, timeless, self._retrieve_sides(timeless))
        return answer

    def _retrieve_sides(self, request: AnswerRequest) -> list[Side]:
        names = request.question.parsed.sides
        if not names:
            return arrange_sides([("", self._retrieve_evidence(request))])
        return arrange_sides([(name, self._retrieve_side(request, name)) for name in names])

    def _retrieve_evidence(self, request: AnswerRequest) -> RetrievedEvidence:
        """Search the words of the speaker who is asked for; if there are none, all words where reports may answer."""
        speaker_request = request.speaker_request or resolve_speaker_request(
            request.question, self.searcher.index.statements, request.aliases
        )
        if speaker_request is None:
            return self.searcher.search(request)
        evidence = self.searcher.search(request.for_speaker(speaker_request))
        return evidence if len(evidence.answering) or speaker_request.own_words_only else self.searcher.search(request)

    def _retrieve_side(self, request: AnswerRequest, name: str) -> RetrievedEvidence:
        speakers = request.side_speakers.get(name) or SpeakerSelection.by_phrase(self.searcher.index.statements, name)
        return self.searcher.search(
            request.for_speaker(SpeakerRequest(request.question, name, speakers, own_words_only=True))
        )


def _remove_dates(request: AnswerRequest, dates: TimeRange) -> AnswerRequest:
    """Return a request without its time words, in its question and in that for a speaker's words."""
    speaker_request = request.speaker_request
    if speaker_request and (named := parse_time_range(speaker_request.question.text, request.reading_day)):
        question = speaker_request.question.with_text(named.rest, request.aliases)
        question = question if question.topic else question.without_subject()
        speaker_request = replace(speaker_request, question=question)
    question = request.question.with_text(dates.rest, request.aliases)
    return replace(request, question=question, speaker_request=speaker_request)


def _cites_any_within(answer: Answer, filters: Filters) -> bool:
    """Return whether any citation is within the dates of these filters, so that the answer must not say none is."""
    since = Period.parse(filters.since).first if filters.since else date.min
    until = Period.parse(filters.until).last if filters.until else date.max
    periods = [Period.parse(citation.published) for citation in answer.citations if citation.published]
    return any(period.last >= since and period.first <= until for period in periods)
