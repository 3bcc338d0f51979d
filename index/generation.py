"""A generation: a complete, checksummed, immutable index on disk; published whole or not at all."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index import manifest
from index.aliases import aliases
from index.conversion import Precision
from index.copies import Signatures
from index.entries import Entries, Entry, write_entries
from index.errors import DamagedIndex, NotIndexed
from index.spoken import Spoken
from index.tags import Tagged, Tags, tagger
from index.terms import Terms
from index.vectors import Codes, PassageVectors

PASSAGE = np.dtype([("article", "<i4"), ("start", "<i4"), ("end", "<i4"), ("sentence", "<i4"), ("digest", "V16")])
SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4")])
Rows = npt.NDArray[np.void]
Positions = npt.NDArray[np.int64]

_FORMAT = 5
_KEPT = 2


@dataclass(frozen=True)
class Tables:
    """What a generation holds, before it is written as after; rows are in the order of their positions."""

    model: str
    precision: Precision
    articles: Sequence[Entry]
    passages: Rows
    sentences: Rows
    signatures: Signatures
    originals: npt.NDArray[np.int32]
    spoken: Spoken

    @cached_property
    def owners(self) -> npt.NDArray[np.int32]:
        """The position of each passage's article, in order."""
        return np.ascontiguousarray(self.passages["article"])

    @cached_property
    def lengths(self) -> Positions:
        """How many passages each article has."""
        return np.bincount(self.owners, minlength=len(self.articles))

    @cached_property
    def sentence_bounds(self) -> Positions:
        """Where the sentences of each passage begin, and last where all end."""
        return np.append(self.passages["sentence"], len(self.sentences)).astype(np.int64)

    def copies(self, article: int) -> list[int]:
        """Give the positions of the other articles that carry the same story."""
        rows = np.flatnonzero(self.originals == self.originals[article])
        return [row for row in rows.tolist() if row != article]

    def sentence_rows(self, passage: int) -> slice:
        """Give the positions of a passage's sentences."""
        first = self.passages["sentence"]
        end = first[passage + 1] if passage + 1 < len(first) else len(self.sentences)
        return slice(int(first[passage]), int(end))

    def sentences_of(self, passages: Positions) -> Positions:
        """Give the positions of all sentences of these passages, in their order."""
        bounds = self.sentence_bounds
        counts = bounds[passages + 1] - bounds[passages]
        skipped = bounds[passages] - np.cumsum([0, *counts])[: len(counts)]
        return np.repeat(skipped, counts) + np.arange(counts.sum())


@dataclass(frozen=True)
class Contents(Tables):
    """All that a generation holds, before it is written."""

    passage_vectors: Codes
    sentence_vectors: Codes
    tags: list[Tags]
    heads: Sequence[str]
    texts: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Generation(Tables):
    """A published index, opened for reading; `aliases` and `tagger` are the digests of those that it was made with."""

    number: int
    aliases: str
    tagger: str
    vectors: PassageVectors
    sentence_vectors: Codes
    tagged: Tagged
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
    manifest.seal(aside, _describe(contents) | {"number": number})
    aside.rename(folder / str(number))
    manifest.sync(folder)
    pointer = folder / "CURRENT.tmp"
    manifest.write(pointer, f"{number}\n".encode())
    pointer.rename(folder / "CURRENT")
    manifest.sync(folder)
    for old in _numbers(folder)[:-_KEPT]:
        shutil.rmtree(folder / str(old))
    return number


def load(home: Path, number: int | None = None) -> Generation:
    """Open a generation, the current one unless another is named, after checking every byte of it."""
    wanted = current(home) if number is None else number
    try:
        return _open(home / "index" / str(wanted), wanted)
    except DamagedIndex:
        if number is None and current(home) != wanted:  # others have published since, and cleared it away
            return load(home)
        raise


def _open(folder: Path, number: int) -> Generation:
    facts = manifest.check(folder)
    if facts["format"] != _FORMAT:
        message = f"{folder} has another version's format; run `onrecord index --full SOURCE` to build it anew"
        raise DamagedIndex(message)
    return Generation(
        number=number,
        aliases=facts["aliases"],
        tagger=facts["tagger"],
        model=facts["model"],
        precision=facts["precision"],
        articles=Entries.load(folder),
        passages=np.load(folder / "passages.npy", mmap_mode="r"),
        sentences=np.load(folder / "sentences.npy", mmap_mode="r"),
        signatures=np.load(folder / "signatures.npy", mmap_mode="r"),
        originals=np.load(folder / "originals.npy", mmap_mode="r"),
        vectors=PassageVectors.load(folder),
        sentence_vectors=np.load(folder / "sentence_vectors.npy", mmap_mode="r"),
        spoken=Spoken.load(folder),
        tagged=Tagged.load(folder),
        terms=Terms.load(folder / "terms"),
    )


def size(home: Path, number: int) -> int:
    """Give the bytes that a generation takes on disk."""
    return sum(path.stat().st_size for path in (home / "index" / str(number)).rglob("*") if path.is_file())


def _write(folder: Path, contents: Contents) -> None:
    folder.mkdir()
    write_entries(folder, contents.articles)
    for name in ("passages", "sentences", "signatures", "originals", "sentence_vectors"):
        np.save(folder / f"{name}.npy", getattr(contents, name))
    Tagged.of(contents.tags).write(folder)
    contents.spoken.write(folder)
    PassageVectors.build(contents.passage_vectors).write(folder)
    Terms.build(folder / "terms", contents.heads, contents.texts, aliases())


def _describe(contents: Contents) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "model": contents.model,
        "precision": contents.precision,
        "aliases": aliases().digest,
        "tagger": tagger(),
        "dimensions": contents.passage_vectors.shape[1],
        "articles": len(contents.articles),
        "passages": len(contents.passages),
        "sentences": len(contents.sentences),
        "statements": len(contents.spoken),
    }


def _numbers(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())
