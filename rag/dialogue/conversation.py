"""Conversation: a question, read after the exchanges before it, becomes one answer.

A question about the library or the tool is answered from counts. Any other is made to stand by itself, parted where it
holds several, freed of the words that say how to answer it, and looked up; what was understood and what was not is
noted, and what can be counted stands first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice

from index.models.questions.question_reader import OpenVinoQuestionReader, ReadQuestion
from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from rag.answers.documents import Answer
from rag.dialogue.answer_lookup import AnswerLookup
from rag.dialogue.completion.fragments import complete_each, name_first
from rag.dialogue.completion.pairs import part_pairs
from rag.dialogue.completion.self_corrections import drop_corrected
from rag.dialogue.completion.shorthand import write_out_shorthand
from rag.dialogue.earlier_questions import AnswerLoader, operates, read_pasts, stand_alone
from rag.dialogue.end_statements import complete_end
from rag.dialogue.joined_answers import join_answers
from rag.dialogue.known_names import KnownNames
from rag.dialogue.next_questions import suggest_next
from rag.dialogue.question_parts import Past, read_first
from rag.dialogue.reading.absences import reword_absence, reword_unresolved
from rag.dialogue.reading.background import compares_nobody
from rag.dialogue.reading.plain_questions import PlainQuestion, PlainReader
from rag.dialogue.reading.reported_words import ask_of_report
from rag.dialogue.reading.request_parts import find_sides, find_terms, limits, narrow_filters, read_marks, request_words
from rag.dialogue.reading.second_readings import MOST, SecondReadings
from rag.dialogue.reading.trained_reading import TrainedReading
from rag.dialogue.reading.unknown_groups import is_of_unknown_group, read_without_group
from rag.dialogue.speaker_names import SpeakerNames
from rag.dialogue.turns.manners import drop_manners
from rag.dialogue.turns.names import complete_turn
from rag.dialogue.turns.retakes import retake
from rag.dialogue.unsearched_answers import TypedQuestion, report_not_understood, report_unread, state_facts
from rag.interpretation.languages.indexed_names import IndexedNames
from rag.interpretation.languages.reading import read_language
from rag.interpretation.offices.abbreviations import write_out_offices
from rag.interpretation.several_questions import split_questions
from rag.interpretation.speaker_groups import find_voices
from rag.interpretation.spelling import Spelling
from rag.interpretation.statement_questions import mark_question, wants_words
from rag.interpretation.written_forms.searched_names import add_written_forms
from rag.library_answers.contents import LibraryContents
from rag.library_answers.facts import answer_library
from rag.library_answers.joined_questions import part_library_question
from rag.library_answers.library_questions import OUTSIDE, LibraryQuestion, lexicon, read_library_question
from rag.query.filters import Filters
from rag.query.follow_ups import Exchange
from rag.query.question import Question
from rag.retrieval.described_sentences import Read
from rag.retrieval.search import AnswerRequest, Match, Searcher

_COMMON = "which where about regarding concerning between newest oldest official everything"


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

    @cached_property
    def _lookup(self) -> AnswerLookup:
        return AnswerLookup(self.index, self.contents)

    @cached_property
    def _indexed_names(self) -> IndexedNames:
        return IndexedNames(self.index)

    def prepare(self) -> None:
        """Count now what the first questions would wait for."""
        self.spelling.prepare()
        len(self.index.statements.person_lookup.countries.numbers)

    def _sources(self) -> frozenset[str]:
        return self._named_sources

    @cached_property
    def _named_sources(self) -> frozenset[str]:
        return frozenset(self.contents.sources)

    @property
    def _names(self) -> KnownNames:  # not kept: it would hold the generation of a closed record
        return KnownNames(self._sources, self._speakers.has_like)

    @property
    def _trained(self) -> TrainedReading:
        return TrainedReading(_read_by_network, self._speakers.has, self._speakers.has_other_than_place)

    @property
    def _speakers(self) -> SpeakerNames:  # not kept, for the same reason
        return SpeakerNames(self.index, self.spelling)

    def _complete(self, typed: str) -> str:
        question = complete_end(write_out_offices(typed), self._speakers.has_like)
        if parted := part_pairs(question, self._speakers.has_like):
            return parted
        whole = complete_each(question, self._speakers.has_like, self._has_year)
        return name_first(question, self._speakers.has_person) if whole == question else whole

    def _has_year(self, year: str) -> bool:
        return bool(Filters(since=year, until=year).passage_mask(self.index).any())

    def answer(self, asked: TypedQuestion, searcher: Searcher) -> Answer:
        """Answer a question without what its writer took back; runs of white space in it are read as one space."""
        meant = drop_corrected(write_out_shorthand(" ".join(asked.question.split())))
        answer = self._answer(replace(asked, question=meant.question), searcher)
        answer = _add_note(answer, meant.note) if meant.note else answer
        return answer.model_copy(update={"question": asked.question})

    def _answer(self, asked: TypedQuestion, searcher: Searcher) -> Answer:
        history = self._history(asked)
        pasts = self._read_pasts(history)
        held = self._read_library(asked.question)
        if held and not self._goes_on(asked.question, pasts):
            facts = join_answers(
                [self._about_library(replace(asked, question=part), one, searcher) for part, one in held]
            )
            return facts.model_copy(update={"standalone_question": asked.question})
        language = read_language(asked.question, self._indexed_names)
        if language and not language.question:
            return report_unread(asked, searcher, language, self.first_questions)
        if language and (about := read_library_question(language.question, self._sources(), self._speakers.has_like)):
            facts = self._about_library(asked, about, searcher)
            return facts.model_copy(update={"language": language.code, "notes": (language.note, *facts.notes)})
        typed = self._take_turn(language.question if language else asked.question, pasts)
        meant = self._stand_alone(typed, pasts)
        parts = split_questions(meant)
        if len(parts) > asked.limit:
            parts = [meant]
        parts = [
            parts[0],
            *(self._stand_alone(part, [read_first(parts[0], self._speakers.has)]) for part in parts[1:]),
        ]
        each = replace(asked, limit=max(1, asked.limit // len(parts)))
        answers = [self._one_or_again(each, searcher, part, meant) for part in parts]
        if (
            len(answers) == 1
            and meant != typed
            and answers[0].abstained
            and (about := read_library_question(meant, self._sources(), self._speakers.has_like))
        ):
            return self._about_library(asked, about, searcher)
        joined = join_answers(answers)
        if language and language.unread and joined.abstained:
            return report_unread(asked, searcher, language, self.first_questions)
        notes = (*([language.note] if language else []), *joined.notes)
        return joined.model_copy(
            update={
                "standalone_question": meant if language is None else typed if meant == typed else meant,
                "language": language.code if language else "en",
                "notes": tuple(dict.fromkeys(notes)),
                "suggestions": suggest_next(joined, self.first_questions, self._asked_apart(answers)),
            }
        )

    @staticmethod
    def _asked_apart(answers: Sequence[Answer]) -> list[str]:
        """Return those of several questions that have an answer; none of a single question."""
        questions = [answer.standalone_question.rpartition(" / ")[2] for answer in answers if not answer.abstained]
        return questions if len(answers) > 1 else []

    def _stand_alone(self, question: str, pasts: Sequence[Past]) -> str:
        """Return a question as it stands by itself, after those before it."""
        whole = complete_turn(question, pasts, self.index.statements, self._speakers)
        return stand_alone(whole, pasts, self._names)

    def _read_library(self, question: str) -> list[tuple[str, LibraryQuestion]]:
        """Return the one or several questions about the library that a question is made of; none for any other."""
        parted = part_library_question(question)
        for parts in [parted, [question]] if len(parted) > 1 else [[question]]:
            read = [(part, read_library_question(part, self._sources(), self._speakers.has_like)) for part in parts]
            about = {one: part for part, one in read if one}
            if len(about) == len(parts):
                return [(part, one) for one, part in about.items()]
        return []

    def _goes_on(self, said: str, pasts: Sequence[Past]) -> bool:
        """Return whether a question changes the last one, or asks it again."""
        plain = drop_manners(said)
        return operates(said, pasts, self._names) or retake(plain, pasts, self._speakers) != plain

    def _take_turn(self, said: str, pasts: Sequence[Past]) -> str:
        """Return a question without manners, completed where it does not ask the last one again in other words."""
        plain = drop_manners(said) if pasts else said
        again = retake(plain, pasts, self._speakers)
        return again if again != plain else self._complete(plain)

    def _history(self, asked: TypedQuestion) -> list[Exchange]:
        """Return the questions before this one, in English, without greetings and questions about the library."""
        kept: list[Exchange] = []
        for typed, answer, id in asked.history:
            question = drop_corrected(write_out_shorthand(typed)).question
            if not self._read_library(question) or operates(question, self._read_pasts(kept), self._names):
                kept.append(Exchange(self._complete(self._in_english(question)), answer, id))
        return kept

    def _read_pasts(self, history: Sequence[Exchange]) -> list[Past]:
        return read_pasts(history, self.known, self._names, self.load_answer)

    def _in_english(self, question: str) -> str:
        language = read_language(question, self._indexed_names)
        return language.question if language and language.question else question

    def _one_or_again(self, asked: TypedQuestion, searcher: Searcher, part: str, whole: str) -> Answer:
        """Answer one plain question; where nothing was found, answer the first second reading of it that finds any."""
        if compares_nobody(part):
            return report_not_understood(asked, searcher, "I cannot tell who is to be compared: name both.")
        plain = self._read(asked, part)
        if restated := self._trained.first(read_marks(part)[0], plain):
            answer = self._one(asked, searcher, self._read(asked, restated), standalone=_name_part(restated, whole))
            if answer.citations:
                return _add_note(answer, f"Read as: “{restated}”.")
        answer = self._one(asked, searcher, plain, standalone=_name_part(part, whole))
        is_unread = answer.reason and answer.reason.code != "nothing_on_record" and not is_of_unknown_group(plain)
        if not answer.abstained or answer.direct or is_unread or answer.filters.speaker:
            return answer
        return self._again(asked, searcher, plain, part=part, whole=whole, first=answer) or reword_unresolved(
            answer, part
        )

    def _again(
        self, asked: TypedQuestion, searcher: Searcher, plain: PlainQuestion, *, part: str, whole: str, first: Answer
    ) -> Answer | None:
        """Return the answer to the first other reading of a question that finds any; None where none does."""
        if wider := read_without_group(plain, self.index.statements):
            again = self._one(asked, searcher, wider, standalone=_name_part(f"{part} (by anyone)", whole))
            if again.citations:
                return again.model_copy(update={"direct": None})
        canonize = partial(self._trained.second, plain=plain)
        readings = SecondReadings(self.spelling, self._speakers.has, self._speakers.has_person, canonize)
        for reading in islice(readings.read(part), MOST):
            other, standalone = self._read(asked, reading.question), _name_part(reading.question, whole)
            again = self._one(asked, searcher, other, standalone=standalone, match=reading.match)
            if not again.abstained and again.citations:
                return _add_note(again, reading.note).model_copy(update={"intent": first.intent})
        return self._reported(asked, searcher, part, whole)

    def _reported(self, asked: TypedQuestion, searcher: Searcher, part: str, whole: str) -> Answer | None:
        """Return a sentence that reports what somebody said, where no quotation is theirs; None if there is none."""
        report = ask_of_report(part, self.index.statements)
        if report is None:
            return None
        standalone = _name_part(report.question, whole)
        answer = self._one(replace(asked, limit=1), searcher, self._read(asked, report.question), standalone=standalone)
        tells = any(report.tells(citation.cited_text) for citation in answer.citations)
        return _add_note(answer, report.note) if tells else None

    def _read(self, asked: TypedQuestion, part: str) -> PlainQuestion:
        reader = PlainReader(self.index, self.spelling, self._sources, self.read)
        return reader.read(part, with_spelling=asked.aliases)

    def _one(
        self, asked: TypedQuestion, searcher: Searcher, plain: PlainQuestion, *, standalone: str, match: Match = "usual"
    ) -> Answer:
        """Answer one plain question in English that stands by itself."""
        directions, saying = plain.directions, plain.saying
        limit = directions.limit if directions.limit and limits(asked.limit, directions.limit) else asked.limit
        request = AnswerRequest(
            question=self._parse(mark_question(saying.question), with_aliases=asked.aliases),
            typed=asked.question,
            standalone=standalone,
            words="",
            with_aliases=asked.aliases,
            limit=limit,
            everything=asked.everything or directions.everything,
            filters=narrow_filters(asked.filters, directions),
            asked_on=asked.asked_on,
            today=asked.today if wants_words(saying.question) else None,
            excluded_speakers=saying.others,
            excluded_subjects=find_terms(saying.without, with_aliases=asked.aliases),
            order=directions.order,
            skip=plain.skip,
            prefers_calls=plain.is_want,
            match=match,
        )
        request = replace(request, words=request.question.text)
        sides, notes = find_sides(request.question.parsed.sides, self.index.statements), [*plain.notes]
        if sides:
            request = replace(request, side_speakers={name: voices.speakers for name, voices in sides.items()})
            notes += [voices.note for voices in sides.values() if voices.note]
        if saying.voices or saying.unknown:
            request = replace(request, speaker_request=request_words(request.question, saying, self.index.statements))
        answer, direct, more = self._lookup.look_up(request, searcher, saying)
        answer = reword_absence(answer, saying, plain.skip)
        return answer.model_copy(
            update={"direct": direct or answer.direct, "notes": tuple(dict.fromkeys([*notes, *more, *answer.notes]))}
        )

    def _parse(self, line: str, *, with_aliases: bool) -> Question:
        question = Question.parse(line, load_gazetteer() if with_aliases else None)
        return add_written_forms(question, self.index) if wants_words(line) else question

    def _about_library(self, asked: TypedQuestion, about: LibraryQuestion, searcher: Searcher) -> Answer:
        if about.name and find_voices(self.index.statements, about.name) is None:
            about = replace(about, name=self.spelling.correct(about.name).question)
        facts = answer_library(about, self.contents)
        if about.answer == OUTSIDE:
            return report_not_understood(asked, searcher, facts.text)
        return state_facts(asked, facts, self.first_questions, self.index.number)


def _read_by_network(question: str) -> ReadQuestion:
    """Read a question by the network, which is loaded when it is first needed."""
    return OpenVinoQuestionReader.load().read(question)


def _name_part(part: str, whole: str) -> str:
    """Return a question as it stands by itself, after the whole of which it is a part or another reading."""
    return part if part == whole else f"{whole} / {part}"


def _add_note(answer: Answer, note: str) -> Answer:
    """Return an answer with a note before its others."""
    return answer.model_copy(update={"notes": tuple(dict.fromkeys([note, *answer.notes]))})


def _common_words() -> frozenset[str]:
    return lexicon().function | frozenset(_COMMON.split())
