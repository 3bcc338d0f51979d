"""Plain questions: one that stands by itself, freed of its directions and read for whose words it wants."""

import re
from dataclasses import dataclass, field, replace

from index.store.generation import Generation
from rag.dialogue.known_names import Sources
from rag.dialogue.reading.request_parts import read_marks
from rag.dialogue.reading.strange_speakers import find_strange_speaker
from rag.interpretation.direction_reader import Directions
from rag.interpretation.directions import read_directions
from rag.interpretation.spelling import Spelling
from rag.interpretation.statement_questions import (
    StatementQuestion,
    parse_statement_question,
    read_want,
    restate,
    wants_words,
)
from rag.query.question import Question
from rag.query.speaker_requests import find_speaker_phrases
from rag.retrieval.described_sentences import Read

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question, its directions, how much was shown before, and whose words it wants.

    `is_want`: it asks what somebody wants, and is read as one for their words. `line` is what is left of it with its
    names spelt as the library has them.
    """

    directions: Directions
    skip: int
    is_want: bool
    line: str
    saying: StatementQuestion
    notes: tuple[str, ...]

    @property
    def leaves_out(self) -> bool:
        """Whether somebody's words or a subject are left out, or it is asked who did not say something."""
        return bool(self.saying.others or self.saying.without or self.saying.lacking)

    @property
    def sees_speaker(self) -> bool:
        """Whether the rules see whose words are wanted, or what is left out."""
        seen = self.is_want or self.saying.voices or self.saying.unknown or self.leaves_out
        return bool(seen or find_speaker_phrases(self.line))

    @property
    def topic(self) -> frozenset[str]:
        """The terms that the rules search for, of a speaker whom they see without those of the name."""
        rest = self.saying.question
        if not (self.saying.voices or self.saying.unknown):
            rest = next((asked.rest for asked in find_speaker_phrases(rest)), rest)
        return frozenset(Question.parse(rest).topic)


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads plain questions with the names of a library."""

    index: Generation = field(repr=False)
    spelling: Spelling = field(repr=False)
    sources: Sources
    read_text: Read

    def read(self, part: str, *, with_spelling: bool) -> PlainQuestion:
        """Read one question; names that are spelt wrong are corrected where `with_spelling`."""
        plain, skip, notes = read_marks(part)
        directions = read_directions(plain, self.sources)
        wanted = read_want(directions.question, self.index.statements)
        directions = replace(directions, question=wanted or directions.question)
        is_spelt = with_spelling and wants_words(directions.question)
        corrected = self.spelling.correct(directions.question) if is_spelt else None
        line = restate(corrected.question if corrected else directions.question)
        saying = parse_statement_question(line, self.index.statements)
        if not _WORDS.search(saying.question):
            saying = replace(saying, question="what was said?")
        if not saying.voices and not saying.unknown:
            strange, rest = find_strange_speaker(saying.question, self.index, self.read_text)
            saying = replace(saying, question=rest, unknown=strange) if strange else saying
        notes = [*notes, *directions.notes, *(corrected.notes if corrected else ()), *saying.notes]
        return PlainQuestion(directions, skip, bool(wanted), line, saying, tuple(notes))
