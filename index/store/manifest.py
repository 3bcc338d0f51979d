"""Manifest: size and SHA-256 of each file of a folder, so that a changed byte is detected when it is opened."""

import hashlib
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex
from index.files import sync, write_atomically

NAME = "MANIFEST"
CHECKED = ".checked"
"""Suffix of the file that says in which state the files of a folder were when every byte of them was checked."""

_SECONDS_TRUSTED = 24 * 3600


def seal(folder: Path, facts: dict[str, Any]) -> None:
    """Flush every file of a folder to the disk, and write a manifest of them with `facts` and a digest of its own."""
    (folder / NAME).unlink(missing_ok=True)
    files = {path.relative_to(folder).as_posix(): _fingerprint(path) for path in _files(folder)}
    (folder / NAME).write_bytes(_signed(facts | {"files": files}))
    for path in [*_files(folder), *(p for p in folder.rglob("*") if p.is_dir()), folder]:
        sync(path)


def check(folder: Path) -> dict[str, Any]:
    """Return the facts of a manifest; raise DamagedIndex if a byte of the folder differs from when it was sealed."""
    try:
        content = (folder / NAME).read_bytes()
        facts: dict[str, Any] = json.loads(content)
        facts.pop("sha256")
        with ThreadPoolExecutor() as hashing:  # hashlib releases the GIL
            fingerprints = dict(
                zip(facts["files"], hashing.map(lambda name: _fingerprint(folder / name), facts["files"]), strict=True)
            )
        is_sound = _signed(facts) == content and fingerprints == facts["files"]
    except (OSError, ValueError, KeyError, AttributeError):
        is_sound = False
    if not is_sound:
        message = f"{folder} is damaged; run `onrecord index --full SOURCE` to rebuild it from the library"
        raise DamagedIndex(message)
    return facts


def check_unless_unchanged(folder: Path) -> dict[str, Any]:
    """Return the facts of a manifest, without reading files that are as they were when every byte was last checked.

    The size, the times of change and the inode of each file show that: the kernel sets the time of change at every
    write, and no program can set it back. What changes without a write, as on a failing disk, is found within a day,
    and at once by a server, a run or `verify`, which check every byte. Raise DamagedIndex if a byte differs.
    """
    stamp = folder.with_name(f"{folder.name}{CHECKED}")
    with suppress(OSError, ValueError):
        age = time.time() - stamp.stat().st_mtime
        if 0 <= age < _SECONDS_TRUSTED and stamp.read_text() == _describe_state(folder):
            known: dict[str, Any] = json.loads((folder / NAME).read_bytes())
            return known
    before = ""
    with suppress(OSError):  # deleted meanwhile: `check` says so
        before = _describe_state(folder)
    facts = check(folder)
    with suppress(OSError):  # a folder that cannot be written is checked each time
        if before and _describe_state(folder) == before:  # nothing was written while it was checked
            write_atomically(stamp, before.encode(), durable=False)
    return facts


def _describe_state(folder: Path) -> str:
    """Return a digest of the size, the times of change and the inode of each file of a folder."""
    files = [(path.relative_to(folder).as_posix(), path.stat()) for path in _files(folder)]
    states = [(name, held.st_size, held.st_mtime_ns, held.st_ctime_ns, held.st_ino) for name, held in files]
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()


def _signed(facts: dict[str, Any]) -> bytes:
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    return json.dumps(facts | {"sha256": digest}, indent=1, sort_keys=True).encode()


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder without the lock files that tantivy creates whenever it reads."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
