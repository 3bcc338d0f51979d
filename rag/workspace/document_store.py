"""Document store: JSON documents of one kind in a folder of the home, each under an id that nobody can guess."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from index.errors import UnknownItem
from index.files import create_folder, lock, write_atomically

Kept = TypeVar("Kept", bound=BaseModel)

_ID = re.compile(r"[0-9a-f]{32}")


class DocumentStore(Generic[Kept]):
    """Documents that have a field `id`; one process writes at a time."""

    def __init__(self, folder: Path, kind: type[Kept], name: str) -> None:
        """Take the folder, the type of the documents, and what one is called in an error message."""
        self._folder, self._kind, self._name = folder, kind, name

    @staticmethod
    def make_id() -> str:
        """Return a new id."""
        return secrets.token_hex(16)

    def load(self, id: str) -> Kept:
        """Return a document; raise UnknownItem if there is none of that id."""
        self.check_id(id)
        with suppress(FileNotFoundError, ValidationError):
            return self._kind.model_validate_json((self._folder / f"{id}.json").read_bytes())
        raise self._unknown()

    def check_id(self, id: str) -> None:
        """Raise UnknownItem for what is not an id: nothing else becomes part of a path."""
        if not _ID.fullmatch(id):
            raise self._unknown()

    def _unknown(self) -> UnknownItem:
        return UnknownItem(f"there is no {self._name} of that id")

    def list_all(self) -> tuple[Kept, ...]:
        """Return all documents, in the order of their ids."""
        found = []
        for path in sorted(self._folder.glob("*.json")):
            with suppress(UnknownItem):
                found.append(self.load(path.stem))
        return tuple(found)

    def save(self, id: str, document: Kept) -> Kept:
        """Write a document, durably, and return it."""
        create_folder(self._folder)
        write_atomically(self._folder / f"{id}.json", document.model_dump_json().encode())
        return document

    def delete(self, id: str) -> None:
        """Delete a document; raise UnknownItem if there is none of that id."""
        self.load(id)
        (self._folder / f"{id}.json").unlink(missing_ok=True)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other writers waiting during the context, in which a document is read, changed and saved."""
        create_folder(self._folder)
        with lock(self._folder / "lock"):
            yield


def now() -> str:
    """Return the time in UTC, to the microsecond, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
