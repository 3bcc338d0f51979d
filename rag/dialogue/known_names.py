"""Known names: what a follow-up may name of the library, its sources and those who speak in it."""

from collections.abc import Callable
from dataclasses import dataclass

Sources = Callable[[], frozenset[str]]
"""The sources of the library, read when a question may name one."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The sources of the library, and whether some words name somebody who speaks in it."""

    sources: Sources
    speaks: Callable[[str], bool]
