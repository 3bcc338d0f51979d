"""Spoken: all statements of a generation as tables of positions, and the names of those who made them, once each."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self, get_args

import numpy as np
import numpy.typing as npt

from index.attribution.statements import Attribution, Speaker, Statement
from index.names.entity_resolution import Person, canonical
from index.names.person_lookup import Directory
from index.text.spans import Span

Rows = npt.NDArray[np.void]
Positions = npt.NDArray[np.int64]

STATEMENT = np.dtype(
    [
        ("article", "<i4"),
        ("speaker", "<i4"),  # row of its name, or NOBODY
        ("source", "<i4", 2),  # start and end, NOWHERE where there is none; the same of the cue
        ("cue", "<i4", 2),
        ("content", "<i4"),  # row of its first part; the next statement's is where its parts end
        ("attribution", "u1"),
        ("confidence", "<f2"),
    ]
)
CONTENT = np.dtype([("start", "<i4"), ("end", "<i4")])
_CONTENT = 4  # its place among them
NOBODY = -1
_NOWHERE = -1, -1
_KINDS: tuple[Attribution, ...] = get_args(Attribution)


@dataclass(frozen=True)
class StatementTable:
    """The statements of all articles, in the order of the articles and of their texts.

    `people` are their speakers as each article has them, `listed` the one name of each across the library.
    """

    statements: Rows
    content: Rows
    people: Sequence[Person]
    listed: Sequence[Person]

    @cached_property
    def owners(self) -> Positions:
        """The row of the article of each statement, in order."""
        owners: Positions = self.statements["article"].astype(np.int64)
        return owners

    @cached_property
    def bounds(self) -> Positions:
        """The row of the first part of each statement, and last where all end."""
        return np.append(self.statements["content"], len(self.content)).astype(np.int64)

    @cached_property
    def directory(self) -> Directory:
        """Where people are looked up by the words of their names, offices and countries."""
        return Directory(self.people, self.listed)

    @classmethod
    def gather(cls, articles: Iterable["Sequence[Statement] | StatementTable"]) -> Self:
        """Lay out the statements of all articles, one article after the other; what is laid out already is copied."""
        numbers: dict[Person, int] = {}
        statements, content, held = [np.zeros(0, STATEMENT)], [np.zeros(0, CONTENT)], 0
        for article, said in enumerate(articles):
            part = said if isinstance(said, StatementTable) else _laid_out(said)
            rows = part.statements.copy()
            places = [numbers.setdefault(person, len(numbers)) for person in part.people]
            rows["article"], rows["content"] = article, rows["content"] + held
            rows["speaker"] = np.array([*places, NOBODY])[rows["speaker"]]
            statements.append(rows)
            content.append(part.content)
            held += len(part.content)
        return cls._ordered(np.concatenate(statements), np.concatenate(content), list(numbers))

    @classmethod
    def _ordered(cls, statements: Rows, content: Rows, people: Sequence[Person]) -> Self:
        """Order the people by name, so that the same library gives the same index, and find the one name of each."""
        order = sorted(range(len(people)), key=lambda one: tuple(part or "" for part in people[one]))
        ranks = np.append(np.argsort(np.array(order, dtype=np.int64)), NOBODY)
        statements["speaker"] = ranks[statements["speaker"]]
        persons = [people[one] for one in order]
        speaking = np.argsort(statements["speaker"], kind="stable")
        bounds = np.searchsorted(statements["speaker"][speaking], np.arange(len(persons) + 1))
        told = statements["article"][speaking]
        names = canonical({one: told[bounds[row] : bounds[row + 1]].tolist() for row, one in enumerate(persons)})
        return cls(statements, content, persons, [names[one] for one in persons])

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open what `write` wrote."""
        names = "statements", "content"
        statements, content = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names)
        people = json.loads((folder / "people.json").read_bytes())
        persons, listed = ([Person(*pair[side]) for pair in people] for side in (0, 1))
        return cls(statements, content, persons, listed)

    def write(self, folder: Path) -> None:
        """Write it into a folder."""
        np.save(folder / "statements.npy", self.statements)
        np.save(folder / "content.npy", self.content)
        people = [*zip(self.people, self.listed, strict=True)]
        (folder / "people.json").write_text(json.dumps(people, ensure_ascii=False), "utf-8")

    def part(self, article: int) -> "StatementTable":
        """Give the statements of one article alone, to be gathered anew."""
        rows = self._rows(article)
        statements = self.statements[rows].copy()
        if not len(statements):
            return _laid_out(())
        first, end = self.bounds[[rows.start, rows.stop]].tolist()
        spoken = np.unique(statements["speaker"][statements["speaker"] != NOBODY])
        statements["content"] -= first
        statements["speaker"] = np.where(
            statements["speaker"] == NOBODY, NOBODY, np.searchsorted(spoken, statements["speaker"])
        )
        people = [self.people[row] for row in spoken.tolist()]
        return StatementTable(statements, self.content[first:end], people, people)

    def __len__(self) -> int:
        """Count the statements."""
        return len(self.statements)

    def shown(self, row: int) -> Person:
        """Give somebody as a statement of theirs tells them."""
        person, listed = self.people[row], self.listed[row]
        return Person(listed.name, person.role, person.country or listed.country)

    def of(self, article: int) -> list[Statement]:
        """Give the statements of an article, in the order of its text."""
        return self._some(self._rows(article))

    def touching(self, article: int, span: Span) -> list[Statement]:
        """Give those statements of an article whose content touches a span, in order, and whatever stands between."""
        rows = self._rows(article)
        first, end = self.bounds[[rows.start, rows.stop]].tolist()
        parts = self.content[first:end]
        touched = np.flatnonzero((parts["start"] < span.end) & (parts["end"] > span.start))
        if not len(touched):
            return []
        outermost = np.searchsorted(self.bounds, first + touched[[0, -1]], side="right").tolist()
        return self._some(slice(outermost[0] - 1, outermost[1]))

    def __iter__(self) -> Iterator[Statement]:
        """Give all statements."""
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: int) -> Statement:
        """Give one statement by its position."""
        (said,) = self._some(slice(row, row + 1))
        return said

    def _some(self, rows: slice) -> list[Statement]:
        """Read statements that follow each other, all at once: a row at a time would take ten times as long."""
        if rows.start >= rows.stop:
            return []
        first, end = self.bounds[[rows.start, rows.stop]].tolist()
        said = self.statements[rows].tolist()
        parts = [Span(*part) for part in self.content[first:end].tolist()]
        bounds = [*(row[_CONTENT] - first for row in said), len(parts)]
        return [
            Statement(
                speaker=self._speaker(speaker, _span(source)),
                cue=_span(cue),
                content=tuple(parts[bounds[place] : bounds[place + 1]]),
                attribution=_KINDS[kind],
                confidence=round(confidence, 3),
            )
            for place, (_, speaker, source, cue, _, kind, confidence) in enumerate(said)
        ]

    def _rows(self, article: int) -> slice:
        first, end = np.searchsorted(self.owners, [article, article + 1]).tolist()
        return slice(first, end)

    def _speaker(self, row: int, span: Span | None) -> Speaker | None:
        return None if row == NOBODY else Speaker(*self.shown(row), span)


def _laid_out(statements: Sequence[Statement]) -> StatementTable:
    """Lay out the statements of one article."""
    people: dict[Person, int] = {}
    rows: list[tuple[object, ...]] = []
    content: list[tuple[int, int]] = []
    for said in statements:
        speaker = said.speaker
        row = people.setdefault(_person(speaker), len(people)) if speaker else NOBODY
        source = _pair(speaker.span if speaker else None)
        kind = _KINDS.index(said.attribution)
        rows.append((0, row, source, _pair(said.cue), len(content), kind, said.confidence))
        content += [(part.start, part.end) for part in said.content]
    return StatementTable(np.array(rows, dtype=STATEMENT), np.array(content, dtype=CONTENT), [*people], [*people])


def _person(speaker: Speaker) -> Person:
    return Person(speaker.name, speaker.role, speaker.country)


def _pair(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span else _NOWHERE


def _span(pair: Sequence[int]) -> Span | None:
    return Span(*pair) if pair[0] >= 0 else None
