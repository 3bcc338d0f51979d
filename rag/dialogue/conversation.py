"""Conversation: what somebody typed, after what came before, becomes one answer.

A question about the library or the tool is answered from counts. Any other is made to stand by itself, parted where it
holds several, freed of the words that say how to answer it, and looked up; what was understood and what was not is
noted, and what can be counted stands first.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.statement_table import StatementTable
from rag.answers.answer_id import compute_answer_id
from rag.answers.documents import Answer, Direct, EvidenceCounts
from rag.answers.pipeline import AnswerPipeline
from rag.counting.count_answers import answer_count, answer_whether
from rag.counting.direct_lines import read_direct
from rag.counting.exclusion_answers import answer_lacking
from rag.counting.tallies import Tally
from rag.dialogue.earlier_questions import AnswerLoader, operates, read_pasts, stand_alone
from rag.dialogue.joined_answers import join_answers
from rag.dialogue.next_questions import suggest_next
from rag.dialogue.question_parts import Past, read_first
from rag.interpretation.contested_names import other_names
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.directions import Directions, read_directions
from rag.interpretation.languages import Foreign, read_language
from rag.interpretation.several_questions import split_questions
from rag.interpretation.speaker_groups import Voices, find_voices, is_group
from rag.interpretation.spelling import Spelling
from rag.interpretation.statement_questions import Saying, read_saying, restate, wants_words
from rag.library_answers.contents import LibraryContents
from rag.library_answers.facts import answer_library
from rag.library_answers.library_questions import LibraryQuestion, lexicon, read_library_question
from rag.query.filters import Filters
from rag.query.follow_ups import Exchange
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest, resolve_speaker_request
from rag.retrieval.evidence import Read
from rag.retrieval.search import AnswerRequest, Searcher

_AFTER = re.compile(r"\s*\(after (\d{1,4})\)")
_DISAGREED = re.compile(
    r"^\W*who\s+(?:disagreed|differed|argued)\s+with\s+(?P<who>[^?]+?)\s+(?:on|about|over)\s+(?P<about>[^?]+)",
    re.IGNORECASE,
)
_REPLIED = re.compile(
    r"^\W*(?:what|how)\s+did\s+(?P<who>[^?]+?)\s+reply\s+(?:on|about)\s+(?P<about>[^?]+)",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"^\W*who\s+(?:is|was|are)\s+(?P<who>[^?]{2,60}?)\W*$", re.IGNORECASE)
_COMMON = "which where about regarding concerning between newest oldest official everything"
_PLAIN_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A question as it was typed; relative times are read from `today`, `asked_on` is None unless it was given."""

    question: str
    limit: int
    everything: bool
    filters: Filters
    history: Sequence[Exchange]
    today: date
    asked_on: date | None
    aliases: bool


@dataclass(frozen=True)
class Conversation:
    """A generation, with what reading questions needs of it, counted once."""

    index: Generation
    known: frozenset[str]
    first_questions: Callable[[], Sequence[str]] = field(repr=False)
    read: Read = field(repr=False)
    load_answer: AnswerLoader = field(repr=False)

    @cached_property
    def contents(self) -> LibraryContents:
        """What the library has."""
        return LibraryContents(self.index)

    @cached_property
    def spelling(self) -> Spelling:
        """The words of names that the library knows."""
        return Spelling(self.index, self.read, _common_words())

    def _sources(self) -> frozenset[str]:
        return self._named_sources

    @cached_property
    def _named_sources(self) -> frozenset[str]:
        return frozenset(self.contents.sources)

    def _is_name(self, words: str) -> bool:
        return find_voices(self.index.statements, words) is not None or bool(self.spelling.correct(words).notes)

    def answer(self, asked: TypedQuestion, searcher: Searcher) -> Answer:
        """Answer a question."""
        history = self._history(asked)
        pasts = self._read_pasts(history)
        about = read_library_question(asked.question, self._sources(), self._is_name)
        if about and not operates(asked.question, pasts, self._sources):
            return self._about_library(asked, about)
        language = read_language(asked.question)
        if language and not language.question:
            return self._unread(asked, searcher, language)
        typed = language.question if language else asked.question
        meant = stand_alone(typed, pasts, self._sources)
        parts = split_questions(meant)
        if len(parts) > asked.limit:
            parts = [meant]
        parts = [
            parts[0],
            *(stand_alone(part, [read_first(parts[0])], self._sources) for part in parts[1:]),
        ]
        each = replace(asked, limit=max(1, asked.limit // len(parts)))
        answers = [self._one(each, searcher, part, whole=meant) for part in parts]
        if (
            len(answers) == 1
            and meant != typed
            and answers[0].abstained
            and (about := read_library_question(meant, self._sources(), self._is_name))
        ):
            return self._about_library(asked, about)
        joined = join_answers(answers) if len(answers) > 1 else answers[0]
        notes = (*([language.note] if language else []), *joined.notes)
        return joined.model_copy(
            update={
                "question": asked.question,
                "standalone_question": meant if language is None else typed if meant == typed else meant,
                "language": language.code if language else "en",
                "asked": asked.today.isoformat(),
                "notes": tuple(dict.fromkeys(notes)),
                "suggestions": suggest_next(joined, self.first_questions),
            }
        )

    def _history(self, asked: TypedQuestion) -> list[Exchange]:
        """Return the questions before this one, in English, without greetings and questions about the library."""
        kept: list[Exchange] = []
        for question, answer, id in asked.history:
            about = read_library_question(question, self._sources(), self._is_name)
            if not about or operates(question, self._read_pasts(kept), self._sources):
                kept.append(Exchange(self._in_english(question), answer, id))
        return kept

    def _read_pasts(self, history: Sequence[Exchange]) -> list[Past]:
        return read_pasts(history, self.known, self._sources, self.load_answer)

    def _in_english(self, question: str) -> str:
        language = read_language(question)
        return language.question if language and language.question else question

    def _one(self, asked: TypedQuestion, searcher: Searcher, part: str, *, whole: str) -> Answer:
        """Answer one plain question in English that stands by itself."""
        plain, skip, notes = _special(part)
        directions = read_directions(plain, self._sources)
        spelt = asked.aliases and wants_words(directions.question)
        corrected = self.spelling.correct(directions.question) if spelt else None
        line = restate(corrected.question if corrected else directions.question)
        saying = read_saying(line, self.index.statements)
        if not _PLAIN_WORDS.search(saying.question):
            saying = replace(saying, question="what was said?")
        notes = [*notes, *directions.notes, *(corrected.notes if corrected else ()), *saying.notes]
        limit = directions.limit if directions.limit and _yields(asked.limit, directions.limit) else asked.limit
        request = AnswerRequest(
            question=Question.parse(saying.question, load_gazetteer() if asked.aliases else None),
            typed=asked.question,
            standalone=part if part == whole else f"{whole} / {part}",
            words="",
            with_aliases=asked.aliases,
            limit=limit,
            everything=asked.everything or directions.everything,
            filters=_narrowed(asked.filters, directions),
            asked_on=asked.asked_on,
            today=asked.today if wants_words(saying.question) else None,
            excluded_speakers=saying.others,
            excluded_subjects=_terms(saying.without, with_aliases=asked.aliases),
            order=directions.order,
            skip=skip,
        )
        request = replace(request, words=request.question.text)
        sides = self._sides(request.question.parsed.sides)
        if sides:
            request = replace(request, side_speakers={name: voices.speakers for name, voices in sides.items()})
            notes += [voices.note for voices in sides.values() if voices.note]
        if saying.voices or saying.unknown:
            request = replace(request, speaker_request=_request(request.question, saying, self.index.statements))
        answer, direct, more = self._look_up(request, searcher, saying)
        if answer.abstained and answer.reason and saying.voices and saying.voices.is_unknown:
            unread = answer.reason.model_copy(update={"code": "not_understood", "text": saying.voices.note})
            answer = answer.model_copy(update={"reason": unread})
        if skip and answer.abstained:
            more = [*more, f"No more than the {skip} shown before."]
        return answer.model_copy(
            update={"direct": direct or answer.direct, "notes": tuple(dict.fromkeys([*notes, *more, *answer.notes]))}
        )

    def _sides(self, names: Sequence[str]) -> dict[str, Voices]:
        """Return those sides of a comparison that are groups: of "African and European leaders" both."""
        shared = names[-1].split()[-1] if names else ""
        told = {name: name if is_group(name) else f"{name} {shared}" for name in names}
        found = {name: find_voices(self.index.statements, words) for name, words in told.items() if is_group(words)}
        return {name: voices for name, voices in found.items() if voices}

    def _look_up(
        self, request: AnswerRequest, searcher: Searcher, saying: Saying
    ) -> tuple[Answer, Direct | None, list[str]]:
        tally = Tally(self.index, searcher.read_text)
        pipeline = AnswerPipeline(searcher)
        if saying.lacking:
            return answer_lacking(request, saying, tally, pipeline, self.contents)
        if (counted := read_count(saying.question)) and (
            found := answer_count(counted, request, saying, tally, pipeline)
        ):
            return found
        whether = read_whether(saying.question)
        if whether and (found := answer_whether(whether, request, saying, tally, pipeline)):
            return found
        if replied := _REPLIED.match(saying.question):
            return self._reply(request, pipeline, replied)
        answer = pipeline.answer(request)
        found = (
            (self._under_other_names(request, pipeline) or self._introduce(request, pipeline))
            if answer.abstained
            else None
        )
        return found or (answer, read_direct(answer, request), [])

    def _under_other_names(
        self, request: AnswerRequest, pipeline: AnswerPipeline
    ) -> tuple[Answer, Direct | None, list[str]] | None:
        """Look for what somebody said of the subject by another name of theirs for it."""
        speaker_request = request.speaker_request or resolve_speaker_request(
            request.question, self.index.statements, request.aliases
        )
        if speaker_request is None or not speaker_request.speakers:
            return None
        for name in speaker_request.question.names:
            for other in other_names(name.form.codes[0]):
                text = f"what was said about {other}?"
                question = Question.parse(text, request.aliases)
                answer = pipeline.answer(
                    replace(
                        request,
                        question=question,
                        words=text,
                        speaker_request=replace(speaker_request, question=question, own_words_only=True),
                    )
                )
                if not answer.abstained:
                    told = (
                        f"No sentence of {speaker_request.phrase} names {name.form.spelling}; these speak of {other}."
                    )
                    return answer, None, [told]
        return None

    def _introduce(
        self, request: AnswerRequest, pipeline: AnswerPipeline
    ) -> tuple[Answer, Direct | None, list[str]] | None:
        """Answer who somebody is from the offices that articles give them."""
        found = _WHO_IS.match(request.question.text)
        voices = find_voices(self.index.statements, found["who"]) if found else None
        if voices is None or voices.is_group:
            return None
        offices = list(
            dict.fromkeys(
                ", ".join(filter(None, (person.role, person.country)))
                for person in voices.speakers.persons
                if person.role or person.country
            )
        )
        names = Counter(person.name for person in voices.speakers.persons)
        question = Question.parse("what was said?").without_subject()
        answer = pipeline.answer(
            replace(
                request,
                question=question,
                words=question.text,
                speaker_request=SpeakerRequest(question, voices.who, voices.speakers, own_words_only=True),
                limit=min(request.limit, 3),
            )
        )
        if answer.abstained or not offices:
            return None
        name = max(names, key=lambda one: (names[one], len(one)))
        articles = len(self.contents.articles_by(voices.speakers))
        text = f"{name}: {'; '.join(offices[:4])}. A speaker in {articles} article{'' if articles == 1 else 's'}."
        return (
            answer,
            Direct(kind="text", text=text),
            ["Their office is as the articles give it; these are words of theirs."],
        )

    def _reply(
        self, request: AnswerRequest, pipeline: AnswerPipeline, found: re.Match[str]
    ) -> tuple[Answer, Direct | None, list[str]]:
        """Look up what somebody said on what another spoke of; where that is nothing, what they said at all."""
        note = f"A reply is not marked as such in the library: this is what {found['who']} said on the same subject."
        for on in (f" about {found['about'].strip()}", ""):
            question = Question.parse(f"what did {found['who']} say{on}?", request.aliases)
            answer = pipeline.answer(replace(request, question=question, words=question.text))
            if not answer.abstained:
                who, about = found["who"], found["about"].strip()
                other = f"Nothing by {who} names {about}: this is what {who} said on other subjects."
                return answer, None, [note if on else other]
        return answer, None, [note]

    def _about_library(self, asked: TypedQuestion, about: LibraryQuestion) -> Answer:
        if about.name and find_voices(self.index.statements, about.name) is None:
            about = replace(about, name=self.spelling.correct(about.name).question)
        told = answer_library(about, self.contents)
        first = tuple(dict.fromkeys([*told.suggestions, *self.first_questions()]))[:3]
        question = Question.parse(asked.question)
        request = AnswerRequest(
            question,
            asked.question,
            asked.question,
            "",
            asked.aliases,
            asked.limit,
            asked.everything,
            asked.filters,
            asked.asked_on,
        )
        return Answer(
            id=compute_answer_id(request, self.index.number),
            question=asked.question,
            standalone_question=asked.question,
            intent=told.intent,
            answer=told.text,
            abstained=False,
            confidence=1.0,
            asked=asked.today.isoformat(),
            direct=Direct(kind=told.kind, text=told.direct) if told.kind and told.direct else None,
            suggestions=first,
            reason=None,
            sentences=(),
            citations=(),
            found=EvidenceCounts(passages=0, articles=0, speakers=0, truncated=False),
            groups=(),
            filters=asked.filters,
            generation=self.index.number,
            timings={},
        )

    def _unread(self, asked: TypedQuestion, searcher: Searcher, language: Foreign) -> Answer:
        """Say in its own language and in English that a question was not read; it was not searched for either."""
        question = Question.parse(asked.question, None)
        request = AnswerRequest(
            question,
            asked.question,
            asked.question,
            question.text,
            asked.aliases,
            asked.limit,
            asked.everything,
            asked.filters,
            asked.asked_on,
        )
        answer = AnswerPipeline(searcher).answer(
            replace(request, filters=asked.filters, question=replace(question, topic=(), subjects=((),)))
        )
        reason = (
            answer.reason.model_copy(update={"code": "not_understood", "text": language.note})
            if answer.reason
            else None
        )
        return answer.model_copy(
            update={
                "reason": reason,
                "language": language.code,
                "asked": asked.today.isoformat(),
                "notes": (language.note,),
                "suggestions": tuple(self.first_questions())[:3],
                "id": compute_answer_id(request, self.index.number),
            }
        )


_USUAL = 10
"""Citations of an answer where no other number was asked for; see rag.record.LIMIT."""


def _yields(given: int, named: int) -> bool:
    """Return whether a number in the question counts: it makes the usual one larger, any other only smaller."""
    return given == _USUAL or named < given


def _common_words() -> frozenset[str]:
    return lexicon().function | frozenset(_COMMON.split())


def _special(part: str) -> tuple[str, int, list[str]]:
    """Read how much was shown before, and who disagreed, which is put as who else spoke."""
    skip = sum(int(number) for number in _AFTER.findall(part))
    plain = _AFTER.sub("", part)
    if found := _DISAGREED.match(plain):
        about = found["about"].strip(" ?")
        note = f"Whether others disagreed is not computed: these are the others who spoke about {about}."
        return f"who spoke about {about}, besides {found['who'].strip()}?", skip, [note]
    return plain, skip, []


def _narrowed(filters: Filters, directions: Directions) -> Filters:
    """Return filters with those that the question names; what was given beside the question stays."""
    update: dict[str, tuple[str, ...]] = {}
    if directions.kind and not filters.kind:
        update["kind"] = directions.kind
    if directions.source and not filters.source:
        update["source"] = directions.source
    return filters.model_copy(update=update) if update else filters


def _terms(subjects: Sequence[str], *, with_aliases: bool) -> tuple[tuple[str, ...], ...]:
    read = [
        Question.parse(f"what was said on {subject}?", load_gazetteer() if with_aliases else None)
        for subject in subjects
    ]
    return tuple(terms for question in read for terms in question.subjects if terms)


def _request(question: Question, saying: Saying, statements: StatementTable) -> SpeakerRequest:
    """Ask for the words of those who were named, on whatever the question has left as its subject."""
    if not question.topic:
        question = question.without_subject()
    if saying.voices:
        return SpeakerRequest(question, saying.voices.who, saying.voices.speakers, own_words_only=True)
    return SpeakerRequest(question, saying.unknown, SpeakerSelection.by_name(statements, ()), own_words_only=True)
