"""Durable, atomic writes: files and folders that survive a crash or a power loss, whole or not at all."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

_POLL_SECONDS = 0.05

TEMPORARY_SUFFIX = ".tmp"
"""Suffix of a file or folder that is being written; without a writer it is the leftover of an interrupted run."""


def create_folder(path: Path) -> None:
    """Create a folder and its missing parents durably; an existing folder is left as it is."""
    if not path.parent.is_dir():
        create_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync(path.parent)


@contextmanager
def lock(path: Path, busy: Exception | None = None, *, timeout: float = 0.0) -> Iterator[None]:
    """Hold the lock of a file, which the kernel releases when the process dies.

    Raises `busy` if another holds it for `timeout` seconds; without `busy`, wait for as long as another holds it.
    """
    deadline = time.monotonic() + timeout
    with path.open("w") as opened:
        if busy is None:
            fcntl.flock(opened, fcntl.LOCK_EX)
        while busy is not None:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise busy from None
                time.sleep(_POLL_SECONDS)
        yield


@contextmanager
def replace_atomically(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder, and move what was written there to `path` when the block ends.

    The caller makes the content durable (`write_durably` or `sync`). If the block raises, the temporary file or folder
    is deleted and `path` is left as it was. Two writers of one path must not run at the same time.
    """
    temporary = path.with_name(f"{path.name}{TEMPORARY_SUFFIX}")
    try:
        yield temporary
        temporary.rename(path)
        sync(path.parent)
    except BaseException:
        delete(temporary)
        raise


def write_atomically(path: Path, content: bytes | Iterable[bytes], *, durable: bool = True) -> int:
    """Write a file so that `path` holds either its former content or all of the new one; return its size in bytes.

    Safe with several writers of one path at a time: the last one wins. With `durable` the content is on the disk when
    this returns; without, the file system decides when, which is faster.
    """
    temporary = path.with_name(f".{path.name}.{token_hex(4)}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("wb") as file:
            size = sum(map(file.write, (content,) if isinstance(content, bytes) else content))
        if durable:
            sync(temporary)
        temporary.replace(path)
        if durable:
            sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return size


def write_durably(path: Path, content: bytes) -> None:
    """Write a file whose content is on the disk when this returns."""
    path.write_bytes(content)
    sync(path)


def delete(path: Path) -> None:
    """Delete a file or a folder with all it holds; a missing one is no error."""
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
