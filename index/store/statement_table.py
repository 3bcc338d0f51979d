"""Statement table: all statements of a generation as rows of spans, and their speakers, each once."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self, get_args

import numpy as np
import numpy.typing as npt

from index.attribution.statements import Attribution, Speaker, Statement
from index.library.corrections import Correction
from index.names.entity_resolution import Person, Resolved, resolve_people
from index.names.person_lookup import PersonLookup
from index.store.category import Category
from index.store.speaker_corrections import correct_people
from index.text.arrays import NEW, MergedRows, Positions, Rows
from index.text.spans import Span

STATEMENT = np.dtype(
    [
        ("article", "<i4"),
        ("speaker", "<i4"),  # row of the speaker in `people`, or NO_SPEAKER
        ("source", "<i4", 2),  # start and end in the text, -1 if there is none
        ("cue", "<i4", 2),
        ("content", "<i4"),  # row of its first content span; its last is before that of the next statement
        ("attribution", "u1"),
        ("confidence", "<f2"),
    ]
)
CONTENT = np.dtype([("start", "<i4"), ("end", "<i4")])
_CONTENT = 4  # position of "content" among the fields
NO_SPEAKER = -1
POSITION_BITS = 32
"""Bits of a position in a text, below the row of its article."""

_NO_SPAN = -1, -1
_ATTRIBUTIONS: tuple[Attribution, ...] = get_args(Attribution)


class PartsInOrder(NamedTuple):
    """The parts of statements: where each begins and ends, below the row of its article, and the row of who says it."""

    begins: Positions
    ends: Positions
    speakers: npt.NDArray[np.int32]


class PersonNumbers(NamedTuple):
    """The number of each person, and for each row of the people that of its person."""

    of_persons: Mapping[tuple[str, str | None, str | None], int]
    of_rows: npt.NDArray[np.int32]


@dataclass(frozen=True)
class StatementTable:
    """The statements of all articles, in the order of the articles and of their texts.

    `people` are the speakers as their articles name them; `canonical` has for each the person that they were resolved
    to across the library. `stored_lookup` is None if there is no index of their words that the rules of today would
    write.
    """

    rows: Rows
    content: Rows
    people: Sequence[Person]
    canonical: Sequence[Person]
    stored_lookup: PersonLookup | None = None

    @cached_property
    def article_of_statement(self) -> Positions:
        """The row of the article of each statement, ascending."""
        articles: Positions = self.rows["article"].astype(np.int64)
        return articles

    @cached_property
    def bounds(self) -> Positions:
        """The row of the first content span of each statement, and last the number of spans."""
        return np.append(self.rows["content"], len(self.content)).astype(np.int64)

    @cached_property
    def person_lookup(self) -> PersonLookup:
        """The index of the speakers by the words of their names, offices and countries."""
        return self.stored_lookup or PersonLookup.build(self.people, self.canonical)

    @cached_property
    def person_numbers(self) -> "PersonNumbers":
        """A number for each different person, under the name, role and country of `speaker`."""
        names = (person.name for person in self.canonical)
        roles = (person.role for person in self.people)
        persons = [*zip(names, roles, self.countries, strict=True)]  # each is equal to the Person, and made much faster
        numbers = {person: number for number, person in enumerate(dict.fromkeys(persons))}
        of_rows = np.fromiter(map(numbers.__getitem__, persons), np.int32, len(persons))
        return PersonNumbers(numbers, of_rows)

    @cached_property
    def countries(self) -> Category:
        """The country of each of the people, as their articles or else the library have it."""
        return Category.encode(
            [person.country or canonical.country for person, canonical in zip(self.people, self.canonical, strict=True)]
        )

    @cached_property
    def parts_in_order(self) -> "PartsInOrder":
        """The parts of all statements, article by article, in the order of where they begin."""
        statements = np.repeat(np.arange(len(self)), np.diff(self.bounds))
        before = self.article_of_statement[statements] << POSITION_BITS
        begins, ends = before + self.content["start"], before + self.content["end"]
        order = np.argsort(begins, kind="stable")
        return PartsInOrder(begins[order], ends[order], self.rows["speaker"][statements[order]])

    @classmethod
    def from_articles(
        cls, articles: Iterable[Sequence[Statement]], corrections: Sequence[Correction] = ()
    ) -> "StatementTable":
        """Build the table of all articles, in order.

        `corrections` merge and split the people that were resolved across the library.
        """
        added = number_statements(articles)
        every = MergedRows(np.full(len(added.counts), NEW, dtype=np.int64))
        return cls(np.zeros(0, STATEMENT), np.zeros(0, CONTENT), [], []).merge(every, added, corrections)

    def merge(
        self,
        order: MergedRows,
        added: "NumberedStatements",
        corrections: Sequence[Correction] = (),
        *,
        keeps_resolved: bool = False,
    ) -> "StatementTable":
        """Return the table of merged articles; `added` has the articles that are not taken from this one.

        People are resolved again, since one article can show who is who in others; with `keeps_resolved`, which needs
        that no article has gone and nothing was ever corrected, only those whose names are near to those of `added`.
        """
        former = int(order.former.max(initial=NEW)) + 1
        counts = np.bincount(self.article_of_statement, minlength=former)
        rows, bounds = order.expand(counts, added.counts)
        content, parts = rows.expand(np.diff(self.bounds), np.diff(added.bounds))
        numbers = {person: number for number, person in enumerate(self.people)}
        speakers = [numbers.setdefault(person, len(numbers)) for person in added.people]
        renumbered = added.rows.copy()
        renumbered["speaker"] = np.array([*speakers, NO_SPEAKER])[added.rows["speaker"]]
        statements = rows.combine(self.rows, renumbered)
        statements["article"] = np.repeat(np.arange(len(order.former)), np.diff(bounds))
        statements["content"] = parts[:-1]
        resolved = dict(zip(self.people, self.canonical, strict=True))
        earlier = Resolved(resolved, {*added.people}) if keeps_resolved and resolved else None
        merged = StatementTable(statements, content.combine(self.content, added.content), [*numbers], [])
        return _sort_people(merged, corrections, earlier)

    @classmethod
    def load(cls, folder: Path, *, has_current_rules: bool = False) -> Self:
        """Open the files that `write` wrote; with `has_current_rules` also the index of the people's words."""
        names = "statements", "content"
        statements, content = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names)
        people = json.loads((folder / "people.json").read_bytes())
        persons = [Person._make(named) for named, _ in people]
        canonical = [
            person if named == listed else Person._make(listed)  # three of four are one object
            for person, (named, listed) in zip(persons, people, strict=True)
        ]
        lookup = PersonLookup.load(folder) if has_current_rules else None
        return cls(statements, content, persons, canonical, lookup)

    def write(self, folder: Path) -> None:
        """Write the table into a folder."""
        np.save(folder / "statements.npy", self.rows)
        np.save(folder / "content.npy", self.content)
        people = [*zip(self.people, self.canonical, strict=True)]
        (folder / "people.json").write_text(json.dumps(people, ensure_ascii=False), "utf-8")
        self.person_lookup.write(folder)

    def __len__(self) -> int:
        """Return the number of statements."""
        return len(self.rows)

    def speaker(self, row: int) -> Person:
        """Return a speaker under the canonical name, with the role of the article and its country if it gives one."""
        person, canonical = self.people[row], self.canonical[row]
        return Person(canonical.name, person.role, person.country or canonical.country)

    @cached_property
    def listed_names(self) -> Mapping[str, str]:
        """The name under which the library lists each name of its people; a name of several people stays as it is."""
        names = [(person.name, canonical.name) for person, canonical in zip(self.people, self.canonical, strict=True)]
        listed = dict(names)
        return listed | {name: name for name, other in names if listed[name] != other}

    def list_owner(self, name: str, role: str | None, country: str | None) -> Person:
        """Return the speaker of an article under the name that the library lists; as given where it lists no such."""
        row = self._rows_of_owners.get((name, country))
        return Person(name, role, country) if row is None else Person(self.canonical[row].name, role, country)

    @cached_property
    def _rows_of_owners(self) -> Mapping[tuple[str, str | None], int]:
        """A row of the people for each name and country of an article's speaker."""
        return {(person.name, person.country): row for row, person in enumerate(self.people)}

    def of_article(self, article: int) -> list[Statement]:
        """Return the statements of an article, in the order of its text."""
        return self._read(self._rows(article))

    def overlapping(self, article: int, span: Span) -> list[Statement]:
        """Return the statements of an article from the first to the last whose content overlaps a span, in order."""
        rows = self._rows(article)
        first, end = self.bounds[[rows.start, rows.stop]].tolist()
        parts = self.content[first:end]
        overlapping = np.flatnonzero((parts["start"] < span.end) & (parts["end"] > span.start))
        if not len(overlapping):
            return []
        outermost = np.searchsorted(self.bounds, first + overlapping[[0, -1]], side="right").tolist()
        return self._read(slice(outermost[0] - 1, outermost[1]))

    def read_attributions(self, rows: npt.NDArray[np.integer]) -> Iterator[tuple[Speaker | None, Attribution, float]]:
        """Yield the speaker, the kind and the confidence of each of these statements, without its content."""
        of_rows = self.rows[rows]
        columns = (of_rows[name].tolist() for name in ("speaker", "source", "attribution", "confidence"))
        for speaker, source, attribution, confidence in zip(*columns, strict=True):
            yield self._speaker(speaker, _span(source)), _ATTRIBUTIONS[attribution], round(confidence, 3)

    def __iter__(self) -> Iterator[Statement]:
        """Yield all statements."""
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: int) -> Statement:
        """Return the statement of a row."""
        (statement,) = self._read(slice(row, row + 1))
        return statement

    def _read(self, rows: slice) -> list[Statement]:
        """Return consecutive statements; reading all at once is ten times faster than row by row."""
        if rows.start >= rows.stop:
            return []
        first, end = self.bounds[[rows.start, rows.stop]].tolist()
        statements = self.rows[rows].tolist()
        parts = [Span(*part) for part in self.content[first:end].tolist()]
        bounds = [*(row[_CONTENT] - first for row in statements), len(parts)]
        return [
            Statement(
                speaker=self._speaker(speaker, _span(source)),
                cue=_span(cue),
                content=tuple(parts[bounds[number] : bounds[number + 1]]),
                attribution=_ATTRIBUTIONS[attribution],
                confidence=round(confidence, 3),
            )
            for number, (_, speaker, source, cue, _, attribution, confidence) in enumerate(statements)
        ]

    def _rows(self, article: int) -> slice:
        first, end = np.searchsorted(self.article_of_statement, [article, article + 1]).tolist()
        return slice(first, end)

    def _speaker(self, row: int, span: Span | None) -> Speaker | None:
        return None if row == NO_SPEAKER else Speaker(*self.speaker(row), span)


def _sort_people(table: StatementTable, corrections: Sequence[Correction], earlier: Resolved | None) -> StatementTable:
    """Sort the people who speak by name, so that the same library gives the same index, and resolve them."""
    statements, people = table.rows, table.people
    used = np.unique(statements["speaker"][statements["speaker"] != NO_SPEAKER]).tolist()
    order = sorted(used, key=lambda row: tuple(part or "" for part in people[row]))
    ranks = np.full(len(people) + 1, NO_SPEAKER, dtype=np.int32)
    ranks[order] = np.arange(len(order))
    statements["speaker"] = ranks[statements["speaker"]]
    persons = [people[row] for row in order]
    speaking = np.argsort(statements["speaker"], kind="stable")
    bounds = np.searchsorted(statements["speaker"][speaking], np.arange(len(persons) + 1)).tolist()
    articles = statements["article"][speaking].tolist()
    named = {person: articles[bounds[row] : bounds[row + 1]] for row, person in enumerate(persons)}
    resolved = correct_people(resolve_people(named, earlier), corrections)
    return StatementTable(statements, table.content, persons, [resolved[person] for person in persons])


@dataclass(frozen=True, slots=True)
class NumberedStatements:
    """The statements of articles as rows, before their people are resolved: `counts` has the number of each article."""

    counts: Positions
    rows: Rows
    content: Rows
    people: Sequence[Person]

    @property
    def bounds(self) -> Positions:
        """The row of the first content span of each statement, and last the number of spans."""
        return np.append(self.rows["content"], len(self.content)).astype(np.int64)


def number_statements(articles: Iterable[Sequence[Statement]]) -> NumberedStatements:
    """Return the statements of articles, in order, as rows."""
    people: dict[Person, int] = {}
    counts: list[int] = []
    rows: list[tuple[object, ...]] = []
    content: list[tuple[int, int]] = []
    for article, statements in enumerate(articles):
        counts.append(len(statements))
        for statement in statements:
            speaker = statement.speaker
            row = people.setdefault(_person(speaker), len(people)) if speaker else NO_SPEAKER
            source = _pair(speaker.span if speaker else None)
            attribution = _ATTRIBUTIONS.index(statement.attribution)
            rows.append((article, row, source, _pair(statement.cue), len(content), attribution, statement.confidence))
            content += [(part.start, part.end) for part in statement.content]
    return NumberedStatements(
        np.array(counts, dtype=np.int64),
        np.array(rows, dtype=STATEMENT),
        np.array(content, dtype=CONTENT),
        [*people],
    )


def _person(speaker: Speaker) -> Person:
    return Person(speaker.name, speaker.role, speaker.country)


def _pair(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span else _NO_SPAN


def _span(pair: Sequence[int]) -> Span | None:
    return Span(int(pair[0]), int(pair[1])) if pair[0] >= 0 else None  # the elements are numpy's
