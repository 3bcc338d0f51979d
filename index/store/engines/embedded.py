"""The embedded engine: vectors and words are files in the folder of their generation, opened by FAISS and tantivy."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import OnrecordError
from index.store.engines.protocols import OpenedSearch
from index.store.tables import GenerationContents
from index.store.term_index import TermIndex
from index.store.vector_index import PassageVectors

SERVED = "engine"
"""The key of a manifest that says in which engine the vectors and words of a generation are."""

_TERMS = "terms"


class EmbeddedEngine:
    """An engine without a process of its own."""

    def require_answer(self) -> None:
        """Do nothing: it is in this process."""

    def list_published(self, numbers: Sequence[int]) -> list[int]:
        """Return all of them: a folder gets its number when it is complete."""
        return [*numbers]

    def find_highest_number(self) -> int:
        """Return 0: all generations are in folders."""
        return 0

    def write(self, folder: Path, number: int, contents: GenerationContents) -> dict[str, Any]:  # noqa: ARG002
        """Write the files."""
        PassageVectors.build(contents.passage_vectors).write(folder)
        contents.write_terms(folder / _TERMS)
        return {}

    def open(self, folder: Path, facts: dict[str, Any]) -> OpenedSearch:
        """Open the files; raise OnrecordError if the vectors and words were written to another engine."""
        if SERVED in facts:
            message = f"the vectors and words of {folder} are in an engine; set ONRECORD_ENGINE, or name another --home"
            raise OnrecordError(message)
        return OpenedSearch(PassageVectors.load(folder), TermIndex.load(folder / _TERMS))

    def fetch(self, number: int, folder: Path) -> None:
        """Do nothing: what there is, is here."""

    def publish(self, number: int, folder: Path) -> None:
        """Do nothing: `CURRENT` says which is current."""

    def retire(self, kept: Sequence[int]) -> None:
        """Do nothing: the files go with their folders."""

    def find_damage(self, number: int) -> Iterator[str]:  # noqa: ARG002
        """Yield nothing: there are no other homes."""
        return iter(())


EMBEDDED = EmbeddedEngine()
"""The engine of every home whose settings name no other."""
