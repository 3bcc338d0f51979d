"""A question, taken apart: what it is about, and what kind of answer it wants."""

import re
from dataclasses import dataclass, replace

from index.errors import InvalidQuestion
from index.names.gazetteer import Gazetteer, Mention, spaced
from index.store.term_index import name_term, stems
from rag.query.intents import SAYING, Intent, Reading, is_on_subject, read_intent

LONGEST = 2000
"""Characters of the longest question that is taken."""

_FRAME = (
    "a about all an and any anyone anything are as at be been being by can concerning could describe did do does "
    "everyone everything explain find for from give had has have he her him his how i in into is it its know let list "
    "made make may me might more much my of on or our over place regard regarding regards s she "
    "happen happened happens take taken takes took should show so some someone "
    "something than that the their them then there these they this those to us was we were what when where which who "
    "whom whose why will with would you your please"
)
_COUNTED = (
    "articles countries delegates delegations documents leaders many member ministers often officials presidents "
    "references refer referred named raised addressed cited reports sources speakers speeches stories times"
)
_ABOUT = re.compile(r"\b(?:on|about|regarding|concerning|over|against|towards?)\b", re.IGNORECASE)
_JOINED = re.compile(r",|\n|&|\b(?:and|or)\b")
_NAME = re.compile(r"(?:the\s+)?[^\W\d_a-z]\S*(?:\s+(?:of\s+|the\s+)*[^\W\d_a-z]\S*)*")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; `topic` holds the terms that a sentence on it would share, in order, each once.

    `subjects` are the parts of the topic that each make a sentence
    relevant: two for "on Libya and Syria", mostly one. `names` are those in it that are searched for under every form.
    """

    reading: Reading
    topic: tuple[str, ...]
    subjects: tuple[tuple[str, ...], ...]
    names: tuple[Mention, ...] = ()

    @classmethod
    def read(cls, text: str, aliases: Gazetteer | None = None) -> "Question":
        """Take a question apart, with names for whatever `aliases` knows; InvalidQuestion where it is none."""
        if not text.strip():
            message = "the question is empty; type what you want to know, such as: what was said on Libya?"
            raise InvalidQuestion(message)
        if len(text) > LONGEST:
            message = f"the question has {len(text):,} characters; at most {LONGEST:,} are taken"
            raise InvalidQuestion(message)
        if any("\ud800" <= character <= "\udfff" for character in text):
            message = "the question holds half a character (a lone surrogate); type it again"
            raise InvalidQuestion(message)
        return cls._of(read_intent(text), aliases)

    @classmethod
    def _of(cls, reading: Reading, aliases: Gazetteer | None) -> "Question":
        topic = _topic(_terms(reading.plain, aliases), _frame(reading))
        subjects = _subjects(reading.plain, topic, aliases) if reading.whole else (topic,)
        names = tuple(aliases.find(reading.plain, typed=True)) if aliases else ()
        return cls(reading, topic, subjects, names)

    @property
    def text(self) -> str:
        """The plain question: what is searched for, without the words that tell how to answer."""
        return self.reading.plain

    @property
    def intent(self) -> Intent:
        """What kind of answer is wanted."""
        return self.reading.intent

    @property
    def whole(self) -> bool:
        """Whether all that names the subject is wanted, and not only what settles a fact."""
        return self.reading.whole

    def of(self, plain: str, aliases: Gazetteer | None) -> "Question":
        """Give the same question with these words for its own: without its time, or without whose words it is for."""
        whole = self.whole or is_on_subject(plain)
        intent = "statements" if whole and self.intent == "fact" else self.intent
        return self._of(replace(self.reading, intent=intent, plain=plain, whole=whole), aliases)

    def for_anything(self) -> "Question":
        """Give the question for all that somebody said, whatever about."""
        intent = "statements" if self.intent == "fact" else self.intent
        return replace(self, reading=replace(self.reading, intent=intent, whole=True), subjects=((),))


def _frame(reading: Reading) -> frozenset[str]:
    """Give the words that only ask."""
    if reading.intent in {"count", "who"}:
        return _FRAME_STEMS | _SAYING_STEMS | _COUNTED_STEMS
    return _FRAME_STEMS | _SAYING_STEMS if reading.whole else _FRAME_STEMS


def _terms(text: str, aliases: Gazetteer | None) -> list[str]:
    """Give the terms of a text in order: a name by its code where it has one, and the stems of the rest."""
    line, terms, done = spaced(text), [], 0
    for mention in aliases.find(text, typed=True) if aliases else ():
        terms += [*stems(line[done : mention.start]), name_term(mention.form.codes[0])]
        done = mention.end
    return terms + stems(line[done:])


def _topic(terms: list[str], frame: frozenset[str]) -> tuple[str, ...]:
    """Keep the terms that carry the question; where it has only a frame, there are none."""
    topic = tuple(term for term in dict.fromkeys(terms) if term not in frame)
    return () if set(topic) <= _SAYING_STEMS else topic


def _subjects(text: str, topic: tuple[str, ...], aliases: Gazetteer | None) -> tuple[tuple[str, ...], ...]:
    """Tell apart names that are joined by "and": what was said on either is wanted, by whoever was asked for."""
    *_, about = _ABOUT.split(text)
    parts = [part for part in _JOINED.split(about) if part.strip(" ?.!")]
    if len(parts) < 2 or not all(_NAME.fullmatch(part.strip(" ?.!")) for part in parts):  # noqa: PLR2004 (a pair)
        return (topic,)
    named = [[term for term in topic if term in held] for held in (_terms(part, aliases) for part in parts)]
    common = [term for term in topic if not any(term in terms for terms in named)]
    return tuple((*common, *terms) for terms in named if terms) or (topic,)


_FRAME_STEMS = frozenset(stems(_FRAME))
_SAYING_STEMS = frozenset(stems(SAYING)) - {"state"}  # a state is also what is spoken of
_COUNTED_STEMS = frozenset(stems(_COUNTED))
