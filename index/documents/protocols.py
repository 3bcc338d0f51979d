"""Documents: small contents under a name in a folder, which each writer replaces as a whole."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol


class Documents(Protocol):
    """Documents of one home or library. Folders have names such as `answers/2026-11-27`; none needs to be made.

    A reader sees what one writer wrote, whole. Safe to share between threads and processes.
    """

    @property
    def name(self) -> str:
        """Where they are kept, for messages, without a password."""

    def require_answer(self) -> None:
        """Raise Unreachable if they are on another machine that does not answer."""

    def read(self, folder: str, name: str) -> bytes | None:
        """Return a document, None if there is none of that name."""

    def read_all(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of each document in a folder, by name."""

    def list_folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder, in order."""

    def write(self, folder: str, name: str, content: bytes, *, durable: bool = True) -> None:
        """Write a document in place of the one that has the name.

        What is not `durable` may be lost to a power failure that follows at once.
        """

    def delete(self, folder: str, name: str) -> None:
        """Delete a document; a missing one is no error."""

    def delete_folder(self, folder: str) -> None:
        """Delete a folder with all documents in it; a missing one is no error."""

    def exclusive(self, folder: str) -> AbstractContextManager[None]:
        """Return a context that one process enters at a time, in which a document is read, changed and written."""
