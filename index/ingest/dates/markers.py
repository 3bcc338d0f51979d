"""Date markers: the words and names by which pages mark dates, from markers.toml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.data_files import load_toml


@dataclass(frozen=True, slots=True)
class DateMarkers:
    """Patterns for labels of visible dates, names of <meta> elements, and schema.org types of other dates."""

    published: re.Pattern[str]
    changed: re.Pattern[str]
    meta_names: frozenset[str]
    other_types: frozenset[str]


@cache
def load_date_markers() -> DateMarkers:
    """Load the markers, once."""
    markers = load_toml("index.ingest.dates", "markers.toml")
    return DateMarkers(
        published=re.compile(rf"^.{{0,20}}{_any_of(markers['published'])}[^\d.]{{0,24}}", re.IGNORECASE),
        changed=re.compile(_any_of(markers["changed"]), re.IGNORECASE),
        meta_names=frozenset(markers["meta_names"]),
        other_types=frozenset(markers["other_types"]),
    )


def _any_of(words: Sequence[str]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, words))})\b"
