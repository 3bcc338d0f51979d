"""Subject counts: the mentions of a subject by the speakers, in the time and in the sources that a question names."""

import re
from dataclasses import replace

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.text.arrays import Mask  # noqa: TC001
from rag.answers.compose import format_date
from rag.counting.tallies import Mentions, Tally
from rag.interpretation.count_questions import CountQuestion, subject_words
from rag.interpretation.statement_questions import StatementQuestion
from rag.interpretation.written_forms.searched_names import add_written_forms
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest, find_speaker_phrases
from rag.query.time_expressions import parse_time_range
from rag.retrieval.search import AnswerRequest

_NAMED = re.compile(r"\b[^\W\d_a-z]\w")


class SubjectCount:
    """The subject of a count, the speakers whose words are counted, and its mentions in the admitted passages."""

    def __init__(self, counted: CountQuestion, request: AnswerRequest, saying: StatementQuestion, tally: Tally) -> None:
        self.counted, self.tally = counted, tally
        line = counted.plain
        dates = (
            None
            if request.filters.since or request.filters.until
            else parse_time_range(line, request.asked_on or request.today)
        )
        self.filters = request.filters
        if dates:
            line = dates.rest
            self.filters = request.filters.model_copy(update={"since": dates.since, "until": dates.until})
        self.unknown = saying.unknown  # a name of whom the library has no words
        self.who, self.voices = "", saying.voices.speakers if saying.voices else None
        self.of_group = bool(saying.voices and saying.voices.is_group)
        if saying.voices:
            self.who = saying.voices.who
        else:
            for asked in find_speaker_phrases(line if line.strip().endswith("?") else f"{line}?"):
                speakers = SpeakerSelection.by_phrase(tally.index.statements, asked.phrase)
                if speakers:
                    self.who, self.voices, line = asked.phrase, speakers, asked.rest
                    break
                if asked.is_speaker or names_somebody(asked.phrase) or asked.phrase == self.unknown:
                    self.unknown, line = asked.phrase, asked.rest
                    break
        self.words = subject_words(line)
        read = self._parse(f"who mentioned {self.words}?", request) if self.words else None
        self.subjects = tuple(terms for terms in read.subjects if terms) if read else ()
        self.admitted: Mask = self.filters.passage_mask(tally.index)
        filtered = self.filters.select_speakers(tally.index)
        if filtered is not None:
            self.voices = filtered if self.voices is None else self.voices & filtered
        others = request.excluded_speakers
        self.names = read.whole_names if read else ()
        self.mentions = self.find_mentions(self.voices) if self.subjects else None
        if others is not None and self.mentions is not None:
            self.mentions = exclude_speakers(self.mentions, {person.name for person in others.persons})

    def find_mentions(self, voices: SpeakerSelection | None) -> Mentions:
        """Return the mentions of the subject in the words of some people, of anyone for None."""
        return self.tally.find_mentions(self.subjects, self.admitted, voices, self.names)

    def _parse(self, line: str, request: AnswerRequest) -> Question:
        """Return a question on the subject, in each way that the library writes it."""
        question = Question.parse(line, request.aliases)
        return add_written_forms(question, self.tally.index) if request.with_aliases else question

    @property
    def found(self) -> Mentions:
        """The mentions; none if there is no subject."""
        return self.mentions or self.tally.find_mentions((), self.admitted)

    @property
    def asked_time(self) -> str:
        """The time that was asked for, in words: " in 2014", empty for any."""
        since, until = format_date(self.filters.since), format_date(self.filters.until)
        if since and since == until:
            return f" in {since}"
        return "".join([f" since {since}" if since else "", f" until {until}" if until else ""])

    def narrow_request(
        self, request: AnswerRequest, voices: SpeakerSelection | None = None, who: str = "", **filters: str | None
    ) -> AnswerRequest:
        """Return the request for the quotations under a number."""
        question = self._parse(f"what was said about {self.words}?", request)
        speakers, name = (voices, who) if voices is not None else (self.voices, self.who)
        speaker_request = (
            SpeakerRequest(question, name, speakers, own_words_only=True) if speakers is not None else None
        )
        narrowed = self.filters.model_copy(update=filters)
        return replace(
            request, question=question, words=question.text, speaker_request=speaker_request, filters=narrowed
        )


def names_somebody(words: str) -> bool:
    """Return whether some words can only name a person, a state or a body."""
    return bool(_NAMED.search(words) or load_gazetteer().find(words, typed=True))


def exclude_speakers(mentions: Mentions, names: set[str]) -> Mentions:
    """Return the mentions that are not by speakers of these names."""
    kept = np.array([name not in names for name in mentions.speakers], dtype=bool)
    places = np.flatnonzero(kept).tolist()
    return Mentions(
        mentions.articles[kept],
        mentions.starts[kept],
        mentions.times[kept],
        tuple(mentions.speakers[place] for place in places),
        tuple(mentions.countries[place] for place in places),
        mentions.forms,
        mentions.is_partial,
    )
