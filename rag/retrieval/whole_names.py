"""Whole names: a name of several words is named only where they stand together, not where a sentence has them apart.

"The East China Sea" is not the South China Sea, though most of its words are the same; "the South and East China Seas"
are both.
"""

import re
from collections.abc import Sequence

from index.store.term_index import stem_words
from index.text.normalize import fold

_TOKENS = re.compile(r"[^\W_]+")
_COORDINATED = frozenset({"and", "or", "the", "in"})
_MOST_BETWEEN = 3  # words between two of a name: "South and East China Seas"


def holds_whole(sentence: str, name: Sequence[str]) -> bool:
    """Return whether a sentence has the stems of a name together, or beside those of a name that ends as it does."""
    stems = ["".join(stem_words(word)) or word for word in _TOKENS.findall(fold(sentence))]
    *before, head = name
    return any(
        _reach_back(stems, place, before) or _follow(stems, place, before)
        for place, stem in enumerate(stems)
        if stem == head
    )


def _reach_back(stems: Sequence[str], place: int, before: Sequence[str]) -> bool:
    """Return whether the stems before a place end in those of a name, with others only where "and" joins them."""
    at = place - 1
    for stem in reversed(before):
        between = at
        while at >= 0 and stems[at] != stem and between - at < _MOST_BETWEEN:
            at -= 1
        gap = stems[at + 1 : between + 1]
        if at < 0 or stems[at] != stem or (gap and not _COORDINATED & set(gap)):
            return False
        at -= 1
    return True


def _follow(stems: Sequence[str], place: int, before: Sequence[str]) -> bool:
    """Return whether "of" and the rest of a name follow a place: the Strait of Hormuz."""
    after = [stem for stem in stems[place + 1 : place + len(before) + 3] if stem != "the"]
    return after[:1] == ["of"] and after[1 : len(before) + 1] == [*before]
