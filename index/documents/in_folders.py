"""Documents in folders of a home, each a file of JSON."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index import files


class FolderDocuments:
    """The documents of one home."""

    def __init__(self, home: Path) -> None:
        """Take the home; nothing is read or created yet."""
        self._home = home

    @property
    def name(self) -> str:
        """The folder of the home."""
        return str(self._home)

    def require_answer(self) -> None:
        """Do nothing: they are here."""

    def read(self, folder: str, name: str) -> bytes | None:
        """Return a document, None if there is none of that name."""
        with suppress(FileNotFoundError):
            return self._path(folder, name).read_bytes()
        return None

    def read_all(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of each document in a folder, by name."""
        for path in sorted((self._home / folder).glob("*.json")):
            if (content := self.read(folder, path.stem)) is not None:
                yield path.stem, content

    def list_folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder, in order."""
        return sorted(path.name for path in (self._home / folder).glob("*") if path.is_dir())

    def write(self, folder: str, name: str, content: bytes, *, durable: bool = True) -> None:
        """Write a document in place of the one that has the name."""
        if durable:
            files.create_folder(self._home / folder)
        else:
            (self._home / folder).mkdir(parents=True, exist_ok=True)
        files.write_atomically(self._path(folder, name), content, durable=durable)

    def delete(self, folder: str, name: str) -> None:
        """Delete a document; a missing one is no error."""
        self._path(folder, name).unlink(missing_ok=True)

    def delete_folder(self, folder: str) -> None:
        """Delete a folder with all documents in it; a missing one, or one that is being deleted, is no error."""
        with suppress(OSError):
            files.delete(self._home / folder)

    @contextmanager
    def exclusive(self, folder: str) -> Iterator[None]:
        """Keep other writers of a folder waiting during the context."""
        files.create_folder(self._home / folder)
        with files.lock(self._home / folder / "lock"):
            yield

    def _path(self, folder: str, name: str) -> Path:
        return self._home / folder / f"{name}.json"
