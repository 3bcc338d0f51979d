"""Pairs: several speakers, each asked about a subject of their own, become several whole questions.

"Berg on fish plus Lund on oil", "what's Berg's idea about fish, and what did Lund say on oil?" and "what did Berg say
about fish? and Lund about oil?" each ask two things. Words after "and" that name no speaker and subject belong to the
part before them: "Berg on fish and chips".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rag.interpretation.patterns import compile_phrase

_LINK = compile_phrase(
    r"(?P<apart>\?+\s+(?:(?:and|plus|also|then|but)\s+){0,2}|;\s+(?:and\s+)?(?:also\s+)?|\s(?:/|\+)\s+|"
    r",?\s(?:plus|as\s+well\s+as|along\s+with|together\s+with|and\s+also|and\s+then|then)\s+(?:also\s+)?)|"
    r",?\s(?:and|&)\s+|,\s+"
)
_VIEW = (
    r"(?:ideas?|views?|takes?|opinions?|positions?|stances?|thoughts|words|remarks?|comments?|quotes?|statements?|"
    r"thinking)"
)
_TELL = r"(?:say|said|says|think|thinks|thought|speak|spoke|talk|talked|state|stated)"
_ASK = (
    r"(?:(?:i\s+(?:need|want)|(?:two|three|both|several)(?:\s+\w+)?\s*:|(?:please\s+)?(?:(?:can|could)\s+you\s+)?"
    r"(?:tell|give|show|find|get)\s+me)\s+)?"
    r"(?:what(?:['’]?s|\s+(?:did|does|do|has|have|had|was|is|were|are|about))?\s+)?(?:(?:the\s+|some\s+|any\s+)?(?:quotes?|statements?)\s+)?"
    r"(?:(?:from|by|of)\s+)?"
)
_PART = compile_phrase(
    rf"^\W*(?P<ask>{_ASK})(?P<who>[^?,;:\"“”]+?)(?:['’]s?\s+{_VIEW})?(?:\s+(?:ever\s+|also\s+)?{_TELL})?"
    r"(?:\s+(?P<on>on|about|regarding|concerning|re|wrt)|\s*:)\s+(?P<about>[^?\"“”]+?)[\s?.!]*$"
)
_ON = compile_phrase(r"\s(?:on|about|regarding|concerning|re|wrt)\s|\w:\s")
_NO_NAME = compile_phrase(
    r"\b(?:on|about|by|from|who|whom|what|which|when|where|why|how|not|only|compare|between|everything|anything|all|is|"
    r"was|newest|latest)\b"
)
_WHAT = compile_phrase(r"(?:\w+\s+me\s+)?(?:what|from|by|quotes?|statements?)\b")
_SAME = compile_phrase(r"(?:the\s+same(?:\s+\w+)?|it|that|this)")
_BETWEEN = compile_phrase(r"\bbetween\b")
_NAME_WORDS = 6
_LONGEST = 300  # characters
_TWO, _THREE = 2, 3  # questions


@dataclass(frozen=True, slots=True)
class _Pair:
    """A speaker and a subject; whole where it asks by itself."""

    who: str
    on: str
    about: str
    is_whole: bool

    def ask(self) -> str:
        return f"what did {self.who} say {self.on} {self.about}?"


def part_pairs(question: str, is_speaker: Callable[[str], bool]) -> str:
    """Return the whole questions of speakers who are each asked about another subject; empty for any other question."""
    line = question.strip().rstrip(" ?.!")
    if len(line) > _LONGEST or len(_ON.findall(line)) < _TWO:
        return ""
    start = 0
    pairs: list[_Pair] = []
    for link in _LINK.finditer(line):
        rest = _read_pair(_until_next(line, link.end()), is_speaker)
        before = _read_pair(line[start : link.start()], is_speaker) if rest else None
        if rest and before and _is_parted(before, rest, link):
            pairs.append(before)
            start = link.end()
    last = _read_pair(line[start:], is_speaker) if pairs else None
    parts = [*pairs, last] if last else []
    for place, part in enumerate(parts[1:], 1):
        if _SAME.fullmatch(part.about):
            parts[place] = replace(part, about=parts[place - 1].about)
    return " ".join(part.ask() for part in parts) if _TWO <= len(parts) <= _THREE else ""


def _until_next(line: str, start: int) -> str:
    """Return a part of a line up to the next link after its subject has begun."""
    on = _ON.search(line, start)
    end = _LINK.search(line, on.end()) if on else None
    return line[start : end.start() if end else len(line)]


def _read_pair(part: str, is_speaker: Callable[[str], bool]) -> _Pair | None:
    match = _PART.match(part)
    who = match["who"].strip() if match else ""
    if match is None or not who or len(who.split()) > _NAME_WORDS or _NO_NAME.search(who) or not is_speaker(who):
        return None
    return _Pair(who, _written(match["on"] or "on"), match["about"].strip(" ,"), bool(_WHAT.match(match["ask"])))


def _written(preposition: str) -> str:
    short = preposition.casefold() in {"re", "wrt"}
    return "on" if short else preposition.casefold()


def _is_parted(before: _Pair, after: _Pair, link: re.Match[str]) -> bool:
    """Return whether a part is a second question, not more of the subject: "the talks of Lund and Said on oil"."""
    if link["apart"] or after.is_whole:
        return True
    return before.on == after.on and not _BETWEEN.search(before.about)
