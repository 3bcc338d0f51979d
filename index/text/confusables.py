r"""Disguises: characters that do not show, letters of one script that pass for another's, and piled-up marks.

What they hide is found all the same, because names and words are compared by `index.names.plain`; here is told where
they stand, so that a reader can be shown. See Unicode Technical Standard 39.

>>> [(each.start, each.end, each.what) for each in disguises("Lib\u200bya and Lіbуа")]
[(3, 4, 'zero width space'), (11, 16, 'looks like Libya')]
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.text.display import INVISIBLE
from index.text.normalize import MIXED, resembled

_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PRIVATE = r"\ue000-\uf8ff\U000f0000-\U0010ffff"
_JOINED = r"(?<=[\x20-\x7e])[\u200c\u200d](?=[\x20-\x7e])"  # between letters that nothing joins
_UNSEEN = rf"(?!\xad)[{INVISIBLE}{_PRIVATE}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U000e0000-\U000e007f]|{_JOINED}"
_PILE = rf"[{_MARKS}]{{3,}}|[\u0335-\u0338\u20d2\u20d3\u20e5]"
_ANY = re.compile(rf"(?P<unseen>(?!\A\ufeff)(?:{_UNSEEN}))|(?P<pile>{_PILE})|(?P<mixed>{MIXED})")


class Disguise(NamedTuple):
    """Where a text is not what it looks like, and how."""

    start: int
    end: int
    what: str


def disguises(text: str) -> Iterator[Disguise]:
    """Find all of a text, in order.

    A byte order mark that begins it and soft hyphens are none, nor are the joiners of scripts that join.
    """
    for found in _ANY.finditer(text):
        yield Disguise(*found.span(), _what(found))


def _what(found: re.Match[str]) -> str:
    if found["mixed"]:
        return f"looks like {resembled(found[0])}"
    if found["pile"]:
        return f"{len(found[0])} marks over one another" if len(found[0]) > 1 else "struck through"
    kind = "private" if unicodedata.category(found[0]) == "Co" else "control"
    return unicodedata.name(found[0], f"{kind} character").lower()
