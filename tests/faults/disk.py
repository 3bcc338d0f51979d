"""A simulated disk that knows what has been made durable: system calls are replayed on it up to a power loss."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Self

from syscalls import Call


@dataclass(slots=True)
class File:
    """The content of a file, and its content after a power loss."""

    content: bytearray = field(default_factory=bytearray)
    durable: bytes = b""


@dataclass(slots=True)
class Folder:
    """The entries of a folder, and its entries after a power loss."""

    names: dict[str, "File | Folder"] = field(default_factory=dict)
    durable: dict[str, "File | Folder"] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder of the real disk; all of it counts as durable."""
        names = {
            path.name: cls.read(path) if path.is_dir() else _durable_file(path.read_bytes())
            for path in folder.iterdir()
        }
        return cls(names, dict(names))

    def at(self, path: str) -> "File | Folder | None":
        """Return the file or folder at a path, or None."""
        here: File | Folder | None = self
        for name in PurePosixPath(path).parts:
            here = here.names.get(name) if isinstance(here, Folder) else None
        return here

    def replay(self, call: Call) -> None:
        """Apply a system call."""
        _REPLAYS[call.name](self, call)

    def is_idle(self, call: Call) -> bool:
        """Return whether everything that a call would make durable already is."""
        match self.at(call.path):
            case File(content, durable):
                return content == durable
            case Folder(names, durable):
                return names.keys() == durable.keys() and all(names[name] is durable[name] for name in names)
        return True

    def files(self, survives: Callable[[str], bool], path: str = "") -> Iterator[tuple[str, bytes | None]]:
        """Yield what a power loss leaves: files with their content, folders with None.

        Data that were not made durable are lost. Names that were created, renamed or removed and not made durable are
        as they were before, except those for which `survives` is true.
        """
        for name in self.names | self.durable:
            here = f"{path}/{name}" if path else name
            node = (self.names if survives(here) else self.durable).get(name)
            if node is None:
                continue
            if isinstance(node, File):
                yield here, node.durable
            else:
                yield here, None
                yield from node.files(survives, here)


def write(image: dict[str, bytes | None], to: Path) -> None:
    """Write what a power loss leaves to the real disk."""
    to.mkdir(parents=True)
    for path, content in image.items():
        (to / path).mkdir() if content is None else (to / path).write_bytes(content)


def _durable_file(content: bytes) -> File:
    return File(bytearray(content), content)


def _parent(root: Folder, path: str) -> tuple[Folder, str]:
    whole = PurePosixPath(path)
    parent = root.at(str(whole.parent))
    assert isinstance(parent, Folder), path
    return parent, whole.name


def _open(root: Folder, call: Call) -> None:
    parent, name = _parent(root, call.path)
    file = parent.names.setdefault(name, File())
    if call.flags & os.O_TRUNC and isinstance(file, File):
        file.content.clear()


def _mkdir(root: Folder, call: Call) -> None:
    if call.path != ".":
        parent, name = _parent(root, call.path)
        parent.names.setdefault(name, Folder())


def _remove(root: Folder, call: Call) -> None:
    if root.at(call.path):
        parent, name = _parent(root, call.path)
        del parent.names[name]


def _rename(root: Folder, call: Call) -> None:
    (old, name), (new, target) = _parent(root, call.path), _parent(root, call.target)
    new.names[target] = old.names.pop(name)


def _write(root: Folder, call: Call) -> None:
    if isinstance(file := root.at(call.path), File):
        file.content.extend(bytes(max(0, call.offset - len(file.content))))
        file.content[call.offset : call.offset + len(call.data)] = call.data


def _truncate(root: Folder, call: Call) -> None:
    if isinstance(file := root.at(call.path), File):
        file.content[:] = file.content[: call.size].ljust(call.size, b"\0")


def _sync(root: Folder, call: Call) -> None:
    match root.at(call.path):
        case File() as file:
            file.durable = bytes(file.content)
        case Folder() as folder:
            folder.durable = dict(folder.names)


_REPLAYS = {
    "open": _open, "mkdir": _mkdir, "rmdir": _remove, "unlink": _remove, "rename": _rename,
    "write": _write, "ftruncate": _truncate, "fsync": _sync, "fdatasync": _sync,
}  # fmt: skip
