"""Library answer: what is said of the library or the tool, and counts and lists as they are written in it."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

_PLURALS = {"speech": "speeches", "person": "people", "country": "countries"}
_NAMED = 15  # names that a list gives before it says how many more there are

Intent = Literal["library", "help", "greeting"]


@dataclass(frozen=True, slots=True)
class LibraryAnswer:
    """What is said of the library: the text, the one number, date or name in it where there is one, and what to ask."""

    intent: Intent
    text: str
    kind: Literal["number", "yes", "no", "date", "text"] | None = None
    direct: str = ""
    suggestions: tuple[str, ...] = ()


def list_counts(counts: Counter[str], *, total: int = 0, all_: bool = False) -> str:
    """Return the names of a count with their numbers, most first, and how many more there are."""
    most = len(counts) if all_ else _NAMED
    names = [f"{name} ({count:,})" for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]]
    more = (total or len(counts)) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more > 0 else "")


def several(count: int, what: str) -> str:
    """Return a number with its noun: "1 article", "1,208 articles"."""
    return f"{count:,} {what if count == 1 else _PLURALS.get(what, f'{what}s')}"
