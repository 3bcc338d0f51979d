"""Canonical questions: a freely worded question as the plain question for the same, from what a network read in it.

"Need something from the minister re the floods, 2014 only" is "what did the minister say about the floods in 2014?".
Questions for facts, and for what only the words of the question tell (a number, a first time), stay as they were typed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.models.questions.question_reader import ReadQuestion
from rag.interpretation.patterns import compile_phrase

SURE = 0.9
"""How likely an intent must be for a question to be read by the network first."""

PROBABLE = 0.7
"""How likely it must be where the question as it was typed found nothing."""

_POSSESSIVE = compile_phrase(r"(?:['’]s|(?<=s)['’])$")
_BEFORE_NAME = compile_phrase(r"^(?:by|from|of|on|about)\s+(?=\w)")
_BEFORE_SUBJECT = compile_phrase(r"^(?:on|about|re|regarding|concerning)\s+(?=\w)")
_BARE_TIME = compile_phrase(
    r"^(?:the\s+)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:spring|summer|autumn|fall|winter)\b)"
)
_WHOLE = compile_phrase(r"^(?:all|every|everything|complete|full)\b")
_NUMBER = compile_phrase(r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b")
_RANGE = re.compile(r"^(\d{4})\s*(?:to|until|till|-|–|through)\s*(\d{4})$")
_POINTS = compile_phrase(r"^(?:it|this|that|these|those|they|them|he|she|him|her|we|you|i|me|us|there)$")
_ABOUT_IT = compile_phrase(r"\b(?:about|on|of|regarding)\s+(?:it|this|that|these|those|them)\b")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a question that a canonical one is made of, each empty where there is none."""

    who: str
    about: str
    sides: tuple[str, ...]
    rest: str


def canonize(read: ReadQuestion) -> str:
    """Return the plain question that a read one stands for; empty where it should be read as it was typed."""
    make = _FORMS.get(read.intent)
    parts = _parts_of(read)
    points = any(map(_POINTS.match, (parts.who, parts.about))) or (not parts.about and _ABOUT_IT.search(read.text))
    if make is None or points:
        return ""
    plain = make(parts)
    return f"{plain}{parts.rest}?" if plain else ""


def canonize_first(read: ReadQuestion) -> str:
    """Return the plain question for the earliest statement, where a read one asks for that; empty for any other."""
    parts = _parts_of(read)
    if read.intent != "first" or not parts.about or any(map(_POINTS.match, (parts.who, parts.about))):
        return ""
    by = f" by {parts.who}" if parts.who else ""
    return f"what was the first statement{by} on {parts.about}{parts.rest}?"


def _parts_of(read: ReadQuestion) -> _Parts:
    speakers = [_BEFORE_NAME.sub("", _POSSESSIVE.sub("", words)) for words in read.words_of("SPEAKER", "GROUP")]
    subjects = [_BEFORE_SUBJECT.sub("", words.strip(" ,;:?!.")) for words in read.words_of("SUBJECT")]
    quotes = [words.strip(' ,;:?!."“”') for words in read.words_of("QUOTE")]
    spoken = dict.fromkeys(filter(None, (words.strip(" ,;:?!.") for words in speakers)))
    return _Parts(
        " and ".join(spoken),
        " ".join(dict.fromkeys(words for words in subjects or quotes if len(words) > 1)),
        tuple(spoken),
        "".join(_rest_of(read)),
    )


def _rest_of(read: ReadQuestion) -> Sequence[str]:
    """Return what stands after the speaker and the subject: the time, what is left out, and how it is wanted."""
    times = [f" {_put_time(words.strip(' ,;:?!.'))}" for words in read.words_of("TIME")]
    others = [f", besides {words}" for words in read.words_of("NOTSPEAKER")]
    without = [f", not about {words}" for words in read.words_of("NOTSUBJECT")]
    wanted = [f", {words.strip(' ,;:?!.()')}" for words in read.words_of("FILTER", "ORDER")]
    limits = [_put_limit(words.strip(" ,;:?!.")) for words in read.words_of("LIMIT")]
    return [*times, *others, *without, *wanted, *limits]


def _put_limit(words: str) -> str:
    if _WHOLE.match(words):
        return ", everything"
    number = _NUMBER.search(words)
    return f", at most {number[0]}" if number else ""


def _put_time(words: str) -> str:
    if match := _RANGE.match(words):
        return f"from {match[1]} to {match[2]}"
    return f"in {words}" if _BARE_TIME.match(words) else words


def _statements(parts: _Parts) -> str:
    if parts.who:
        return f"what did {parts.who} say about {parts.about}" if parts.about else f"what did {parts.who} say"
    return f"what was said about {parts.about}" if parts.about else ""


def _who(parts: _Parts) -> str:
    if not parts.about:
        return ""
    return f"which {parts.who} spoke about {parts.about}" if parts.who else f"who spoke about {parts.about}"


def _latest(parts: _Parts) -> str:
    if not parts.about and not parts.who:
        return ""
    by, on = f" by {parts.who}" if parts.who else "", f" on {parts.about}" if parts.about else ""
    return f"what was the latest statement{by}{on}"


def _comparison(parts: _Parts) -> str:
    two = len(parts.sides) == len(("one", "other"))
    return f"compare {parts.who} on {parts.about}" if two and parts.about else _statements(parts)


def _timeline(parts: _Parts) -> str:
    return f"{_statements(parts)} over time" if parts.about else ""


_FORMS: dict[str, Callable[[_Parts], str]] = {
    "statements": _statements,
    "who": _who,
    "latest": _latest,
    "comparison": _comparison,
    "timeline": _timeline,
}
