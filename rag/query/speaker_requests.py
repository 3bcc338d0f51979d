"""Whose words a question asks for: "what did Guterres say about Libya?" wants his, not words about him."""

import re
from dataclasses import dataclass

from index.names.gazetteer import Gazetteer
from index.store.statement_table import StatementTable
from rag.query.question import Question
from rag.query.speaker_lookup import Speakers

_SAY = (
    r"(?:say|said|state|stated|think|thought|announce|announced|warn|warned|tell|told|comment|commented|remark|"
    r"remarked|declare|declared|speak|spoke|spoken|talk|talked|claim|claimed|argue|argued|mention|mentioned|express|"
    r"expressed|propose|proposed|demand|demanded|believe|believed|report|reported|describe|described)"
)
_WORDS = (
    r"(?:statements?|positions?|views?|remarks?|comments?|stances?|opinions?|speech(?:es)?|reactions?|responses?|"
    r"words|warnings?|assessments?|announcements?)"
)
_ON = r"(?:on|about|regarding|concerning|over|against|towards?|of|to)"
_NOBODY = (
    r"(?:who|whom|what|which|when|where|why|how|he|she|it|they|we|you|i|been|anyone|anybody|someone|somebody|"
    r"everyone|everybody|nobody|people|others|there|is|are|was|were|did|does|do|has|have|had|said|say|spoken|this|that)"
)
_WHO = rf"(?P<who>(?:(?!\b{_NOBODY}\b)[^,?!]){{1,90}}?)"
_ASKING = (
    r"^\W*(?:(?:what|which|any|all|list|show|me|find|give|were|was|are|is|has|have|been|the|there|recent|latest|"
    r"official)\s+)*"
)
_NAMED = r"(?:the\s+)?(?-i:[A-Z])\S*(?:\s+(?-i:[A-Z])\S*)*"
_OFTEN = r"(?:(?:have|had|ever|also|just|not|\w+ly)\s+)*"
_MUCH = r"(?:\s+(?:anything|something|much|to \w+))?"

# Where the words that follow say on what, nobody but a speaker is meant.
_FIRM = [
    rf"\b(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO}\s+{_OFTEN}{_SAY})\b{_MUCH}\s+{_ON}\b",
    rf"\bwhat\s+(?P<cut>{_WHO}\s+{_OFTEN}(?:said|says|thinks?|thought))\s+{_ON}\b",
    rf"(?:^|\b(?:is|are|was|were|about|give|show|find|list|me)\s+)(?P<cut>{_WHO}['’]s?)\s+(?:\w+\s+)?{_WORDS}\s+{_ON}\b",
    rf"{_ASKING}(?:said|told|announced|declared)\s+(?P<cut>by\s+{_WHO})(?=\s+{_ON}\b)",
    rf"{_ASKING}{_WORDS}\s+(?:made\s+|issued\s+)?(?P<cut>(?:by|from|of)\s+{_WHO})(?=\s+{_ON}\b)",
]
# Here they are only where the library knows them as one.
_LOOSE = [
    rf"\b(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO}\s+{_OFTEN}(?:say|said|speak|spoken|talk|comment|tell|told))\b",
    rf"\b(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO})\s+{_OFTEN}{_SAY}\b",
    rf"(?P<cut>,?\s*\baccording\s+to\s+{_WHO})(?=\s*[,?!]|\s*$)",
]
_KNOWN = [
    rf"{_ASKING}(?:said|{_WORDS})\s+(?P<cut>(?:by|from)\s+{_WHO})(?=\s*[,?!]|\s*$)",
    rf"\bsaid\s+(?:on|about)\s+{_NAMED}\s+(?P<cut>by\s+{_WHO})(?=\s*[,?!]|\s*$)",
    rf"^\s*(?P<cut>{_WHO})\s+(?:on|about)\s+(?=\S)",
]
_SHAPES = [
    *((re.compile(shape, re.IGNORECASE), True, True) for shape in _FIRM),
    *((re.compile(shape, re.IGNORECASE), False, True) for shape in _KNOWN),
    *((re.compile(shape, re.IGNORECASE), False, False) for shape in _LOOSE),
]
_NAME = re.compile(r"(?:the\s+)?[^\W\d_a-z]\S*(?:\s+(?:(?:of|the|for|and|de|al|bin|van|von|der)\s+)*[^\W\d_a-z]\S*)*")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words are asked for, and the question without them.

    `named`: they are a speaker even where the library knows none of the name. `theirs`: nothing but their own words
    answers; else the question may also be on what others tell of them.
    """

    who: str
    rest: str
    named: bool
    theirs: bool


def asked_of(question: str) -> tuple[Asked, ...]:
    """Give whose words a question may be asking for, the likeliest reading first; none where it asks for anybody's."""
    question = " ".join(question.split())  # runs of spaces can be read in so many ways that it would take minutes
    found = ((shape.search(question), named, theirs) for shape, named, theirs in _SHAPES)
    return tuple(_asked(question, one, named=named, theirs=theirs) for one, named, theirs in found if one)


def _asked(question: str, found: re.Match[str], *, named: bool, theirs: bool) -> Asked:
    start, end = found.span("cut")
    said = "say" if named else ""  # whatever word of saying stood there, it is not what they spoke of
    rest = f"{question[:start].rstrip()} {said} {question[end:].lstrip()}".strip(" ,")
    who = found["who"].strip()
    return Asked(who, rest, named and bool(_NAME.fullmatch(who)), theirs)


@dataclass(frozen=True, slots=True)
class Request:
    """A question for somebody's words: `question` is without their name, and `speakers` are those who may be meant."""

    question: Question
    who: str
    speakers: Speakers
    theirs: bool


def requested(question: Question, spoken: StatementTable, aliases: Gazetteer | None) -> Request | None:
    """Read whose words a question asks for; None where it is not for anybody's, or of nobody a library knows."""
    for asked in asked_of(question.text):
        speakers = Speakers.meant(spoken, asked.who)
        if speakers or asked.named:
            rest = question.of(asked.rest, aliases)
            return Request(rest if rest.topic else rest.for_anything(), asked.who, speakers, asked.theirs)
    return None
