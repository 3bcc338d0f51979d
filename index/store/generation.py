"""Generation: a complete, checksummed, immutable index on disk, published whole or not at all."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import files
from index.errors import DamagedIndex, NotIndexed, OtherFormat, Unwritable
from index.models.tags import tagger_digest
from index.names.gazetteer import load_gazetteer
from index.store import manifest
from index.store.article_table import ArticleRow, ArticleTable
from index.store.sentence_columns import SentenceColumns
from index.store.statement_table import StatementTable
from index.store.tables import GenerationContents, Tables, parse_days
from index.store.tag_table import TagTable
from index.store.term_index import TermIndex
from index.store.terms.documents import VERSION as DOCUMENTS
from index.store.terms.postings import Postings
from index.store.vector_index import PassageVectors
from index.text.arrays import Codes, Positions

DAMAGED = ".damaged"
"""Suffix of a generation that was set aside because its content is not what was published."""

_FORMAT = 7
_READABLE = 6, _FORMAT  # before 7, the documents of terms were never moved
_GENERATIONS_KEPT = 2
_HEADS, _TERMS = "head_terms", "terms"

log = logging.getLogger(__name__)


NO_NAME = -1
"""Position of the name of an unknown speaker."""


class SpeakerNames(NamedTuple):
    """The names of speakers, and the position in them of each of the people and of each article's speaker.

    The last of `of_people` is NO_NAME, so that a statement without a speaker has that.
    """

    values: Sequence[str]
    of_people: npt.NDArray[np.int32]
    of_articles: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Generation(Tables):
    """A published index, opened for reading.

    `gazetteer_digest` and `tagger_digest` identify the gazetteer and the tagger weights that it was built with,
    `corrections_digest` the corrections by hand. `has_current_rows` says that the rows of its articles are those that
    would be written now, `has_current_terms` that its index of terms is one that would be.
    `sentence_columns` and `head_terms`, the terms of the metadata of each article, are None if it was built without
    them or with another gazetteer; they are then read from the texts that a question needs, until the next run.
    """

    articles: ArticleTable
    number: int
    gazetteer_digest: str
    has_current_rows: bool
    has_current_terms: bool
    tagger_digest: str
    corrections_digest: str
    vectors: PassageVectors
    sentence_vectors: Codes
    tags: TagTable
    terms: TermIndex
    sentence_columns: SentenceColumns | None = None
    head_terms: Postings | None = None
    read_days_added: Callable[[], Positions] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def dates(self) -> Sequence[str | None]:
        """The date of each article; None if it has none."""
        return [*self.articles.dates]

    @cached_property
    def days(self) -> Positions:
        """The first and last day of each article's date as ordinals, shape (articles, 2); 0 without a date."""
        dates = self.articles.dates
        return parse_days(dates.values)[dates.codes]

    @cached_property
    def speaker_names(self) -> SpeakerNames:
        """The names of speakers, and for the people of the statements and for the articles the position of theirs."""
        numbers: dict[str, int] = {}
        of_people = [numbers.setdefault(person.name, len(numbers)) for person in self.statements.canonical]
        speakers = self.articles.speakers
        of_values = [NO_NAME if name is None else numbers.setdefault(name, len(numbers)) for name in speakers.values]
        of_articles = np.array(of_values, dtype=np.int32)[speakers.codes]
        return SpeakerNames([*numbers], np.array([*of_people, NO_NAME], dtype=np.int32), of_articles)

    @cached_property
    def days_added(self) -> Positions:
        """The day on which each article's version came into the library, as an ordinal; 0 where nobody can tell.

        The library knows it and the index does not, so that the same articles give the same index on any day.
        """
        return self.read_days_added() if self.read_days_added else np.zeros(len(self.articles), dtype=np.int64)

    @property
    def dimensions(self) -> int:
        """The number of dimensions of a vector."""
        return int(self.sentence_vectors.shape[1])


def read_current(home: Path) -> int:
    """Return the number in CURRENT; raise NotIndexed if nothing was published, DamagedIndex if it cannot be read."""
    try:
        return int((home / "index" / "CURRENT").read_text())
    except FileNotFoundError:
        message = f"nothing is indexed in {home}; run `onrecord index FOLDER` first"
        raise NotIndexed(message) from None
    except (OSError, ValueError):
        message = f"{home / 'index' / 'CURRENT'} is damaged; run `onrecord index --full SOURCE` to rebuild it"
        raise DamagedIndex(message) from None


def find_current(home: Path) -> int | None:
    """Return the number in CURRENT; None if there is none or it cannot be read."""
    try:
        return read_current(home)
    except (NotIndexed, DamagedIndex):
        return None


def list_generations(home: Path) -> list[int]:
    """Return the numbers of all generations on disk, newest first."""
    return sorted((int(path.name) for path in _folders(home) if path.name.isdecimal()), reverse=True)


def publish(home: Path, contents: GenerationContents) -> int:
    """Write a new generation, make it the current one and return its number; the caller holds the writer's lock.

    Everything is written to temporary files first: if the disk is full, OSError is raised and nothing has changed.
    """
    folder = home / "index"
    files.create_folder(folder)
    number = 1 + max((int(path.stem) for path in _folders(home) if path.stem.isdecimal()), default=0)
    with files.replace_atomically(folder / "CURRENT") as pointer, files.replace_atomically(folder / str(number)) as new:
        files.write_durably(pointer, _name(number))
        _write(new, contents)
        manifest.seal(new, _describe(contents) | {"number": number})
    _retire(home, list_generations(home)[_GENERATIONS_KEPT:])
    return number


def clear_leftovers(home: Path) -> None:
    """Delete what a killed run left half written or half deleted; the caller holds the writer's lock."""
    for leftover in (home / "index").glob(f"*{files.TEMPORARY_SUFFIX}"):
        files.delete(leftover)


def set_aside(home: Path, number: int) -> None:
    """Rename a damaged generation, so that it is neither loaded nor deleted; the caller holds the writer's lock."""
    folder = home / "index"
    (folder / str(number)).rename(folder / f"{number}{DAMAGED}")
    files.sync(folder)


def make_current(home: Path, number: int) -> None:
    """Write a generation's number into CURRENT unless it is there; the caller holds the writer's lock."""
    if find_current(home) != number:
        with files.replace_atomically(home / "index" / "CURRENT") as pointer:
            files.write_durably(pointer, _name(number))


def load(home: Path, on_damage: Callable[[int], None] = lambda _: None, *, trust_unchanged: bool = False) -> Generation:
    """Open the newest valid generation, after checking every byte of it.

    A folder gets its number when it is complete, so the newest is the current one even if CURRENT is damaged or was not
    written before a kill. `on_damage` is called with the number of each generation that is damaged. With
    `trust_unchanged`, files are not read whose state is that of when they were last checked. Raise NotIndexed if
    nothing was published yet, and DamagedIndex if no generation is valid.
    """
    numbers, reasons = list_generations(home), []
    for number in numbers:
        try:
            return open_generation(home, number, trust_unchanged=trust_unchanged)
        except DamagedIndex as reason:
            if list_generations(home) != numbers:  # a writer has published since, and deleted it
                return load(home, on_damage, trust_unchanged=trust_unchanged)
            log.warning("%s", reason)
            reasons.append(reason)
            if not isinstance(reason, OtherFormat):
                on_damage(number)
    if reasons:
        raise reasons[0]
    message = f"generation {read_current(home)} is not in {home / 'index'}; run `onrecord index --full SOURCE`"
    raise DamagedIndex(message)


def open_generation(home: Path, number: int, *, trust_unchanged: bool = False) -> Generation:
    """Open one generation after checking every byte of it; raise DamagedIndex if it is damaged.

    With `trust_unchanged`, files are not read whose state is that of when they were last checked.

    Raise Unwritable if it is valid and cannot be opened: it is not damaged, so no older one must replace it.
    """
    folder = home / "index" / str(number)
    facts = manifest.check_unless_unchanged(folder) if trust_unchanged else manifest.check(folder)
    if facts["format"] not in _READABLE:
        message = f"{folder} has the format of another version; run `onrecord index --full SOURCE` to rebuild it"
        raise OtherFormat(message)
    try:
        generation = _open(folder, facts)
    except (OSError, ValueError, RuntimeError) as error:
        manifest.check(folder)  # raises if it was deleted meanwhile
        message = f"{folder} is valid and cannot be opened: {error}; free disk space, which tantivy needs for reading"
        raise Unwritable(message) from error
    counts = _count(generation)
    if counts != {name: facts[name] for name in counts}:
        message = f"{folder} has other row counts than its manifest; run `onrecord index --full SOURCE` to rebuild it"
        raise DamagedIndex(message)
    return generation


def is_of_another_version(home: Path, number: int) -> bool:
    """Return whether a generation says that it has the format of another version; reads only its manifest."""
    try:
        facts = json.loads((home / "index" / str(number) / manifest.NAME).read_bytes())
        return facts["format"] not in _READABLE
    except (OSError, ValueError, KeyError, TypeError):
        return False


def measure_size(home: Path, number: int) -> int:
    """Return the size of a generation on disk, in bytes."""
    return sum(path.stat().st_size for path in (home / "index" / str(number)).rglob("*") if path.is_file())


def _folders(home: Path) -> list[Path]:
    return [path for path in (home / "index").glob("*") if path.is_dir()]


def _name(number: int) -> bytes:
    return f"{number}\n".encode()


def _retire(home: Path, numbers: list[int]) -> None:
    """Delete generations; each is renamed durably before its first file is deleted."""
    folder = home / "index"
    if not numbers:
        return
    for number in numbers:
        (folder / str(number)).rename(folder / f"{number}{files.TEMPORARY_SUFFIX}")
        (folder / f"{number}{manifest.CHECKED}").unlink(missing_ok=True)
    files.sync(folder)
    clear_leftovers(home)


def _open(folder: Path, facts: dict[str, Any]) -> Generation:
    is_current = facts["aliases"] == load_gazetteer().digest
    columns = SentenceColumns.load(folder) if is_current else None
    return Generation(
        number=facts["number"],
        gazetteer_digest=facts["aliases"],
        has_current_rows=is_current and facts.get("fields") == [*ArticleRow.model_fields],
        has_current_terms=is_current and facts.get("documents") == DOCUMENTS,
        tagger_digest=facts["tagger"],
        corrections_digest=facts.get("corrections", ""),  # generations before corrections have none
        model=facts["model"],
        precision=facts["precision"],
        articles=ArticleTable.load(folder),
        passages=_mapped(folder / "passages.npy"),
        sentences=_mapped(folder / "sentences.npy"),
        signatures=_mapped(folder / "signatures.npy"),
        first_published=_mapped(folder / "originals.npy"),
        vectors=PassageVectors.load(folder),
        sentence_vectors=_mapped(folder / "sentence_vectors.npy"),
        statements=StatementTable.load(folder),
        tags=TagTable.load(folder),
        terms=TermIndex.load(folder / _TERMS),
        sentence_columns=columns,
        head_terms=Postings.load(folder, _HEADS) if columns else None,
    )


def _mapped(path: Path) -> npt.NDArray[Any]:
    """Memory-map an array; the plain view is faster to slice than the map."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _write(folder: Path, contents: GenerationContents) -> None:
    folder.mkdir()
    contents.articles.write(folder)
    for name in ("passages", "sentences", "signatures", "sentence_vectors"):
        np.save(folder / f"{name}.npy", getattr(contents, name))
    np.save(folder / "originals.npy", contents.first_published)
    contents.tags.write(folder)
    contents.statements.write(folder)
    contents.sentence_columns.write(folder)
    contents.head_terms.write(folder, _HEADS)
    PassageVectors.build(contents.passage_vectors).write(folder)
    contents.write_terms(folder / _TERMS)


def _describe(contents: GenerationContents) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "model": contents.model,
        "precision": contents.precision,
        "aliases": load_gazetteer().digest,
        "tagger": tagger_digest(),
        "fields": [*ArticleRow.model_fields],
        "documents": DOCUMENTS,
        "corrections": contents.corrections_digest,
        **_count(contents),
    }


def _count(tables: GenerationContents | Generation) -> dict[str, int]:
    return {
        "dimensions": int(tables.sentence_vectors.shape[1]),
        "articles": len(tables.articles),
        "passages": len(tables.passages),
        "sentences": len(tables.sentences),
        "statements": len(tables.statements),
    }
