"""Speakers: the people and bodies of the library, with their offices, countries and how much each said."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from pydantic import BaseModel, ConfigDict

from index.errors import InvalidFilter
from index.store.statement_table import StatementTable
from index.text.normalize import fold
from index.text.plurals import format_count
from rag.notebook.tables import Row, Tabular

MAX_OFFICES = 5
"""Offices of a speaker that are listed, the most frequent ones."""


class ListedSpeaker(BaseModel):
    """A person or body: the name, the most frequent offices, the countries, and how much is on record."""

    model_config = ConfigDict(frozen=True)

    name: str
    roles: tuple[str, ...]
    countries: tuple[str, ...]
    statements: int
    articles: int


class SpeakerList(Tabular, BaseModel):
    """A page of speakers, most statements first, the number of all, and the cursor of the next page."""

    model_config = ConfigDict(frozen=True)

    speakers: tuple[ListedSpeaker, ...]
    total: int
    cursor: str | None
    generation: int

    def _describe(self) -> str:
        return f"{len(self.speakers):,} of {format_count(self.total, 'speaker')}"

    def _list_rows(self) -> Iterator[Row]:
        return (dict(speaker) for speaker in self.speakers)


def list_speakers(table: StatementTable, generation: int, q: str, limit: int, cursor: str | None) -> SpeakerList:
    """Return a page of the speakers with all words of `q` in their name, offices or countries."""
    wanted = fold(q).split()
    chosen = [each for each in _collect(table) if all(word in _describe(each) for word in wanted)]
    chosen.sort(key=lambda each: (-each.statements, each.name))
    start = _parse_cursor(cursor)
    end = start + limit
    following = str(end) if end < len(chosen) else None
    return SpeakerList(speakers=tuple(chosen[start:end]), total=len(chosen), cursor=following, generation=generation)


def _collect(table: StatementTable) -> Iterator[ListedSpeaker]:
    """Yield each speaker under the name that the library lists them by."""
    spoken = table.rows["speaker"]
    counts = np.bincount(spoken[spoken >= 0], minlength=len(table.people))
    order = np.argsort(spoken, kind="stable")
    bounds = np.searchsorted(spoken[order], np.arange(len(table.people) + 1))
    rows: dict[str, list[int]] = {}
    for row, person in enumerate(table.canonical):
        rows.setdefault(person.name, []).append(row)
    for name, own in rows.items():
        people = [table.speaker(row) for row in own]
        roles = Counter[str]()
        for row, person in zip(own, people, strict=True):
            if person.role:
                roles[person.role] += int(counts[row])
        articles = {
            article for row in own for article in table.rows["article"][order[bounds[row] : bounds[row + 1]]].tolist()
        }
        yield ListedSpeaker(
            name=name,
            roles=tuple(role for role, _ in roles.most_common(MAX_OFFICES)),
            countries=tuple(sorted({person.country for person in people if person.country})),
            statements=int(counts[own].sum()),
            articles=len(articles),
        )


def _describe(speaker: ListedSpeaker) -> str:
    return fold(" ".join((speaker.name, *speaker.roles, *speaker.countries)))


def _parse_cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):  # noqa: PLR2004 (a position, not a limit)
        raise InvalidFilter("cursor: is not one of a list of speakers")
    return int(cursor)
