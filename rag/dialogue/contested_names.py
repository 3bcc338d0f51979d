"""Contested names: what one speaker calls otherwise than another, looked for where the name asked for finds nothing."""

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


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_toml("rag.dialogue", "contested_names.toml")
    return table
