"""Guest articles: a line on the page of a ministry that names the author, and the note on the author below.

“No place apart” – Op-ed by Foreign Minister Ana Ruiz in the Lusk Courier
"""

import re

from index.attribution.forms.document import Document
from index.attribution.forms.principal import read_person
from index.attribution.statements import Speaker
from index.text.spans import Span

_BY = re.compile(
    r"\b(?i:op-?ed|(?:guest |opinion |newspaper |joint )?(?:article|contribution|commentary|column|essay)"
    r"|opinion(?: piece)?|guest (?:post|comment)|blog ?post) (?:(?:written|penned|authored) )?(?:[Bb]y|BY) (?:the )?"
    r"(?P<who>[^\W\d_a-z][^\n]{3,160})"
)
_APPEARED = re.compile(
    r"(?:This|The) (?:\w+ ){0,2}(?:article|op-?ed|piece|text|contribution|column|commentary|essay)"
    r" (?:(?:was|has been) )?(?:first |originally )?(?:appeared|published|ran)\b"
    r"|(?:First |Originally )?published (?:in|on|by)\b",
    re.IGNORECASE,
)
_HEAD_LINES = 10  # lines in which an article is said to be somebody's
_LONGEST_LINE = 300  # code points of such a line
_LAST = 2 / 3  # of the text, after which a note is on its author


def find_guest_author(document: Document) -> tuple[Speaker, Span] | None:
    """Return the author whom a line in the head names, and the text to the end of this line."""
    place = 0
    for line in document.text.splitlines(keepends=True)[:_HEAD_LINES]:
        found = _BY.search(line) if len(line) < _LONGEST_LINE else None
        person = read_person(found["who"]) if found else None
        if person and person[0].name and " " in person[0].name:
            return Speaker(person[0].name, person[0].office or person[1]), Span(0, place + len(line.rstrip()))
        place += len(line)
    return None


def find_note_on(document: Document, author: Speaker) -> int:
    """Return where a note on the author begins, "Ana Ruiz has been Minister of Ports since May.", or the end."""
    surname = re.escape(author.name.split()[-1])
    note = re.compile(
        rf"^[*_ \t(\[]*(?:[^\W\d_a-z][^\n.:;,“”\"]{{0,60}} )?{surname}"
        r"(?:,[^.\n]{3,80},| \([^()\n]{3,80}\))?"
        r" (?:is|was|has (?:been|served|led|headed)|served|serves|became|took office|leads|heads|teaches|works"
        r"|writes)\b",
        re.MULTILINE,
    )
    found = note.search(document.text, int(len(document.text) * _LAST))
    return found.start() if found else len(document.text)


def is_above_article(words: str, author: Speaker) -> bool:
    """Return whether a paragraph above an article names its author, or ends without punctuation: a title or a date."""
    return author.name.split()[-1] in words or words.rstrip(' *_”"')[-1:] not in ".?!:…"


def says_where_published(words: str) -> bool:
    """Return whether a paragraph says where an article was published before."""
    return bool(_APPEARED.match(words))
