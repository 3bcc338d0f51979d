"""Typed questions: read from their files, a question a line after its intent, its parts in brackets.

`statements<TAB>what did [SPEAKER the Mayor of Lusk] say about [SUBJECT the ferry]`. All were written for this, as many
different people might type them.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "typed_questions"
SEEN = ("first", "second", "third", "fourth")
UNSEEN = "unseen"
"""By another hand than those, and read by no one before the network was trained."""

_PART = re.compile(r"\[([A-Z]+) ([^\[\]]*)\]")
_SWAPPED, _LOWER, _MISTYPED = 0.7, 0.3, 0.12  # how often a part, the case and two letters are changed in a variant


class TypedQuestion(NamedTuple):
    """A question, what it wants, and its parts: label, start and end."""

    intent: str
    text: str
    parts: tuple[tuple[str, int, int], ...]


def load_questions(*names: str) -> list[TypedQuestion]:
    """Return the questions of some files."""
    lines = [line for name in names for line in (FOLDER / f"{name}.txt").read_text().splitlines() if line]
    return [_parse(line) for line in lines]


def _parse(line: str) -> TypedQuestion:
    intent, marked = line.split("\t", 1)
    text, parts, end = "", [], 0
    for match in _PART.finditer(marked):
        text += marked[end : match.start()]
        absent = intent == "without" and match[1] == "SUBJECT"
        parts.append(("NOTSUBJECT" if absent else match[1], len(text), len(text) + len(match[2])))
        text, end = text + match[2], match.end()
    return TypedQuestion(intent, text + marked[end:], tuple(parts))


def vary(question: TypedQuestion, every: Sequence[TypedQuestion], chance: random.Random) -> TypedQuestion:
    """Return a question with parts of other ones in place of its own, at times in small letters or mistyped."""
    text, parts, end = "", [], 0
    for label, start, stop in question.parts:
        words = question.text[start:stop]
        if label != "QUOTE" and chance.random() < _SWAPPED:
            words = _draw_part(label, every, chance) or words
        text += question.text[end:start]
        parts.append((label, len(text), len(text) + len(words)))
        text, end = text + words, stop
    text += question.text[end:]
    if chance.random() < _LOWER and len(text.lower()) == len(text):
        text = text.lower()
    place = chance.randrange(max(1, len(text) - 1))
    if chance.random() < _MISTYPED and text[place : place + 2].isalpha():
        text = text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
    return TypedQuestion(question.intent, text, tuple(parts))


def _draw_part(label: str, every: Sequence[TypedQuestion], chance: random.Random) -> str:
    """Return the words of a part with a label of one of a few random questions; empty if none has one."""
    for other in chance.choices(every, k=40):
        found = [other.text[start:end] for each, start, end in other.parts if each == label]
        if found:
            return chance.choice(found)
    return ""
