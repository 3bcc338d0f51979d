"""Speeches for small libraries of tests."""

from collections.abc import Sequence
from typing import Any


def describe_speeches(speeches: Sequence[tuple[str, str, str, str]]) -> list[dict[str, Any]]:
    """Return a record of each speech by its speaker, a president, the country, the month and the first words."""
    return [
        {
            "id": f"speech {row}",
            "title": f"Statement {row}",
            "text": f"{text} Our delegation will work with every member state of this house on all these matters.",
            "published": published,
            "kind": "official",
            "speaker": speaker,
            "speaker_role": "President",
            "country": country,
        }
        for row, (speaker, country, published, text) in enumerate(speeches)
    ]
