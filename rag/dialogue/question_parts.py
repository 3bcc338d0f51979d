"""Question parts: a question for statements as its speaker, subject, time and the directions after it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.interpretation.count_questions import read_count, read_whether, subject_words
from rag.interpretation.directions import read_directions
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.statement_questions import restate
from rag.query.speaker_requests import find_speaker_phrases
from rag.query.time_expressions import find_time_words

AFTER = re.compile(r"\s*\(after (\d{1,4})\)")


EXCLUDES = compile_phrase(
    r"^\W*(?:and\s+|but\s+)?(?:skip|ignore|not\s+(?:by|from|about|on|mentioning)|without|"
    r"except(?:ing)?(?:\s+for)?|excluding|besides|apart from|other than|leave out|leaving out|drop|remove|omit|minus|"
    r"not counting|(?:every|any)(?:one|body)\s+(?:but|except)|all\s+but)"
    r"\s+"
)


_SAYS = compile_phrase(
    r"\b(?P<about>on|about|regarding|concerning|mention(?:ed|s)?|speak of|of)\s+(?P<subject>[^?,(]+)"
)


CLAIMED = compile_phrase(
    r"^\W*(?:who|which\s+\w+)\s+(?:ever\s+|once\s+|has\s+|had\s+|first\s+)?(?:said|says|claimed|declared|stated|warned)\s+"
    r"(?:that\s+(?=\w)|that\s*[\"“]|[\"“])(?P<claim>[^\"“”?]+)"
)
"""Questions for who said something that is given."""

_SHOWN = compile_phrase(
    r"^\W*(?:(?:give|show|find|list|get|tell)\s|(?:quotes?|quotations?|statements?)\s+(?:on|about)\s)"
)
_BARE = 4  # words of a question that is only a subject

_DEED = compile_phrase(r"^\W*(?:and\s+)?(?:did|does|do|has|have|had|will|would)\s+(?P<rest>[^?]+)$")
_DEED_VERB = compile_phrase(
    r"^(?:(?:ever|also|really|actually|once|already|just)\s+)*[a-z]+\s+"
    r"(?:(?:out|up|off|down|for|to|on|against|about|of|over|with|at|from|away|back)\s+)*(?P<about>\S.*)$"
)
_NAME_WORDS = 4  # of a speaker
_PRONOUN = compile_phrase(r"(?:i|you|we|he|she|it|they|anyone|anybody|someone|somebody|everyone)")

_REACTED = compile_phrase(
    r"^\W*(?:(?:and|but|so|then)\s+)?why\s+(?:did|does|do|has|have|had|was|is|were|are)\s+(?P<who>(?!(?:he|she|they|it|we|you|i|"
    r"that|this|there|the\s+\w+\s+\w+\s+\w+)\b)[^?]{2,40}?)\s+(?:object|oppose[ds]?|disagree|refuse|abstain|agree|complain|care|protest|"
    r"hesitate|worr(?:y|ied)|concerned|angry|against|opposed|in\s+favou?r|condemn|reject|support|welcome|"
    r"(?:say|said|do|think|believe)\s+(?:so|that|this|it))(?:\s+(?:to|of|about|with)?\s*(?:it|that|this|them))?\W*$"
)

_ASKS = compile_phrase(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|"
    r"have|it|that|this|them|he|she|they|more|only|first)\b"
)


@dataclass(frozen=True, slots=True)
class Past:
    """A question as it stood by itself, what it is made of, and what its answer showed: who was cited, and when."""

    question: str
    parts: "Parts"
    speakers: tuple[str, ...]
    dates: tuple[str, ...]
    answered: bool
    last_date: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What a question for words is made of, and all that follows it: its time, order and filters."""

    who: str
    about: str
    when: str
    tail: str

    def ask(self) -> str:
        """Return the question for these words."""
        who, about, when, tail = self.who, self.about, self.when, self.tail
        said = f"what did {who} say" if who else "what was said"
        on = f" about {about}" if about and who else f" on {about}" if about else ""
        return f"{said}{on}{f' {when}' if when else ''}{tail}?"


def read_first(question: str, speaks: Callable[[str], bool]) -> Past:
    """Return the first of several questions in one as what comes before the others."""
    return Past(question, read_parts(question, speaks), (), (), answered=True)


def ask_whole(past: Past) -> str:
    """Return an earlier question as a whole one, without its mark: a bare subject as what was said on it."""
    line = AFTER.sub("", past.question).rstrip(" ?")
    parts = past.parts
    bare = line.replace(parts.when, " ") if parts.when else line
    is_bare = bool(parts.about) and not parts.who and " ".join(bare.split()) == f"{parts.about}{parts.tail}"
    return parts.ask().rstrip("?") if is_bare else line


def find_base(pasts: Sequence[Past]) -> Past:
    """Return the last question that had a subject and an answer, or else a subject."""
    answered = next((past for past in reversed(pasts) if past.answered and past.parts.about), None)
    named = next((past for past in reversed(pasts) if past.parts.about), None)
    last = pasts[-1]
    if last.parts.about and (last.answered or last.parts.who or last.parts.when):
        return last
    return answered or named or last


def read_parts(question: str, speaks: Callable[[str], bool]) -> Parts:
    """Take a question for words, a count, a comparison or whether somebody did something apart."""
    line = AFTER.sub("", question)
    tail = _directing(line)
    directed = read_directions(line, frozenset)
    head = directed.question.rstrip(" ?") if directed.question != line else line.rstrip(" ?")
    head = re.sub(r"^(?:summari[sz]e|translate|sum up)\s*:?\s*", "", head, flags=re.IGNORECASE)
    head = restate(head).rstrip(" ?") if _SHOWN.match(head) else head
    when = find_time_words(head)
    timeless = re.sub(r"\s+", " ", head.replace(when, " ")).strip() if when else head.strip()
    if match := re.match(r"^\W*compare\s+(?P<who>.+?)\s+on\s+(?P<about>.+)$", timeless, re.IGNORECASE):
        return Parts(match["who"], match["about"].strip(), when, tail)
    if by := re.search(r"\s+by\s+(?P<who>[^?,]+)$", timeless, re.IGNORECASE):
        asked_by, timeless = by["who"].strip(), timeless[: by.start()]
    else:
        asked_by = ""
    counted = read_count(f"{timeless}?") or read_whether(f"{timeless}?")
    if counted:
        asked = next(iter(find_speaker_phrases(f"{timeless}?")), None)
        who = asked_by or (asked.phrase if asked else "")
        about = subject_words(counted.plain.replace(who, " ") if who else counted.plain)
        return Parts(who, about, when, tail)
    asked = next(iter(find_speaker_phrases(f"{timeless}?")), None)
    rest = asked.rest if asked else timeless
    named = _SAYS.search(rest.strip(" ?"))
    subject = named["subject"].strip(" ?,.") if named else ""
    if not asked and (claimed := CLAIMED.match(timeless)):
        subject = claimed["claim"].strip(" ?,.")
    if not subject and not asked and len(timeless.split()) <= _BARE and not _ASKS.search(timeless):
        subject = timeless.strip(" ?.!")
    if not subject and not asked and not asked_by and (deed := read_deed(timeless, speaks)):
        return Parts(*deed, when, tail)
    return Parts(asked.phrase if asked else asked_by, subject, when, tail)


def read_deed(question: str, speaks: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return who is asked to have done something, and to what: Vance and "force" of "did Vance rule out force?"."""
    match = _DEED.match(question.strip(" ?.!"))
    words = match["rest"].split() if match else []
    for size in range(min(_NAME_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[:size])
        done = _DEED_VERB.match(" ".join(words[size:]))
        if done and not _PRONOUN.fullmatch(name) and speaks(name):
            return name, done["about"].strip()
    return None


def ask_of_reaction(question: str, past: Past) -> str:
    """Return "why did Iceland object?" as what Iceland said on the subject before it; empty for any other question."""
    match = _REACTED.match(question) if past.parts.about else None
    return replace(past.parts, who=match["who"].strip(), tail="").ask() if match else ""


def _directing(line: str) -> str:
    """Return the parts of a question, after commas, that only direct how it is answered."""
    kept = []
    for part in line.rstrip(" ?").split(", ")[1:]:
        probe = read_directions(f"what was said on Zembla, {part}", frozenset)
        if not re.search(r"\w", probe.question.replace("what was said on Zembla", "")) or EXCLUDES.match(part):
            kept.append(part)
    return "".join(f", {part}" for part in kept)
