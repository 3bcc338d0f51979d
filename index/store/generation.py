"""A generation: a complete, checksummed, immutable index on disk; published whole or not at all."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index import files
from index.errors import DamagedIndex, NotIndexed, OtherFormat, Unwritable
from index.models.tags import tagger
from index.names.gazetteer import aliases
from index.store import manifest
from index.store.article_table import Entries, write_entries
from index.store.statement_table import StatementTable
from index.store.tables import Contents, Tables
from index.store.tag_table import Tagged
from index.store.term_index import Terms
from index.store.vector_index import Codes, PassageVectors

DAMAGED = ".damaged"
"""Ends the name of a generation that was set aside because it is not what was published."""

_FORMAT = 6
_KEPT = 2

log = logging.getLogger(__name__)


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
    """Give the number that CURRENT names; NotIndexed where none has been published."""
    try:
        return int((home / "index" / "CURRENT").read_text())
    except FileNotFoundError:
        message = f"nothing is indexed in {home}; run `onrecord index FOLDER` first"
        raise NotIndexed(message) from None
    except (OSError, ValueError):
        message = f"{home / 'index' / 'CURRENT'} is damaged; run `onrecord index --full SOURCE` to build it anew"
        raise DamagedIndex(message) from None


def named(home: Path) -> int | None:
    """Give the number that CURRENT names, None where it cannot be read."""
    try:
        return current(home)
    except (NotIndexed, DamagedIndex):
        return None


def kept(home: Path) -> list[int]:
    """Give the numbers of the generations there are, the newest first."""
    return sorted((int(path.name) for path in _folders(home) if path.name.isdecimal()), reverse=True)


def publish(home: Path, contents: Contents) -> int:
    """Write a new generation beside the others and make it the current one; the caller holds the writer's lock.

    Everything is written aside before anything takes its place: a full disk changes nothing, and raises OSError.
    """
    folder = home / "index"
    files.make_folder(folder)
    number = 1 + max((int(path.stem) for path in _folders(home) if path.stem.isdecimal()), default=0)
    with files.aside(folder / "CURRENT") as pointer, files.aside(folder / str(number)) as new:
        files.write(pointer, _name(number))
        _write(new, contents)
        manifest.seal(new, _describe(contents) | {"number": number})
    _retire(home, kept(home)[_KEPT:])
    return number


def clear_leftovers(home: Path) -> None:
    """Delete what a run that was killed left half written or half deleted; the caller holds the writer's lock."""
    for leftover in (home / "index").glob(f"*{files.ASIDE}"):
        files.clear(leftover)


def set_aside(home: Path, number: int) -> None:
    """Take a damaged generation out of the way and delete none of it; the caller holds the writer's lock."""
    folder = home / "index"
    (folder / str(number)).rename(folder / f"{number}{DAMAGED}")
    files.sync(folder)


def make_current(home: Path, number: int) -> None:
    """Have CURRENT name a generation, where it does not; the caller holds the writer's lock."""
    if named(home) != number:
        with files.aside(home / "index" / "CURRENT") as pointer:
            files.write(pointer, _name(number))


def load(home: Path, on_damage: Callable[[int], None] = lambda _: None) -> Generation:
    """Open the newest sound generation, after checking every byte of it.

    A folder that bears a number was complete when it was given it: the newest is the current one also where CURRENT is
    damaged, or was not reached before a kill. `on_damage` is told the number of each that is not what was published.
    Raises NotIndexed where nothing was published yet, and DamagedIndex where no generation is sound.
    """
    numbers, reasons = kept(home), []
    for number in numbers:
        try:
            return open_(home, number)
        except DamagedIndex as reason:
            if kept(home) != numbers:  # others have published since, and cleared it away
                return load(home, on_damage)
            log.warning("%s", reason)
            reasons.append(reason)
            if not isinstance(reason, OtherFormat):
                on_damage(number)
    if reasons:
        raise reasons[0]
    message = f"generation {current(home)} is not in {home / 'index'}; run `onrecord index --full SOURCE`"
    raise DamagedIndex(message)


def open_(home: Path, number: int) -> Generation:
    """Open one generation after checking every byte of it; DamagedIndex where it is not sound.

    Unwritable where it is, and cannot be opened all the same: that is no damage, and no reason to go by another.
    """
    folder = home / "index" / str(number)
    facts = manifest.check(folder)
    if facts["format"] != _FORMAT:
        message = f"{folder} has another version's format; run `onrecord index --full SOURCE` to build it anew"
        raise OtherFormat(message)
    try:
        held = _open(folder, facts)
    except (OSError, ValueError, RuntimeError) as error:
        manifest.check(folder)  # raises where it was cleared away meanwhile
        message = f"{folder} is sound and cannot be opened: {error}; make room on the disk, which tantivy needs to read"
        raise Unwritable(message) from error
    counted = _count(held)
    if counted != {name: facts[name] for name in counted}:
        message = f"{folder} does not hold as much as it says; run `onrecord index --full SOURCE` to build it anew"
        raise DamagedIndex(message)
    return held


def size(home: Path, number: int) -> int:
    """Give the bytes that a generation takes on disk."""
    return sum(path.stat().st_size for path in (home / "index" / str(number)).rglob("*") if path.is_file())


def _folders(home: Path) -> list[Path]:
    return [path for path in (home / "index").glob("*") if path.is_dir()]


def _name(number: int) -> bytes:
    return f"{number}\n".encode()


def _retire(home: Path, numbers: list[int]) -> None:
    """Delete generations; each loses its number for good before it loses its first file."""
    folder = home / "index"
    if not numbers:
        return
    for number in numbers:
        (folder / str(number)).rename(folder / f"{number}{files.ASIDE}")
    files.sync(folder)
    clear_leftovers(home)


def _open(folder: Path, facts: dict[str, Any]) -> Generation:
    return Generation(
        number=facts["number"],
        aliases=facts["aliases"],
        tagger=facts["tagger"],
        model=facts["model"],
        precision=facts["precision"],
        articles=Entries.load(folder),
        passages=_mapped(folder / "passages.npy"),
        sentences=_mapped(folder / "sentences.npy"),
        signatures=_mapped(folder / "signatures.npy"),
        originals=_mapped(folder / "originals.npy"),
        vectors=PassageVectors.load(folder),
        sentence_vectors=_mapped(folder / "sentence_vectors.npy"),
        spoken=StatementTable.load(folder),
        tagged=Tagged.load(folder),
        terms=Terms.load(folder / "terms"),
    )


def _mapped(path: Path) -> npt.NDArray[Any]:
    """Read an array where it lies; as a plain view, which is quicker to cut than a map."""
    return np.asarray(np.load(path, mmap_mode="r"))


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
        **_count(contents),
    }


def _count(tables: Contents | Generation) -> dict[str, int]:
    return {
        "dimensions": int(tables.sentence_vectors.shape[1]),
        "articles": len(tables.articles),
        "passages": len(tables.passages),
        "sentences": len(tables.sentences),
        "statements": len(tables.spoken),
    }
