"""Signers: who says "I" in a letter or a column, from the name that stands under it, above it or in its last lines."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from index.attribution.coreference.titles import BODIES, OPENERS, TITLES

_UPPER = r"[^\W\d_a-z]"
_WORD = rf"{_UPPER}[\w’'-]*\.?"
_FULL = rf"(?:{_WORD} ){{1,3}}{_UPPER}[\w’'-]+"
_SIGNATURE = re.compile(rf"^[ \t]*(?:[-–—] ?)?({_FULL})\.?[ \t]*$", re.MULTILINE)
_ABOVE = re.compile(rf"(?:^[ \t]*[Bb]y ({_FULL})[ \t]*$|\A({_FULL}): )", re.MULTILINE)
_ABOUT = re.compile(
    rf"({_FULL})(?:, [^.\n]{{2,90}},)? (?:is|was|teaches|chairs|writes|wrote|serves|served|covers|directs|leads|runs)\b"
)
_HEAD = 300  # code points in which a byline stands


class Signers:
    """Whose first person an article is: of all of it, or of each letter in it."""

    def __init__(self, text: str) -> None:
        """Look for the lines that sign."""
        self._all = _above(text) or _below(text)
        signed = (
            []
            if self._all
            else [
                one
                for one in _SIGNATURE.finditer(text)
                if _is_name(one[1]) and _once(text, one[1].rsplit(maxsplit=1)[-1])
            ]
        )
        self._ends = [one.start() for one in signed]
        self._names = [one[1] for one in signed]

    def at(self, position: int) -> str | None:
        """Give the name of who says "I" at a position outside quotations."""
        place = bisect_left(self._ends, position)
        return self._all or (self._names[place] if place < len(self._ends) else None)


def _above(text: str) -> str | None:
    found = _ABOVE.search(text, 0, _HEAD)
    name = (found[1] or found[2]) if found else None
    return name if name and _is_name(name) and _once(text, name) else None


def _below(text: str) -> str | None:
    """Give whom the last line tells of, as in "Ana Ruiz teaches law", and nothing before it."""
    last = text.rstrip().rfind("\n") + 1
    found = _ABOUT.match(text, last)
    return " ".join(_untitled(found[1].split())) if found and _is_name(found[1]) and _once(text, found[1]) else None


def _once(text: str, name: str) -> bool:
    """Tell whether nobody is written of by this name: an author seldom names themselves."""
    return len(re.findall(rf"\b{re.escape(name)}\b", text)) == 1


def _untitled(words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if word not in TITLES]


def _is_name(name: str) -> bool:
    words = _untitled(name.split())
    return len(words) > 1 and BODIES.isdisjoint(words) and OPENERS.isdisjoint(words)
