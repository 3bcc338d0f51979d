"""Omissions: what a reader leaves out of an article, reported by `onrecord extract` and counted in the notes."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from index.text.plurals import format_count


class Omission(NamedTuple):
    """Text of a file that is not in its article: its kind, a singular noun such as `comment`, and its words."""

    kind: str
    text: str


def note_omissions(omissions: Iterable[Omission]) -> list[str]:
    """Return the note that counts what was left out by kind: none if nothing was."""
    counts = Counter(omission.kind for omission in omissions)
    return [f"left out: {', '.join(format_count(count, kind) for kind, count in counts.items())}"] if counts else []
