"""A question, taken apart: what it is about, and what kind of answer it wants."""

import re
from dataclasses import dataclass
from typing import Literal

from index.errors import InvalidQuestion
from index.terms import stems

Intent = Literal["statements", "fact"]

LONGEST = 2000
"""Characters of the longest question that is taken."""

_SAYING = (
    "say says said saying state states stated statement statements tell tells told mention mentions mentioned remark "
    "remarks comment comments commented report reports reported announce announced discuss discussed speak speaks "
    "spoke spoken talk talked talks express expressed position positions view views stance stances opinion opinions"
)
_FRAME = (
    "a about all an and any anyone anything are as at be been being by can concerning could describe did do does "
    "everyone everything explain find for from give had has have he her him his how i in into is it its know let list "
    "made make may me might more much my of on or our over place regard regarding regards s she "
    "happen happened happens take taken takes took should show so some someone "
    "something than that the their them then there these they this those to us was we were what when where which who "
    "whom whose why will with would you your please"
)
_STATEMENTS = re.compile(
    rf"\b({_SAYING.replace(' ', '|')})\b.*\b(on|about|regarding|concerning|of|over|against|towards?)\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(
    r"\b(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can)\b", re.IGNORECASE
)
_TOPIC_WORDS = 6
_ABOUT = re.compile(r"\b(?:on|about|regarding|concerning|over|against|towards?)\b", re.IGNORECASE)
_JOINED = re.compile(r",|\n|&|\b(?:and|or)\b")
_NAME = re.compile(r"(?:the\s+)?[^\W\d_a-z]\S*(?:\s+(?:of\s+|the\s+)*[^\W\d_a-z]\S*)*")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; `topic` holds the stems that a sentence on it would share, in order, each once.

    `subjects` are the parts of the topic that each make a sentence relevant: two for "on Libya and Syria", mostly one.
    """

    text: str
    intent: Intent
    topic: tuple[str, ...]
    subjects: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> "Question":
        """Take a question apart; InvalidQuestion where it is empty or too long to be one."""
        if not text.strip():
            message = "the question is empty; type what you want to know, such as: what was said on Libya?"
            raise InvalidQuestion(message)
        if len(text) > LONGEST:
            message = f"the question has {len(text):,} characters; at most {LONGEST:,} are taken"
            raise InvalidQuestion(message)
        if any("\ud800" <= character <= "\udfff" for character in text):
            message = "the question holds half a character (a lone surrogate); type it again"
            raise InvalidQuestion(message)
        asks_for_statements = bool(_STATEMENTS.search(text))
        bare = not _ASKS.search(text) and len(text.split()) <= _TOPIC_WORDS
        intent: Intent = "statements" if asks_for_statements or bare else "fact"
        topic = _topic(text, _FRAME_STEMS | (_SAYING_STEMS if asks_for_statements else frozenset()))
        return cls(text, intent, topic, _subjects(text, topic) if intent == "statements" else (topic,))


def _topic(text: str, frame: frozenset[str]) -> tuple[str, ...]:
    """Keep the words that carry the question; where it has only a frame, there are none."""
    words = dict.fromkeys(stems(text))
    topic = tuple(word for word in words if word not in frame)
    return () if set(topic) <= _SAYING_STEMS else topic


def _subjects(text: str, topic: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Tell apart names that are joined by "and": what was said on either is wanted, by whoever was asked for."""
    *_, about = _ABOUT.split(text)
    parts = [part for part in _JOINED.split(about) if part.strip(" ?.!")]
    if len(parts) < 2 or not all(_NAME.fullmatch(part.strip(" ?.!")) for part in parts):  # noqa: PLR2004 (a pair)
        return (topic,)
    named = [[word for word in topic if word in held] for held in map(stems, parts)]
    common = [word for word in topic if not any(word in words for words in named)]
    return tuple((*common, *words) for words in named if words) or (topic,)


_FRAME_STEMS = frozenset(stems(_FRAME))
_SAYING_STEMS = frozenset(stems(_SAYING)) - {"state"}  # a state is also what is spoken of
