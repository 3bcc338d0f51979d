"""Wording: counts and lists of names as they are written in direct lines and notes."""

from collections.abc import Sequence

MAX_ROWS = 8
"""Maximum number of rows of a table in a note."""

_MAX_NAMES = 30


def list_names(names: Sequence[str]) -> str:
    """Return the first names of a list and the number of the others."""
    return ", ".join(names[:_MAX_NAMES]) + (f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else "")


def format_times(count: int) -> str:
    """Return "1 time" or "1,208 times"."""
    return f"{count:,} time{'' if count == 1 else 's'}"


def format_counted(count: int, what: str) -> str:
    """Return a count with its noun, whose plural may be formed with -ies: "12 countries"."""
    plural = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{count:,} {what if count == 1 else plural}"
