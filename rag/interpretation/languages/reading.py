"""Reading: a question in another language becomes an English one, with a note of how it was read and what was not.

A question of which nothing can be read, or whose speaker or subject cannot, is never taken for one on which there is
nothing: it is returned as not read, with the words that were not.
"""

from dataclasses import dataclass

from rag.interpretation.languages.detection import is_certain, likely_languages
from rag.interpretation.languages.english_questions import Reading, ask_in_english
from rag.interpretation.languages.glossary_terms import COLUMNS
from rag.interpretation.languages.quoted_english import read_traced
from rag.interpretation.languages.units import Names, load_lexicon, read_phrase, read_units

_OTHER = (
    "This question was not read: questions are read in English; the commonest forms are also read in German, French, "
    "Spanish, Portuguese, Italian, Turkish, Arabic, Russian, Ukrainian and Polish."
)
_TRIED = 3  # languages that a question is read in, where its words do not decide
_GREETING_WORDS = 2


@dataclass(frozen=True, slots=True)
class Foreign:
    """A question in another language: its code, the English question that it is, empty where it is not read; a note.

    `unread` are the words that were left out, `unread_note` what is said where nothing is found without them.
    """

    code: str
    question: str
    note: str
    unread: tuple[str, ...] = ()
    unread_note: str = ""


def read_language(question: str, names: Names) -> Foreign | None:
    """Read a question in another language; None for one in English, or in names alone."""
    if traced := read_traced(question):
        return _state(traced[0], Reading(traced[1], asks=True))
    codes = likely_languages(question)
    for code in codes[:_TRIED]:
        if code in COLUMNS and (reading := _read(question, code, names)).question:
            certain = is_certain(question, code) or read_phrase(question, code)
            if certain or (reading.asks and not reading.unread):
                return _state(code, reading)
    if not codes or not is_certain(question, codes[0]):
        return None
    if codes[0] not in COLUMNS:
        return Foreign(codes[0], "", _OTHER)
    return _state(codes[0], _read(question, codes[0], names))


def _read(question: str, code: str, names: Names) -> Reading:
    if phrase := read_phrase(question, code):
        return Reading(phrase, asks=True)
    subject_first = bool(load_lexicon(code).get("subject_first"))
    units = read_units(_without_greeting(question, code), code, names)
    return ask_in_english(units, subject_first=subject_first) if units else Reading("")


def _without_greeting(question: str, code: str) -> str:
    """Return a question without the greeting before it."""
    words = question.split()
    for size in range(min(_GREETING_WORDS, len(words) - 1), 0, -1):
        if read_phrase(" ".join(words[:size]), code) == "hello":
            return " ".join(words[size:])
    return question


def _state(code: str, reading: Reading) -> Foreign:
    lexicon = load_lexicon(code)
    left = f" {lexicon['left'].format(words=', '.join(reading.unread))}" if reading.unread else ""
    unread = f"{lexicon['unread']}{left}"
    if not reading.question:
        return Foreign(code, "", unread, reading.unread, unread)
    note = f"{lexicon['read'].format(english=reading.question)}{left}"
    return Foreign(code, reading.question, note, reading.unread, unread)
