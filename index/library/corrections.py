"""Corrections by hand: who is one person, who are two, and whose words a quotation is.

They are acts in the library, sealed like removals, so that they hold for every index that is built from it; each can
be undone, and none is overwritten.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from index.errors import DamagedLibrary, UnknownItem
from index.library.articles import sha256_of
from index.library.schema import CORRECTION_SEAL
from index.library.sql import Row, SqlDatabase

_INSERT = (
    f"INSERT INTO corrections (act, document, at, seal) SELECT *, {CORRECTION_SEAL}"
    " FROM (SELECT ? AS act, ? AS document, ? AS at) AS new"
)
_UNSOUND = f"SELECT number FROM corrections WHERE seal <> {CORRECTION_SEAL}"

Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonKey(_Model):
    """A speaker as the library lists them."""

    name: Name
    country: str | None = None


class NamedForm(_Model):
    """A speaker as an article names them."""

    name: Name
    role: str | None = None
    country: str | None = None


class MergePeople(_Model):
    """Several speakers are one, under one name."""

    act: Literal["merge"] = "merge"
    people: Annotated[tuple[PersonKey, ...], Field(min_length=2)]
    into: PersonKey


class SplitPerson(_Model):
    """Some of a speaker's forms, everywhere or only in some articles, are another speaker, of another name."""

    act: Literal["split"] = "split"
    person: PersonKey
    forms: Annotated[tuple[NamedForm, ...], Field(min_length=1)]
    articles: tuple[str, ...] = ()
    into: PersonKey


class AttributeQuote(_Model):
    """The words of a quotation are this speaker's, or no known speaker's."""

    act: Literal["attribute"] = "attribute"
    article_id: str
    quote: Annotated[str, Field(min_length=1)]
    speaker: NamedForm | None


class UndoCorrection(_Model):
    """An earlier correction does not hold any more."""

    act: Literal["undo"] = "undo"
    correction: int


Change = Annotated[MergePeople | SplitPerson | AttributeQuote | UndoCorrection, Field(discriminator="act")]
_PARSER: TypeAdapter[Change] = TypeAdapter(Change)


class Correction(_Model):
    """A correction, its number, and when it was made; `holds` is false once it is undone."""

    number: int
    at: str
    holds: bool
    change: Change


class CorrectionLog:
    """The corrections of a library."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, change: Change) -> int:
        """Record a correction and return its number; raise UnknownItem if there is none of the number to undo."""
        if isinstance(change, UndoCorrection) and change.correction not in {one.number for one in self.list_all()}:
            message = f"there is no correction {change.correction}; `onrecord corrections` lists all"
            raise UnknownItem(message)
        document = json.dumps(change.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        with self._database.transaction():
            self._database.fetch_rows(_INSERT, change.act, document, datetime.now(UTC).isoformat(timespec="seconds"))
            return int(self._database.fetch_rows("SELECT max(number) AS number FROM corrections")[0]["number"])

    def list_all(self) -> tuple[Correction, ...]:
        """Return all corrections, oldest first; raise DamagedLibrary if one is not as it was recorded."""
        for damage in self.find_damage():
            message = f"{self._database.name}: {damage}; restore that file from a backup"
            raise DamagedLibrary(message)
        rows = self._database.fetch_rows("SELECT number, document, at FROM corrections ORDER BY number")
        return tuple(_mark_undone([(row, _PARSER.validate_json(row["document"])) for row in rows]))

    def list_active(self) -> tuple[Correction, ...]:
        """Return the corrections that hold, oldest first."""
        return tuple(one for one in self.list_all() if one.holds and not isinstance(one.change, UndoCorrection))

    def find_damage(self) -> Iterator[str]:
        """Yield a line for each correction that is not as it was recorded."""
        for row in self._database.fetch_rows(_UNSOUND):
            yield f"correction {row['number']} is not as it was recorded"


def _mark_undone(recorded: Sequence[tuple[Row, Change]]) -> list[Correction]:
    """Return the corrections with whether each holds; one that is undone undoes nothing itself."""
    undone: set[int] = set()
    for row, change in reversed(recorded):
        if isinstance(change, UndoCorrection) and row["number"] not in undone:
            undone.add(change.correction)
    return [
        Correction(number=row["number"], at=row["at"], holds=row["number"] not in undone, change=change)
        for row, change in recorded
    ]


def digest_corrections(corrections: Sequence[Correction]) -> str:
    """Return a digest of what corrections say, empty without any."""
    return sha256_of(*(one.change.model_dump_json() for one in corrections)) if corrections else ""
