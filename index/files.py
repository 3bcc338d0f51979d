"""Files that are written durably and atomically, and folders that outlive a power loss."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASIDE = ".tmp"
"""Ends the name of what is being written; where nobody writes, it is a leftover of a run that was killed."""


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
