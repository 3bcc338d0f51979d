"""Printed matter: letters, bills and resolutions that a record prints under a turn, which its speaker does not say.

"There being no objection, the letter was ordered to be printed in the Record, as follows:"; "Exhibit 1". A letter is
its signatory's and a resolution its chamber's; whose anything else is the record does not say.
"""

import re
from dataclasses import dataclass

from index.attribution.forms.document import Turn
from index.attribution.forms.layout.stage_directions import find_spoken
from index.attribution.forms.principal import read_person
from index.attribution.statements import Speaker
from index.text.letters import CAPITALS
from index.text.normalize import words
from index.text.spans import Span

_BEGINS = re.compile(
    r"^[ \t]*(?:(?:Exhibit|EXHIBIT|Attachment|ATTACHMENT|Appendix|APPENDIX) "
    rf"(?:[{CAPITALS}]|\d{{1,2}}|No\. ?\d+)[ \t]*$"
    r"|[\[(]?(?:There being no objection, )?(?:[Tt]he|[Hh]er|[Hh]is) (?:[\w.-]+ ){0,6}?"
    r"(?:text|material|article|letter|bill|resolution|amendment|document|information|report|editorial|statement|table"
    rf"|list|remarks|submission)s?\b(?:[^.:\n]|\n(?!\s*\n)|(?<=\b[{CAPITALS}])\.|(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\bRes)\.){{0,160}}"
    r"\bfollows?(?: in full)?:[\])]?[ \t]*$)",
    re.MULTILINE,
)
_SALUTATION = re.compile(r"^[ \t]*(?:Dear|To) [^\n:]{2,80}:[ \t]*", re.MULTILINE)
_VALEDICTION = re.compile(
    r"^[ \t]*(?:Respectfully|Sincerely|Yours|Very truly|Faithfully|Cordially|Best|Kind|Warm"
    r"|With)\b[^\n.]{0,40},[ \t]*$",
    re.MULTILINE,
)
_SIGNATURE = re.compile(
    rf"\s*(?P<who>[{CAPITALS}][\w.’'-]*(?: (?:[{CAPITALS}][\w.’'-]*|de|van|von|al"
    r"|bin)){1,4}?)(?:,[^\n]{1,80})?[.,;]?[ \t]*$",
    re.MULTILINE,
)
_LAST_LINE = re.compile(
    rf"\n[ \t]{{8,}}(?P<who>[{CAPITALS}][\w’'-]*(?: (?:[{CAPITALS}][\w’'-]*\.?|de|van|von|al"
    r"|bin)){1,4}?)[.,]?[ \t]*(?=(?:\n[ \t]{8,}\S[^\n]{2,80}){0,3}\n\s*\n|\s*\Z)"
)
_CHAMBER = re.compile(
    r"\bResolved,? (?:by the (?P<both>(?:Senate|House of Representatives)(?: and (?:the )?House of Representatives)?)"
    r"(?: \([^()\n]{3,60}\))?,? )?That (?:the )?(?:it is the sense of the )?"
    r"(?P<one>House of Representatives|Senate|House|Congress|Assembly|Parliament)?",
)
_STATEMENT_OF = re.compile(
    rf"\b(?:statement|remarks|testimony) (?:of|by|from) (?P<who>(?:the )?[{CAPITALS}].+?),? follows?\b"
)
_REACH = 60  # code points after a valediction in which the signature begins
_NEAR = 600  # code points after the beginning in which a resolution has its chamber
_SHORTEST = 5  # words


@dataclass(frozen=True, slots=True)
class PrintedMatter:
    """Where printed matter begins in a turn, and whose words it is, if that is stated."""

    start: int
    turns: tuple[Turn, ...]


def find_printed_matter(text: str, start: int, end: int, speaker: Speaker | None) -> PrintedMatter | None:
    """Return what is printed under a turn of a speaker, from its first heading to the next label, if anything is."""
    begins = _BEGINS.search(text, start, end)
    if begins is None or not text[begins.end() : end].strip():
        return None
    author = _read_author(begins[0], speaker)
    return PrintedMatter(begins.start(), tuple(_read(text, begins.end(), end, author)))


def _read_author(heading: str, speaker: Speaker | None) -> Speaker | None:
    """Return whose statement a heading says that it is: "[The prepared statement of Dr. Ruiz follows:]"."""
    stated = _STATEMENT_OF.search(" ".join(heading.split()))
    person = read_person(stated["who"]) if stated else None
    if person is None or not person[0].name:
        return None
    is_same = speaker is not None and words(speaker.name)[-1:] == words(person[0].name)[-1:]
    return speaker if is_same else Speaker(person[0].name, person[0].office or person[1])


def _read(text: str, start: int, end: int, author: Speaker | None) -> list[Turn]:
    letter = [] if author else _read_letter(text, start, end)
    if author or letter:
        return letter or _to_turns(text, start, end, author)
    chamber = _CHAMBER.search(text, start, min(end, start + _NEAR))
    name = (chamber["both"] or chamber["one"]) if chamber else None
    if chamber and name:
        speaker = Speaker(" ".join(name.split()), None, None, Span(*chamber.span("both" if chamber["both"] else "one")))
        return _to_turns(text, chamber.end(), end, speaker, clause=True)
    return _to_turns(text, start, end, None)


def _read_letter(text: str, start: int, end: int) -> list[Turn]:
    """Return a letter, from its salutation to its valediction, as its signatory's; none without a signature."""
    salutation = _SALUTATION.search(text, start, end)
    closing = _VALEDICTION.search(text, salutation.end(), end) if salutation else None
    signed = _SIGNATURE.match(text, closing.end(), min(end, closing.end() + 4 * _REACH)) if closing else None
    if salutation and closing is None:  # "Dear Senator: ... Ana Ruiz, | President of the Guild."
        closing = signed = _LAST_LINE.search(text, salutation.end(), end)
    if salutation is None or closing is None or signed is None:
        return []
    speaker = Speaker(signed["who"].rstrip("."), None, None, Span(*signed.span("who")))
    return _to_turns(text, salutation.end(), closing.start(), speaker)


def _to_turns(text: str, start: int, end: int, speaker: Speaker | None, *, clause: bool = False) -> list[Turn]:
    spoken = find_spoken(text, start, end)
    long = tuple(part for part in spoken if len(part.slice(text).split()) >= _SHORTEST)
    return [Turn(speaker, long, clause=clause)] if long else []
