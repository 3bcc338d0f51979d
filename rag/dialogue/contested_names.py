"""Contested names: what one speaker calls otherwise than another, looked for where the name asked for finds nothing."""

import re
from collections.abc import Iterator
from functools import cache

from index.data_files import load_toml
from index.names.gazetteer import load_gazetteer


def other_names(code: str) -> Iterator[str]:
    """Yield the names that others use for what has this code: of Israel the Zionist regime."""
    yield from _table().get(code, ())
    if offered := load_gazetteer().contested_name(code):
        yield offered
    if contested := load_gazetteer().contested_code(code):
        yield load_gazetteer().label(contested)


def other_words(question: str) -> Iterator[tuple[str, str]]:
    """Yield each subject of a question that others name in other words, and those words."""
    for subject, others in _words().items():
        if re.search(rf"\b{re.escape(subject)}\b", question, re.IGNORECASE):
            yield from ((subject, other) for other in others)


@cache
def _words() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_toml("rag.dialogue", "other_words.toml")
    return table


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_toml("rag.dialogue", "contested_names.toml")
    return table
