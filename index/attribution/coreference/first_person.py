"""First person: the author whom "I" refers to in a letter or a column, from a signature, a byline or the last line."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from index.attribution.coreference.vocabulary import VOCABULARY

_UPPER = r"[^\W\d_a-z]"
_WORD = rf"{_UPPER}[\w’'-]*\.?"
_FULL_NAME = rf"(?:{_WORD} ){{1,3}}{_UPPER}[\w’'-]+"
_SIGNATURE = re.compile(rf"^[ \t]*(?:[-–—] ?)?({_FULL_NAME})\.?[ \t]*$", re.MULTILINE)
_BYLINE = re.compile(rf"(?:^[ \t]*[Bb]y ({_FULL_NAME})[ \t]*$|\A({_FULL_NAME}): )", re.MULTILINE)
_ABOUT_AUTHOR = re.compile(
    rf"({_FULL_NAME})(?:, [^.\n]{{2,90}},)? "
    r"(?:is|was|teaches|chairs|writes|wrote|serves|served|covers|directs|leads|runs)\b"
)
_BYLINE_REACH = 300  # code points from the start of an article


class Authors:
    """The author of an article, or of each signed letter in it."""

    def __init__(self, text: str) -> None:
        self._only_author = _author_by_byline(text) or _author_by_last_line(text)
        signatures = [] if self._only_author else [s for s in _SIGNATURE.finditer(text) if _is_signature(text, s[1])]
        self._starts = [signature.start() for signature in signatures]
        self._names = [signature[1] for signature in signatures]

    def find_author(self, position: int) -> str | None:
        """Return the name of the author of the text at a position: the next signature's, if there are signatures."""
        number = bisect_left(self._starts, position)
        return self._only_author or (self._names[number] if number < len(self._starts) else None)


def _author_by_byline(text: str) -> str | None:
    match = _BYLINE.search(text, 0, _BYLINE_REACH)
    name = (match[1] or match[2]) if match else None
    return name if name and _is_name(name) and _occurs_once(text, name) else None


def _author_by_last_line(text: str) -> str | None:
    """Return the person described in the last line ("Ana Ruiz teaches law") and mentioned nowhere else."""
    match = _ABOUT_AUTHOR.match(text, text.rstrip().rfind("\n") + 1)
    is_author = match and _is_name(match[1]) and _occurs_once(text, match[1])
    return " ".join(_without_prefixes(match[1].split())) if match and is_author else None


def _is_signature(text: str, name: str) -> bool:
    return _is_name(name) and _occurs_once(text, name.rsplit(maxsplit=1)[-1])


def _occurs_once(text: str, name: str) -> bool:
    """Return whether an article mentions a name once only: authors seldom name themselves."""
    return len(re.findall(rf"\b{re.escape(name)}\b", text)) == 1


def _without_prefixes(words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if word not in VOCABULARY.name_prefixes]


def _is_name(name: str) -> bool:
    words = _without_prefixes(name.split())
    if name.isupper() and not VOCABULARY.gender(words[0].capitalize() if words else ""):  # a heading
        return False
    return len(words) > 1 and not VOCABULARY.has_other_word(words)
