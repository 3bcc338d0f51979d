"""A manifest: each file of a folder by its size and digest, so that a changed byte is noticed in time."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex

ASIDE = ".tmp"
"""Ends the name of what is being written; where nobody writes, it is a leftover of a run that was killed."""

NAME = "MANIFEST"


def seal(folder: Path, facts: dict[str, Any]) -> None:
    """Make every file durable and write down size and digest of each beside the facts, and last the digest of that."""
    (folder / NAME).unlink(missing_ok=True)
    files = {path.relative_to(folder).as_posix(): _fingerprint(path) for path in _files(folder)}
    (folder / NAME).write_bytes(_signed(facts | {"files": files}))
    for path in [*_files(folder), *(p for p in folder.rglob("*") if p.is_dir()), folder]:
        sync(path)


def check(folder: Path) -> dict[str, Any]:
    """Give the facts that were sealed; DamagedIndex where any byte of the folder is not as it was then."""
    try:
        written = (folder / NAME).read_bytes()
        facts: dict[str, Any] = json.loads(written)
        facts.pop("sha256")
        with ThreadPoolExecutor() as hashing:  # hashing leaves Python's lock to others
            found = dict(
                zip(facts["files"], hashing.map(lambda name: _fingerprint(folder / name), facts["files"]), strict=True)
            )
        sound = _signed(facts) == written and found == facts["files"]
    except (OSError, ValueError, KeyError, AttributeError):
        sound = False
    if not sound:
        message = f"{folder} is damaged; run `onrecord index --full SOURCE` to build it anew from the library"
        raise DamagedIndex(message)
    return facts


def make_folder(path: Path) -> None:
    """Make a folder where it is missing, and those above it, so that all are there after a power loss."""
    if not path.parent.is_dir():
        make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync(path.parent)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """Lend a place to write what shall stand at a path: it comes to stand there whole, or nothing is left of it."""
    place = path.with_name(f"{path.name}{ASIDE}")
    try:
        yield place
        place.rename(path)
        sync(path.parent)
    except BaseException:
        clear(place)
        raise


def clear(path: Path) -> None:
    """Delete a file or a folder, which need not be there."""
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file that is durable when this returns."""
    path.write_bytes(content)
    sync(path)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _signed(facts: dict[str, Any]) -> bytes:
    own = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    return json.dumps(facts | {"sha256": own}, indent=1, sort_keys=True).encode()


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _files(folder: Path) -> list[Path]:
    """List what is part of a generation; names with a leading dot are tantivy's locks, made whenever it reads."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
