"""A manifest: each file of a folder by its size and digest, so that a changed byte is noticed in time."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex
from index.files import sync

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


def _signed(facts: dict[str, Any]) -> bytes:
    own = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    return json.dumps(facts | {"sha256": own}, indent=1, sort_keys=True).encode()


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _files(folder: Path) -> list[Path]:
    """List what is part of a generation; names with a leading dot are tantivy's locks, made whenever it reads."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
