"""Mastheads: the ministry, staff or embassy whose name stands above a text on its page."""

import re
from collections.abc import Iterator

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.bodies import lower_line
from index.text.spans import Span

BODY_NOUN = re.compile(
    r"\b(?:Ministry|Department|Commission|Embassy|Consulate|Office|Agency|Mission|Command|Secretariat|Government|Delegation"
    r"|Service|Forces|Army|Navy|Staff|Headquarters|Guard|Administration|Presidency|Council|NATO|EEAS|MFA|MoD|MOD)\b"
)
"""A noun of a body that issues texts in its own name."""

BODY_NAME = r"(?P<who>(?:[A-ZÀ-Þ][\w’'&-]*(?: (?:of |for |and |the |to )*[A-ZÀ-Þ][\w’'&-]*){0,8}))"
"""The capitalized words of its name."""

LETTERHEAD = re.compile(rf"[*_# \t]*(?:The )?{BODY_NAME}[*_ \t]*")
"""A line that is nothing but such a name."""

_NAVIGATION = re.compile(r"[^\n>|]{3,80}(?: [>|»/] )[^\n]{3,}")  # "Government of Lusk > Ministry of Defence > News"
_HEAD_LINES = 8


def find_mastheads(document: Document, end: int) -> Iterator[tuple[str, Span]]:
    """Yield the bodies that are lines of their own above a place, in order, each with where it is printed."""
    place = 0
    for line in document.text[:end].splitlines(keepends=True)[:_HEAD_LINES]:
        parts = re.split(r" [>|»/] ", line) if _NAVIGATION.match(line) else [line]
        for part in parts:
            name = LETTERHEAD.fullmatch(lower_line(part.strip()))
            if name and BODY_NOUN.search(name["who"]):
                start = place + line.index(part.strip())
                yield name["who"].strip(), Span(start, start + len(part.strip()))
        place += len(line)
