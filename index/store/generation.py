"""Generation: the tables of a published index, opened for reading; how they are written to a folder, and opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.models.tagging.tags import tagger_digest
from index.names.entity_resolution import rules_digest
from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow, ArticleTable
from index.store.engines.protocols import Engine, TermSearch, VectorSearch
from index.store.sentence_columns import SentenceColumns
from index.store.statement_table import StatementTable
from index.store.tables import GenerationContents, Tables, parse_days
from index.store.tag_table import TagTable
from index.store.terms.documents import VERSION as DOCUMENTS
from index.store.terms.postings import Postings
from index.text.arrays import Codes, Positions

FORMAT = 7
READABLE = 6, FORMAT
"""Formats that can be opened: before 7, the documents of terms were never moved."""

_HEADS = "head_terms"

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
    `people_digest` the rules by which its people were resolved, `corrections_digest` the corrections by hand.
    `has_current_rows` says that the rows of its articles are those that would be written now, `has_current_terms` that
    its index of terms is one that would be.
    `sentence_columns` and `head_terms`, the terms of the metadata of each article, are None if it was built without
    them or with another gazetteer; they are then read from the texts that a question needs, until the next run.
    """

    articles: ArticleTable
    number: int
    gazetteer_digest: str
    has_current_rows: bool
    has_current_terms: bool
    tagger_digest: str
    people_digest: str
    corrections_digest: str
    vectors: VectorSearch
    sentence_vectors: Codes
    tags: TagTable
    terms: TermSearch
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
        people = [person.name for person in self.statements.canonical]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(people))}
        of_people = [*map(numbers.__getitem__, people)]
        speakers = self.articles.speakers
        listed = self.statements.listed_names
        values = [name and listed.get(name, name) for name in speakers.values]
        of_values = [NO_NAME if name is None else numbers.setdefault(name, len(numbers)) for name in values]
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


def open_folder(folder: Path, facts: dict[str, Any], engine: Engine) -> Generation:
    """Return the generation in a folder, given the facts of its manifest, of which no byte is checked."""
    search = engine.open(folder, facts)
    is_current = facts["aliases"] == load_gazetteer().digest
    columns = SentenceColumns.load(folder) if is_current else None
    return Generation(
        number=facts["number"],
        gazetteer_digest=facts["aliases"],
        has_current_rows=is_current and facts.get("fields") == [*ArticleRow.model_fields],
        has_current_terms=is_current and facts.get("documents") == DOCUMENTS,
        tagger_digest=facts["tagger"],
        people_digest=facts.get("people", ""),  # older generations have none
        corrections_digest=facts.get("corrections", ""),  # generations before corrections have none
        model=facts["model"],
        precision=facts["precision"],
        articles=ArticleTable.load(folder),
        passages=_mapped(folder / "passages.npy"),
        sentences=_mapped(folder / "sentences.npy"),
        signatures=_mapped(folder / "signatures.npy"),
        first_published=_mapped(folder / "originals.npy"),
        vectors=search.vectors,
        sentence_vectors=_mapped(folder / "sentence_vectors.npy"),
        statements=StatementTable.load(folder, has_current_rules=facts.get("people") == rules_digest()),
        tags=TagTable.load(folder),
        terms=search.terms,
        sentence_columns=columns,
        head_terms=Postings.load(folder, _HEADS) if columns else None,
    )


def _mapped(path: Path) -> npt.NDArray[Any]:
    """Memory-map an array; the plain view is faster to slice than the map."""
    return np.asarray(np.load(path, mmap_mode="r"))


def write_folder(folder: Path, number: int, contents: GenerationContents, engine: Engine) -> dict[str, Any]:
    """Write a generation to a new folder and an engine, and return its facts for the manifest."""
    folder.mkdir()
    facts = engine.write(folder, number, contents)  # first: one on another machine goes on while the rest is written
    contents.articles.write(folder)
    for name in ("passages", "sentences", "signatures", "sentence_vectors"):
        np.save(folder / f"{name}.npy", getattr(contents, name))
    np.save(folder / "originals.npy", contents.first_published)
    contents.tags.write(folder)
    contents.statements.write(folder)
    contents.sentence_columns.write(folder)
    contents.head_terms.write(folder, _HEADS)
    return _describe_contents(contents) | {"number": number} | facts


def _describe_contents(contents: GenerationContents) -> dict[str, Any]:
    """Return the facts of a generation for its manifest, without its number."""
    return {
        "format": FORMAT,
        "model": contents.model,
        "precision": contents.precision,
        "aliases": load_gazetteer().digest,
        "tagger": tagger_digest(),
        "fields": [*ArticleRow.model_fields],
        "documents": DOCUMENTS,
        "people": rules_digest(),
        "corrections": contents.corrections_digest,
        **count_rows(contents),
    }


def count_rows(tables: GenerationContents | Generation) -> dict[str, int]:
    """Return the numbers of rows by table, and of the dimensions of a vector."""
    return {
        "dimensions": int(tables.sentence_vectors.shape[1]),
        "articles": len(tables.articles),
        "passages": len(tables.passages),
        "sentences": len(tables.sentences),
        "statements": len(tables.statements),
    }
