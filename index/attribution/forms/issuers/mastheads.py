"""Mastheads: the ministry, staff or embassy whose name stands above a text on its page."""

import re
from collections.abc import Iterator

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.bodies import lower_line
from index.attribution.statements import Speaker
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
_COMMENT = re.compile(  # "Embassy comment on ...", "Answer of the Ministry of Ports to ..."
    r"\b(?P<body>Embassy|Consulate(?: General)?|Mission|Ministry|Department|Press Service|Command|Agency)(?:[’']s?)?"
    r" (?:[a-z]+ )?(?:comments?|repl(?:y|ies)|answers?|responses?|statement|clarification)\b"
    r"|\b(?:[Cc]omments?|[Rr]epl(?:y|ies)|[Aa]nswers?|[Rr]esponses?|[Ss]tatement|[Cc]larification)s? (?:by|of|from)"
    rf" (?:the )?{BODY_NAME}"
)
_HEAD_LINES = 8
_HEAD = 900  # code points in which a text is called a comment


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


def find_commenting_body(document: Document) -> Speaker | None:
    """Return the body that a heading names as author of a comment or answer, by its name in the masthead."""
    lines = [document.title, *document.text[:_HEAD].splitlines()[: _HEAD_LINES * 2]]
    comment = next(filter(None, map(_COMMENT.search, lines)), None)
    if comment is None:
        return None
    noun = comment["body"]
    if noun:
        printed = find_mastheads(document, _HEAD)
        return next((Speaker(name, None, None, span) for name, span in printed if noun in name), Speaker(noun))
    name = comment["who"].strip()
    return Speaker(name) if BODY_NOUN.search(name) else None
