"""Speeches for small libraries of tests."""

from collections.abc import Mapping, Sequence
from typing import Any


def describe_speeches(
    speeches: Sequence[tuple[str, str | None, str, str]], offices: Mapping[str, str | None] = {}
) -> list[dict[str, Any]]:
    """Return a record of each speech by its speaker, the country, the month and the first words.

    A speaker is a president unless `offices` gives another office, or none.
    """
    return [
        {
            "id": f"speech {row}",
            "title": f"Statement {row}",
            "text": f"{text} Our delegation will work with every member state of this house on all these matters.",
            "published": published,
            "kind": "official",
            "speaker": speaker,
            "speaker_role": offices.get(speaker, "President"),
            "country": country,
        }
        for row, (speaker, country, published, text) in enumerate(speeches)
    ]
