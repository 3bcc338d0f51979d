"""A disk that remembers what was made durable: calls are replayed on it, and the power may fail after any of them."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Self

from syscalls import Call


@dataclass(slots=True)
class File:
    """What is in a file, and what would be after a power loss."""

    content: bytearray = field(default_factory=bytearray)
    durable: bytes = b""


@dataclass(slots=True)
class Folder:
    """The names in a folder, and those that would be there after a power loss."""

    names: dict[str, "File | Folder"] = field(default_factory=dict)
    durable: dict[str, "File | Folder"] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Take a folder as it lies on the real disk, all of it durable."""
        names = {path.name: cls.read(path) if path.is_dir() else _whole(path.read_bytes()) for path in folder.iterdir()}
        return cls(names, dict(names))

    def at(self, path: str) -> "File | Folder | None":
        """Give what stands at a path, None where nothing does."""
        here: File | Folder | None = self
        for name in PurePosixPath(path).parts:
            here = here.names.get(name) if isinstance(here, Folder) else None
        return here

    def make(self, call: Call) -> None:
        """Do as a call does."""
        _MAKERS[call.name](self, call)

    def idle(self, call: Call) -> bool:
        """Tell whether all that a call would make durable is so already."""
        match self.at(call.path):
            case File(content, durable):
                return content == durable
            case Folder(names, durable):
                return names.keys() == durable.keys() and all(names[name] is durable[name] for name in names)
        return True

    def files(self, survives: Callable[[str], bool], path: str = "") -> Iterator[tuple[str, bytes | None]]:
        """Give what a power loss leaves: each file, and each folder with None.

        Data that were not made durable are lost, and so is what was done to names but those that survive.
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
    """Put what is left onto the real disk."""
    to.mkdir(parents=True)
    for path, content in image.items():
        (to / path).mkdir() if content is None else (to / path).write_bytes(content)


def _whole(content: bytes) -> File:
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


_MAKERS = {
    "open": _open, "mkdir": _mkdir, "rmdir": _remove, "unlink": _remove, "rename": _rename,
    "write": _write, "ftruncate": _truncate, "fsync": _sync, "fdatasync": _sync,
}  # fmt: skip
