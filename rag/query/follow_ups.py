"""Follow-ups: "and on Syria?" after "what did Lavrov say about Libya?" is "what did Lavrov say about Syria?".

A question that stands by itself is left as it is. One that leans on those before it is filled in from them: whom it is
for, on what, and in which time, each of which the new question may replace. Nothing is guessed: where the turns before
do not tell, the question stays as it was typed.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from index.names.gazetteer import aliases
from index.text.normalize import is_part_of
from rag.query.intents import read_intent, shape
from rag.query.speaker_requests import asked_of
from rag.query.time_expressions import last_date, time_words

_ON = r"(?:on|about|regarding|concerning)"
_BY = r"(?:by|from|according to)"
_END = r"[\s?.!]*$"
_FRAGMENT = shape(rf"^\W*(?:and|but|or|also|so|what about|how about|and what about)\s+(?P<rest>[^?]+?){_END}")
_ABOUT = shape(rf"^{_ON}\s+.+$")
_FROM = shape(rf"^{_BY}\s+.+$")
_OF_SUBJECT = shape(rf"\b{_ON}\s+(?P<about>[^?]+?){_END}")
_ELSE = shape(rf"^\W*(?:and\s+)?who\s+else\b(?:\s+(?:said|spoke|commented)\b[^?]*)?{_END}")
_NEWER = shape(
    rf"^\W*(?:and\s+)?(?:(?:is there\s+)?anything\s+(?:more\s+recent|newer|since)|"
    rf"(?:what(?:['’]s|\s+is)\s+)?the\s+latest|what\s+came\s+(?:next|later))\b{_END}"
)
_WHEN = shape(rf"^\W*(?:and\s+)?(?:when|since when)(?:\s+(?:was|is|did)\s+(?:that|this|it|he|she|they)\b[^?]*)?{_END}")
_OWNED = r"\s+(?=(?:\w+\s+)?(?:position|view|stance|statement|remark|word)s?\b)"
_THEY = shape(rf"\b(?P<owner>her|his|their){_OWNED}|\b(?:he|she|they)\b")
_IT = shape(rf"\b(?P<on>{_ON})\s+(?:it|that|this|them)\b")
_NEXT = shape(rf"\s+(?:next|afterwards|after that|later|then)\b(?={_END})")
_SAYS = shape(r"\b(?:say|said|think|thought|position|view|stance|statement|remark|tell|told|announce|comment)\w*\b")
_IN = shape(rf"^(?:in|at|for|of|with|to|{_ON}|{_BY})\s+")
_NAME = re.compile(r"\b[A-ZÀ-Þ]")
_LEAD = re.compile(r"(?:^|\n\n)(?P<name>[^\n:(]+?)(?: \(|, |:)")
_WORDS = 8
_KEPT = frozenset({"comparison", "timeline", "latest", "who", "count"})  # what is asked again of another subject


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it stood by itself, who was cited in its answer, and the date of the last citation."""

    question: str
    speakers: tuple[str, ...] = ()
    last: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question for words is made of; `who` and `about` are empty for anybody's and on anything."""

    who: str
    about: str
    when: str

    @classmethod
    def of(cls, asked: str) -> "_Asked":
        question = read_intent(asked).plain
        when = time_words(question)
        timeless = question.replace(when, "") if when else question
        theirs = next(iter(asked_of(timeless)), None)
        about = _OF_SUBJECT.search(theirs.rest if theirs else timeless)
        return cls(theirs.who if theirs else "", about["about"].strip(" ?,") if about else "", when)

    @property
    def question(self) -> str:
        on = f"about {self.about}" if self.who and self.about else f"on {self.about}" if self.about else ""
        said = f"what did {self.who} say" if self.who else "what was said"
        return f"{' '.join(filter(None, (said, on, self.when)))}?"


def turns_of(history: Sequence[tuple[str, str]], known: AbstractSet[str]) -> list[Turn]:
    """Read the turns before a question, each a question and the text of its answer; `known` are names of speakers."""
    turns: list[Turn] = []
    for question, answer in history:
        cited = dict.fromkeys(found["name"] for found in _LEAD.finditer(answer) if found["name"] in known)
        dates = [date for lead in answer.split("\n\n") if (date := last_date(lead.partition(":")[0]))]
        turns.append(Turn(standalone(question, turns), tuple(cited), dates[-1] if dates else None))
    return turns


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """Give the question that stands by itself; the same where it does so already, or where nothing tells more."""
    if not turns or not question.strip():
        return question
    last = turns[-1]
    asked = _Asked.of(last.question)
    return (
        _again(question, asked, last) or _theirs(question, asked, last) or _fragment(question, asked, last) or question
    )


def _again(question: str, asked: _Asked, last: Turn) -> str | None:
    """Read "who else?", "when?" and "anything newer?", which ask the last question in another way."""
    if not asked.about:
        return None
    if _ELSE.search(question):
        but = f", apart from {' and '.join(last.speakers)}" if last.speakers else ""
        return f"who spoke {' '.join(filter(None, (f'about {asked.about}', asked.when)))}{but}?"
    if _NEWER.search(question):
        by = f" by {asked.who}" if asked.who else ""
        return f"what is the latest statement{by} on {asked.about}?"
    if _WHEN.search(question):
        return f"when did {asked.who or 'anyone'} speak about {asked.about}?"
    return None


def _theirs(question: str, asked: _Asked, last: Turn) -> str | None:
    """Put names and subjects where "she" and "it" stand, and a date where "next" does."""
    who = asked.who or (last.speakers[0] if len(set(last.speakers)) == 1 else "")
    told = question
    if who and _SAYS.search(question):
        told = _THEY.sub(lambda one: f"{who}'s " if one["owner"] else who, told, 1)
    if asked.about:
        told = _IT.sub(rf"\g<on> {asked.about}", told)
    if _NEXT.search(told) and last.last:
        on = "" if _OF_SUBJECT.search(told) or not asked.about else f" about {asked.about}"
        told = _NEXT.sub(f"{on} after {last.last}", told, 1)
    return told if told != question else None


def _fragment(question: str, asked: _Asked, last: Turn) -> str | None:
    """Read "and on Syria?", "what about 2014?", "by Lavrov?": one part of the last question is another now."""
    found = _FRAGMENT.search(question)
    rest = (found["rest"] if found else question).strip(" ?.!")
    said, led = _IN.sub("", rest), _ABOUT.search(rest) or _FROM.search(rest) or time_words(rest) == rest
    if len(rest.split()) > _WORDS or not (found or led):
        return None
    when = next((words for words in (rest, f"in {rest}") if time_words(words) == words), "")
    if not asked.about and not asked.who:
        return _swapped(last.question, said, when)
    if when:
        return replace(asked, when=when).question
    if _FROM.search(rest) or (not _ABOUT.search(rest) and _names_who(said, asked, last)):
        return replace(asked, who=said).question
    if read_intent(last.question).intent in _KEPT and asked.about in last.question:
        return last.question.replace(asked.about, said)
    return replace(asked, about=said).question


def _names_who(rest: str, asked: _Asked, last: Turn) -> bool:
    """Tell whether a bare name is another speaker: one who was cited, or of the kind of whoever was asked for."""
    if any(is_part_of(rest, speaker) for speaker in last.speakers):
        return True
    if not asked.who or not _NAME.search(rest):
        return False
    new, old, subject = (bool(aliases().find(name, typed=True)) for name in (rest, asked.who, asked.about))
    return new == old and (new != subject or not asked.about)


def _swapped(question: str, name: str, when: str) -> str | None:
    """Put a name where a question for a fact has one, or a time: "how many died in Libya?", "and in Syria?"."""
    if when:
        timeless = question.replace(time_words(question), "").rstrip(" ?")
        return f"{timeless} {when}?"
    named = aliases().find(question)
    if not named or not aliases().find(name):
        return None
    return f"{question[: named[-1].start]}{name}{question[named[-1].end :]}"
