"""Interviewer's lines: what the one who asks says without a question mark, in an interview without labels.

"You left the navy in anger." stands where a question would: it is nobody's, and not the answer before it going on.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from index.attribution.forms.layout.paragraphs import Paragraph
from index.text.letters import CAPITALS

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us|[Mm]yself|[Oo]urselves)\b")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_ADDRESSED = re.compile(
    r"\b(?:[Yy]ou|[Yy]our|[Yy]ours)\b|^(?:Tell|Describe|Explain|Give|Take|Walk|Remind|Help|Let|So|But|And|Yet|Still)\b"
    r"|, (?:[Mm]inister|[Aa]mbassador|[Gg]eneral|[Aa]dmiral|[Pp]resident|[Ss]ecretary|[Cc]ommissioner)\.?$"
)
_ASKED_FOR = re.compile(r"^(?:Tell|Give|Describe|Explain|Remind|Help|Walk) (?:us|me)\b")
_NAMED_ASKER = re.compile(  # "Thank you. Alva Persson, Nordavisen. You said in May ..."
    r"(?:(?:Thank you|Thanks|Hello|Hi|Good (?:morning|afternoon|evening))\b[^.!\n]{0,40}[.!] )?"
    rf"(?:[{CAPITALS}][\w’'-]+ ){{1,2}}[{CAPITALS}][\w’'-]+,? (?:from |for |with "
    rf"|of )?(?:the )?[{CAPITALS}][\w’' -]{{2,40}}\. \S"
)
_LONGEST = 220  # code points of a line
_LONGEST_NAMED = 700  # code points of a question by an asker who gives a name
_ALTERNATING = 3  # paragraphs from one question to the next in which another line stands


def find_interviewer_lines(text: str, paragraphs: Sequence[Paragraph], asked: Collection[int]) -> list[Paragraph]:
    """Return the lines of who asks without a question mark, by the places of paragraphs that are questions.

    Where questions and answers alternate paragraph by paragraph, every second one between two questions is a line of
    the interviewer, if it is short and not in the first person.
    """
    places = [
        place
        for place, paragraph in enumerate(paragraphs)
        if place in asked or _is_by_named_asker(paragraph.text(text), len(paragraph.span))
    ]
    if not places:
        return []
    lines = [place for place in places if place not in asked]
    runs = [*pairwise([*places, len(paragraphs)])]
    if all((end - start) % 2 == 0 for start, end in runs[:-1]):
        for start, end in runs:
            inner = range(start + 2, end - 1, 2)
            if end - start > _ALTERNATING and all(_is_line(text, paragraphs[place]) for place in inner):
                lines += inner
    return [paragraphs[place] for place in sorted([*lines, *_find_before(text, paragraphs, places[0])])]


def _find_before(text: str, paragraphs: Sequence[Paragraph], first: int) -> list[int]:
    """Return the places of lines before the first question, each followed by an answer in the first person."""
    lines: list[int] = []
    place = first - 2
    while place >= 0 and _is_line(text, paragraphs[place]):
        words = paragraphs[place].text(text)
        answer = paragraphs[place + 1].text(text)
        if not _ADDRESSED.search(words) or not _FIRST_PERSON.search(_QUOTED.sub("", answer)):
            break
        lines.append(place)
        place -= 2
    return lines


def _is_line(text: str, paragraph: Paragraph) -> bool:
    words = paragraph.text(text)
    if len(words) > _LONGEST or words.rstrip(' *_”"')[-1:] not in ".!:…":
        return False
    return bool(_ASKED_FOR.match(words)) or not _FIRST_PERSON.search(_QUOTED.sub("", words))


def _is_by_named_asker(words: str, length: int) -> bool:
    return length < _LONGEST_NAMED and bool(_NAMED_ASKER.match(words))
