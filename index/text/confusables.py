r"""Confusable characters: invisible ones, letters of another script that look Latin, and stacked combining marks.

Search is not affected, because names and words are compared by `index.text.normalize`. Their positions are reported so
that a reader can be warned. See Unicode Technical Standard 39.

>>> [(each.start, each.end, each.description) for each in find_confusables("Lib\u200bya and Lіbуа")]
[(3, 4, 'zero width space'), (11, 16, 'looks like Libya')]
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.text.display import INVISIBLE
from index.text.normalize import MIXED_SCRIPT_WORD, replace_lookalikes

_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PRIVATE = r"\ue000-\uf8ff\U000f0000-\U0010ffff"
# Joiners between letters of a script that does not join.
_STRAY_JOINER = r"(?<=[\x20-\x7e])[\u200c\u200d](?=[\x20-\x7e])"
_INVISIBLE = (
    rf"(?!\xad)[{INVISIBLE}{_PRIVATE}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U000e0000-\U000e007f]|{_STRAY_JOINER}"
)
_STACKED = rf"[{_MARKS}]{{3,}}|[\u0335-\u0338\u20d2\u20d3\u20e5]"
_ANY = re.compile(rf"(?P<unseen>(?!\A\ufeff)(?:{_INVISIBLE}))|(?P<pile>{_STACKED})|(?P<mixed>{MIXED_SCRIPT_WORD})")


class Confusable(NamedTuple):
    """A range of a text that is not what it looks like, and a description of it."""

    start: int
    end: int
    description: str


def find_confusables(text: str) -> Iterator[Confusable]:
    """Find the confusable characters of a text, in order.

    Excluded are a byte order mark at the beginning, soft hyphens, and joiners in scripts that use them.
    """
    for match in _ANY.finditer(text):
        yield Confusable(*match.span(), _describe(match))


def _describe(match: re.Match[str]) -> str:
    if match["mixed"]:
        return f"looks like {replace_lookalikes(match[0])}"
    if match["pile"]:
        return f"{len(match[0])} marks over one another" if len(match[0]) > 1 else "struck through"
    kind = "private" if unicodedata.category(match[0]) == "Co" else "control"
    return unicodedata.name(match[0], f"{kind} character").lower()
