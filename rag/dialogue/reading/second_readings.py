"""Second readings: before an answer says that nothing was said, the question is read again with one reading loosened.

In a fixed order: without the background that stands before it; as a network reads it; with its names spelt as the
library has them; a name beside a subject as its speaker; whatever somebody did as what they said about it; and, last,
by passages that hold all of its words where no sentence does. Each says what was loosened. Words that the library does
not have stay unfound.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rag.dialogue.question_parts import read_deed
from rag.dialogue.reading.background import split_sentences, without_background
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.spelling import Spelling
from rag.interpretation.statement_questions import wants_words
from rag.retrieval.search import Match

MOST = 5
"""Readings that are tried at most: each is a whole search."""

_ON = r"(?:on|about|to|for|over|of|with|against|regarding|concerning|at|in)"
_DID = compile_phrase(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:how|why|what(?:\s+[a-z]+)?|when|where|which(?:\s+[a-z]+)?)\s+(?:did|does|do|has|have|had|was|were|is)\s+(?P<rest>[^?]+)$"
)
_REACTION = compile_phrase(
    r"^\W*what\s+(?:was|is|were|are)\s+(?P<who>[^?]+?)['’]s?\s+(?:\w+\s+)?(?:reaction|response|answer|reply|view|opinion|take|argument|"
    rf"explanation|justification|excuse)s?\s+(?:{_ON}|when)\s+(?P<about>[^?]+?)\W*$"
)
_SAYING = compile_phrase(r"\b(?:say|says|said|saying|mention(?:ed|s)?|speak|spoke|talk(?:ed)?)\b")
_NEARBY = "No single sentence found names all that is asked for: these stand where it is spoken of."
_NAME_WORDS = 4
_BARE = 4  # words of a name and a subject beside it
_LEAST = 2


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Another question to ask in place of one that found nothing, how its words must be found, and the note on it."""

    question: str
    match: Match
    note: str


@dataclass(frozen=True, slots=True)
class SecondReadings:
    """Reads questions again, with the names that the library knows.

    `speaks` says whether some words name a speaker that the library has, `is_person` whether they name a person;
    `canonize` returns the plain question that a network reads in a question, if any.
    """

    spelling: Spelling
    speaks: Callable[[str], bool]
    is_person: Callable[[str], bool]
    canonize: Callable[[str], str]

    def read(self, question: str) -> Iterator[SecondReading]:
        """Yield the readings of a question that found nothing, each once."""
        tried = {question.strip(" ?.!").casefold()}
        for reading in self._read(question):
            key = reading.question.strip(" ?.!").casefold() + ("" if reading.match == "usual" else reading.match)
            if key not in tried:
                tried.add(key)
                yield reading

    def _read(self, question: str) -> Iterator[SecondReading]:
        yield from self._read_otherwise(question)
        if len(split_sentences(question)) > 1:
            return
        spelt, notes = question, ""
        if not wants_words(question):
            corrected = self.spelling.correct(question)
            spelt, notes = corrected.question, " ".join(corrected.notes)
            if spelt != question:
                yield SecondReading(spelt, "usual", notes)
        if said := self._as_said(spelt):
            loosened = f"Nothing found in the words of the question: read as “{said}”."
            yield SecondReading(said, "named", " ".join(filter(None, (notes, loosened))))
        if said or wants_words(question):
            yield SecondReading(said or question, "nearby", _NEARBY)

    def _read_otherwise(self, question: str) -> Iterator[SecondReading]:
        """Yield a question without its background, and as a network reads it."""
        for asked in without_background(question):
            yield SecondReading(asked, "usual", f"Read as: “{asked}”.")
            if said := self._as_said(asked):
                yield SecondReading(said, "named", f"Read as: “{said}”.")
        if plain := self.canonize(question):
            yield SecondReading(plain, "usual", f"Read as: “{plain}”.")

    def _as_said(self, question: str) -> str:
        """Return a question for what somebody did, or a name beside a subject, as one for what they said about it."""
        line = question.strip(" ?.!")
        if _SAYING.search(line):
            return ""
        if match := _REACTION.match(line):
            who, about = match["who"].strip(), match["about"].strip()
            return f"what did {who} say about {about}?" if self.speaks(who) else ""
        deed = read_deed(line, self.speaks)
        if deed is None and (match := _DID.match(line)):
            deed = read_deed(f"did {match['rest']}", self.speaks)
        if deed is None:
            deed = self._name_beside(line)
        return f"what did {deed[0]} say about {deed[1]}?" if deed else ""

    def _name_beside(self, line: str) -> tuple[str, str] | None:
        """Return the speaker and the subject of a few bare words: "zarif oil"."""
        words = line.split()
        if not _LEAST <= len(words) <= _BARE or not all(word.replace("-", "").isalpha() for word in words):
            return None
        for size in range(min(_NAME_WORDS, len(words) - 1), 0, -1):
            for who, about in ((words[:size], words[size:]), (words[-size:], words[:-size])):
                if self.is_person(" ".join(who)):
                    return " ".join(who), " ".join(about)
        return None
