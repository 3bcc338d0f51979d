"""A generation: a complete, checksummed, immutable index on disk; published whole or not at all."""

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from index.articles import Kind, StoredArticle
from index.errors import DamagedIndex, NotIndexed
from index.terms import Terms
from index.vectors import PassageVectors

PASSAGE = np.dtype([("article", "<i4"), ("start", "<i4"), ("end", "<i4"), ("sentence", "<i4"), ("digest", "V16")])
SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4")])
Rows = npt.NDArray[np.void]
Vectors = npt.NDArray[np.float32]

_FORMAT = 1
_KEPT = 2


class Entry(BaseModel):
    """What a generation knows of one article: all that filters, citations and lists need but its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    sha256: str
    title: str
    source: str | None
    url: str | None
    published: str | None
    kind: Kind
    speaker: str | None
    speaker_role: str | None
    country: str | None

    @classmethod
    def of(cls, article: StoredArticle) -> Self:
        """Take from an article what the index keeps of it."""
        return cls.model_validate(article.model_dump(include=set(cls.model_fields)))


@dataclass(frozen=True)
class Tables:
    """What a generation holds, before it is written as after; rows are in the order of their positions."""

    model: str
    precision: str
    articles: Sequence[Entry]
    passages: Rows
    sentences: Rows

    def sentence_rows(self, passage: int) -> range:
        """Give the positions of a passage's sentences."""
        first = self.passages["sentence"]
        end = first[passage + 1] if passage + 1 < len(first) else len(self.sentences)
        return range(int(first[passage]), int(end))


@dataclass(frozen=True)
class Contents(Tables):
    """All that a generation holds, before it is written."""

    passage_vectors: Vectors
    sentence_vectors: npt.NDArray[np.float16]
    texts: Sequence[str]
    encoded: int


@dataclass(frozen=True)
class Generation(Tables):
    """A published index, opened for reading."""

    number: int
    vectors: PassageVectors
    sentence_vectors: npt.NDArray[np.float16]
    terms: Terms

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self.sentence_vectors.shape[1])


def current(home: Path) -> int:
    """Give the number of the current generation; NotIndexed where none has been published."""
    try:
        return int((home / "index" / "CURRENT").read_text())
    except FileNotFoundError:
        message = f"nothing is indexed in {home}; run `onrecord index FOLDER` first"
        raise NotIndexed(message) from None
    except (OSError, ValueError):
        message = f"{home / 'index' / 'CURRENT'} is damaged; run `onrecord index --full SOURCE` to build it anew"
        raise DamagedIndex(message) from None


def publish(home: Path, contents: Contents) -> int:
    """Write a new generation beside the others and make it the current one; the caller holds the writer's lock."""
    folder = home / "index"
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("*.tmp"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    number = max(_numbers(folder), default=0) + 1
    aside = folder / f"{number}.tmp"
    _write(aside, contents)
    _seal(aside, _describe(contents) | {"number": number})
    aside.rename(folder / str(number))
    _sync(folder)
    pointer = folder / "CURRENT.tmp"
    _write_file(pointer, f"{number}\n".encode())
    pointer.rename(folder / "CURRENT")
    _sync(folder)
    for old in _numbers(folder)[:-_KEPT]:
        shutil.rmtree(folder / str(old))
    return number


def load(home: Path, number: int | None = None) -> Generation:
    """Open a generation, the current one unless another is named, after checking every byte of it."""
    number = current(home) if number is None else number
    folder = home / "index" / str(number)
    manifest = _check(folder)
    lines = (folder / "articles.jsonl").read_bytes().split(b"\n")[:-1]
    return Generation(
        number=number,
        model=manifest["model"],
        precision=manifest["precision"],
        articles=tuple(Entry.model_validate_json(line) for line in lines),
        passages=np.load(folder / "passages.npy", mmap_mode="r"),
        sentences=np.load(folder / "sentences.npy", mmap_mode="r"),
        vectors=PassageVectors.load(folder / "passages.faiss"),
        sentence_vectors=np.load(folder / "sentence_vectors.npy", mmap_mode="r"),
        terms=Terms.load(folder / "terms"),
    )


def size(home: Path, number: int) -> int:
    """Give the bytes that a generation takes on disk."""
    return sum(path.stat().st_size for path in (home / "index" / str(number)).rglob("*") if path.is_file())


def _write(folder: Path, contents: Contents) -> None:
    folder.mkdir()
    lines = "".join(entry.model_dump_json() + "\n" for entry in contents.articles)
    (folder / "articles.jsonl").write_bytes(lines.encode())
    for name in ("passages", "sentences", "sentence_vectors"):
        np.save(folder / f"{name}.npy", getattr(contents, name))
    (folder / "passages.faiss").write_bytes(PassageVectors.build(contents.passage_vectors).to_bytes())
    Terms.build(folder / "terms", contents.texts)


def _describe(contents: Contents) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "model": contents.model,
        "precision": contents.precision,
        "dimensions": contents.passage_vectors.shape[1],
        "articles": len(contents.articles),
        "passages": len(contents.passages),
        "sentences": len(contents.sentences),
    }


def _seal(folder: Path, manifest: dict[str, Any]) -> None:
    """Make every file durable and write down its size and digest, and last the digest of that."""
    manifest["files"] = {path.relative_to(folder).as_posix(): _fingerprint(path) for path in _files(folder)}
    _write_file(folder / "MANIFEST", _signed(manifest))
    for path in [*_files(folder), *(p for p in folder.rglob("*") if p.is_dir()), folder]:
        _sync(path)


def _check(folder: Path) -> dict[str, Any]:
    """Give the manifest of a generation whose every byte is as it was published."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "MANIFEST").read_bytes())
        manifest.pop("sha256")
        sound = _signed(manifest) == (folder / "MANIFEST").read_bytes() and all(
            _fingerprint(folder / name) == known for name, known in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        sound = False
    if not sound:
        message = f"{folder} is damaged; run `onrecord index --full SOURCE` to build it anew from the library"
        raise DamagedIndex(message)
    return manifest


def _signed(manifest: dict[str, Any]) -> bytes:
    own = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    return json.dumps(manifest | {"sha256": own}, indent=1, sort_keys=True).encode()


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _files(folder: Path) -> list[Path]:
    """List what is part of a generation; names with a leading dot are tantivy's locks, made whenever it reads."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))


def _numbers(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())


def _write_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
