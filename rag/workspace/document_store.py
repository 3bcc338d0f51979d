"""Document store: JSON documents of one kind in a folder, each under an id that nobody can guess."""

import re
import secrets
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from index.documents.protocols import Documents
from index.errors import UnknownItem

Kept = TypeVar("Kept", bound=BaseModel)

_ID = re.compile(r"[0-9a-f]{32}")


class DocumentStore(Generic[Kept]):
    """Documents that have a field `id`; one process writes at a time."""

    def __init__(self, documents: Documents, folder: str, kind: type[Kept], name: str) -> None:
        """Take what keeps them, the folder, their type, and what one is called in an error message."""
        self._documents, self._folder, self._kind, self._name = documents, folder, kind, name

    @staticmethod
    def make_id() -> str:
        """Return a new id."""
        return secrets.token_hex(16)

    def load(self, id: str) -> Kept:
        """Return a document; raise UnknownItem if there is none of that id."""
        self.check_id(id)
        content = self._documents.read(self._folder, id)
        with suppress(ValidationError):
            if content is not None:
                return self._kind.model_validate_json(content)
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
        for id, content in self._documents.read_all(self._folder):
            with suppress(ValidationError):
                if _ID.fullmatch(id):
                    found.append(self._kind.model_validate_json(content))
        return tuple(found)

    def save(self, id: str, document: Kept) -> Kept:
        """Write a document, durably, and return it."""
        self._documents.write(self._folder, id, document.model_dump_json().encode())
        return document

    def delete(self, id: str) -> None:
        """Delete a document; raise UnknownItem if there is none of that id."""
        self.load(id)
        self._documents.delete(self._folder, id)

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other writers waiting during the context, in which a document is read, changed and saved."""
        return self._documents.exclusive(self._folder)


def now() -> str:
    """Return the time in UTC, to the microsecond, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
