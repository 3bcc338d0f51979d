"""Answer pipeline: the time, the speakers and the sides of a question are resolved, its evidence becomes one reply."""

from dataclasses import dataclass, replace

from rag.answers.documents import Answer
from rag.answers.notes import note_dropped_dates
from rag.answers.reply_builder import Side, arrange_sides, build_reply
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest, resolve_speaker_request
from rag.query.time_expressions import parse_time_range
from rag.retrieval.search import AnswerRequest, RetrievedEvidence, Searcher


@dataclass(frozen=True, slots=True)
class AnswerPipeline:
    """The steps from a request to an answer over one generation."""

    searcher: Searcher

    def answer(self, request: AnswerRequest) -> Answer:
        """Answer within the time that the question names, or within any time if nothing was said in it."""
        filters = request.filters
        dates = None if filters.since or filters.until else parse_time_range(request.question.text, request.asked_on)
        if dates is None:
            return build_reply(self.searcher, request, self._retrieve_sides(request))
        timeless = replace(request, question=request.question.with_text(dates.rest, request.aliases))
        within = filters.model_copy(update={"since": dates.since, "until": dates.until})
        dated = replace(timeless, filters=within)
        sides = self._retrieve_sides(dated)
        if any(side.shown for side in sides):
            return build_reply(self.searcher, dated, sides)
        undated = timeless if dates.relative else request
        return build_reply(self.searcher, undated, self._retrieve_sides(undated), note_dropped_dates(dates))

    def _retrieve_sides(self, request: AnswerRequest) -> list[Side]:
        names = request.question.parsed.sides
        if not names:
            return arrange_sides([("", self._retrieve_evidence(request))])
        return arrange_sides([(name, self._retrieve_side(request, name)) for name in names])

    def _retrieve_evidence(self, request: AnswerRequest) -> RetrievedEvidence:
        """Search the words of the speaker who is asked for; if there are none, all words where reports may answer."""
        speaker_request = resolve_speaker_request(request.question, self.searcher.index.statements, request.aliases)
        if speaker_request is None:
            return self.searcher.search(request)
        evidence = self.searcher.search(request.for_speaker(speaker_request))
        return evidence if evidence.answering or speaker_request.own_words_only else self.searcher.search(request)

    def _retrieve_side(self, request: AnswerRequest, name: str) -> RetrievedEvidence:
        speakers = SpeakerSelection.by_phrase(self.searcher.index.statements, name)
        return self.searcher.search(
            request.for_speaker(SpeakerRequest(request.question, name, speakers, own_words_only=True))
        )
