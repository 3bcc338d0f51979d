"""Speaker directory: every speaker of a generation under an id, found by name, office or country; and profiles."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.errors import InvalidFilter, UnknownItem
from index.library.articles import sha256_of
from index.names.entity_resolution import Person
from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.statement_table import NO_SPEAKER
from index.text.arrays import Mask, Positions
from index.text.normalize import fold
from rag.speakers.documents import (
    Count,
    Office,
    RelatedSpeaker,
    SpeakerForm,
    SpeakerHead,
    SpeakerList,
    SpeakerProfile,
)

_SUBJECTS, _RELATED, _SOURCES = 12, 12, 12
_READ_STATEMENTS = 400  # latest statements of a speaker that are read for their subjects


def speaker_id(name: str, country: str | None) -> str:
    """Return the id of a speaker, the same in every index that lists them under this name and country."""
    return sha256_of("speaker", name, country)[:16]


@dataclass(frozen=True)
class _Counted:
    """Per speaker: the number of statements and of articles, the first and last article with a date, -1 for none."""

    statements: Positions
    articles: Positions
    first: Positions
    last: Positions


class SpeakerDirectory:
    """The speakers of a generation; `read` returns the text of an article."""

    def __init__(self, index: Generation, read: Callable[[ArticleRow], str]) -> None:
        self._index, self._read = index, read

    @cached_property
    def persons(self) -> Sequence[Person]:
        """The canonical speakers."""
        return tuple(dict.fromkeys(self._index.statements.canonical))

    @cached_property
    def rows_by_id(self) -> dict[str, int]:
        """The position in `persons` of each id."""
        return {speaker_id(person.name, person.country): row for row, person in enumerate(self.persons)}

    def find(self, id: str) -> Person:
        """Return the speaker of an id; raise UnknownItem if there is none."""
        return self.persons[self._find(id)]

    def find_by_name(self, name: str, country: str | None = None) -> tuple[SpeakerHead, ...]:
        """Return the speakers who are listed under exactly this name, only those of a country if one of them is."""
        rows = [row for row in self._ranking if self.persons[row].name == name]
        code = load_gazetteer().resolve_country(country)
        of_country = [row for row in rows if code and self.persons[row].country == code]
        return tuple(map(self._make_head, of_country or rows))

    def select_rows(self, id: str) -> Mask:
        """Return for each row of `statements.people` whether it is this speaker; raise UnknownItem if there is none."""
        selected: Mask = np.equal(self._speaker_of_person, self._find(id))
        return selected

    def list_speakers(self, q: str = "", *, limit: int, cursor: str | None = None) -> SpeakerList:
        """Return a page of the speakers whose names, offices or countries begin with every word of `q`."""
        start = _decode_cursor(cursor)
        wanted = fold(q).split()
        ranked = [row for row in self._ranking if matches(wanted, self._search_text[row])]
        shown = ranked[start : start + limit]
        return SpeakerList(
            speakers=tuple(map(self._make_head, shown)),
            total=len(ranked),
            cursor=str(start + limit) if start + limit < len(ranked) else None,
            generation=self._index.number,
        )

    def list_of_country(self, country: str, *, limit: int) -> tuple[SpeakerHead, ...]:
        """Return the speakers who speak for a country, those with the most statements first."""
        code = load_gazetteer().resolve_code(country)
        rows = [
            row
            for row in self._ranking
            if self.persons[row].country and code == load_gazetteer().resolve_code(self.persons[row].country or "")
        ]
        return tuple(map(self._make_head, rows[:limit])) if code else ()

    def head(self, id: str) -> SpeakerHead:
        """Return a speaker as in a list; raise UnknownItem if there is none of that id."""
        return self._make_head(self._find(id))

    def profile(self, id: str) -> SpeakerProfile:
        """Return what is on record of one speaker; raise UnknownItem if there is none of that id."""
        row = self._find(id)
        statements = np.flatnonzero(self._speaker_of_statement == row)
        articles = self._index.statements.article_of_statement[statements]
        return SpeakerProfile(
            **dict(self._make_head(row)),
            forms=self._list_forms(row, statements),
            offices=self._list_offices(statements),
            years=_count((self._index.dates[article] or "")[:4] or "undated" for article in articles.tolist()),
            sources=_most_common((self._index.articles[article].source for article in articles.tolist()), _SOURCES),
            subjects=self._list_subjects(row, statements),
            quoted_with=self._list_related(row, articles),
            generation=self._index.number,
        )

    @cached_property
    def _speaker_of_person(self) -> Positions:
        """The speaker of each row of `statements.people`."""
        rows = {person: row for row, person in enumerate(self.persons)}
        return np.array([rows[person] for person in self._index.statements.canonical], dtype=np.int64)

    @cached_property
    def _speaker_of_statement(self) -> Positions:
        """The speaker of each statement, NO_SPEAKER if it has none."""
        speakers: Positions = np.append(self._speaker_of_person, NO_SPEAKER)[self._index.statements.rows["speaker"]]
        return speakers

    @cached_property
    def _counted(self) -> _Counted:
        speakers, articles = self._speaker_of_statement, self._index.statements.article_of_statement
        named = speakers != NO_SPEAKER
        count = len(self.persons)
        pairs = np.unique(np.stack([speakers[named], articles[named]]), axis=1)
        days = self._index.days[:, 0]
        dated = pairs[:, days[pairs[1]] > 0]
        order = np.lexsort((days[dated[1]], dated[0]))
        owners, dated_articles = dated[0][order], dated[1][order]
        first, last = np.full(count, -1), np.full(count, -1)
        last[owners] = dated_articles  # of a speaker's articles the one assigned last stays
        first[owners[::-1]] = dated_articles[::-1]
        return _Counted(
            np.bincount(speakers[named], minlength=count), np.bincount(pairs[0], minlength=count), first, last
        )

    @cached_property
    def _ranking(self) -> list[int]:
        """The speakers, those with the most statements first."""
        counts = self._counted.statements
        return sorted(range(len(self.persons)), key=lambda row: (-int(counts[row]), self.persons[row].name))

    @cached_property
    def _search_text(self) -> list[str]:
        """For each speaker the folded words of every name, office and country of theirs."""
        texts: list[list[str | None]] = [[person.name, person.country] for person in self.persons]
        for person, row in zip(self._index.statements.people, self._speaker_of_person.tolist(), strict=True):
            texts[row] += person
        return [f" {fold(' '.join(dict.fromkeys(filter(None, parts))))}" for parts in texts]

    @cached_property
    def _main_offices(self) -> dict[int, str]:
        """The most frequent office of each speaker who has one."""
        counts: dict[int, Counter[str]] = {}
        weights = np.bincount(
            self._index.statements.rows["speaker"][self._index.statements.rows["speaker"] != NO_SPEAKER],
            minlength=len(self._index.statements.people),
        ).tolist()
        for person, row, weight in zip(
            self._index.statements.people, self._speaker_of_person.tolist(), weights, strict=True
        ):
            if person.role:
                counts.setdefault(row, Counter())[person.role] += weight
        return {row: offices.most_common(1)[0][0] for row, offices in counts.items()}

    def _find(self, id: str) -> int:
        if (row := self.rows_by_id.get(id)) is None:
            message = "there is no speaker of that id; GET /speakers lists the speakers"
            raise UnknownItem(message)
        return row

    def _make_head(self, row: int) -> SpeakerHead:
        person, counted = self.persons[row], self._counted
        first, last = int(counted.first[row]), int(counted.last[row])
        return SpeakerHead(
            id=speaker_id(person.name, person.country),
            name=person.name,
            country=person.country,
            office=self._main_offices.get(row),
            statements=int(counted.statements[row]),
            articles=int(counted.articles[row]),
            first=self._index.dates[first] if first >= 0 else None,
            last=self._index.dates[last] if last >= 0 else None,
        )

    def _list_forms(self, row: int, statements: Positions) -> tuple[SpeakerForm, ...]:
        table = self._index.statements
        people, articles = table.rows["speaker"][statements], table.article_of_statement[statements]
        forms = [
            SpeakerForm(
                **table.people[person]._asdict(),
                statements=int((people == person).sum()),
                articles=len(np.unique(articles[people == person])),
            )
            for person in np.flatnonzero(self._speaker_of_person == row).tolist()
        ]
        return tuple(sorted(forms, key=lambda form: (-form.statements, form.name, form.role or "")))

    def _list_offices(self, statements: Positions) -> tuple[Office, ...]:
        table = self._index.statements
        held: dict[tuple[str, str | None], set[int]] = {}
        for statement in statements.tolist():
            person = table.people[int(table.rows["speaker"][statement])]
            if person.role:
                held.setdefault((person.role, person.country), set()).add(int(table.article_of_statement[statement]))
        offices = []
        for (role, country), articles in held.items():
            dates = sorted(filter(None, (self._index.dates[article] for article in articles)))
            first, last = (dates[0], dates[-1]) if dates else (None, None)
            offices.append(Office(role=role, country=country, first=first, last=last, articles=len(articles)))
        return tuple(sorted(offices, key=lambda office: (office.first or "~", -office.articles, office.role)))

    def _list_subjects(self, row: int, statements: Positions) -> tuple[Count, ...]:
        """Return the countries and organisations that the latest statements name, other than the speaker's own."""
        table, gazetteer = self._index.statements, load_gazetteer()
        days = self._index.days[table.article_of_statement[statements], 0]
        latest = np.sort(statements[np.argsort(-days, kind="stable")[:_READ_STATEMENTS]])
        counts: Counter[str] = Counter()
        texts: dict[int, str] = {}
        for statement in latest.tolist():
            article = int(table.article_of_statement[statement])
            if article not in texts:
                texts[article] = self._read(self._index.articles[article])
            text = texts[article]
            first, end = table.bounds[statement : statement + 2].tolist()
            words = " ".join(text[start:stop] for start, stop in table.content[first:end].tolist())
            counts.update(set(gazetteer.find_codes(words)))
        own = gazetteer.resolve_code(self.persons[row].country or "")
        named = [(code, count) for code, count in counts.most_common() if code != own]
        return tuple(Count(label=gazetteer.label(code), statements=count) for code, count in named[:_SUBJECTS])

    def _list_related(self, row: int, articles: Positions) -> tuple[RelatedSpeaker, ...]:
        together = np.isin(self._index.statements.article_of_statement, np.unique(articles))
        speakers = self._speaker_of_statement
        others = together & (speakers != row) & (speakers != NO_SPEAKER)
        size = len(self._index.articles)
        pairs = np.unique(speakers[others] * size + self._index.statements.article_of_statement[others])
        counts = Counter((pairs // size).tolist())
        return tuple(
            RelatedSpeaker(
                id=speaker_id(self.persons[other].name, self.persons[other].country),
                name=self.persons[other].name,
                country=self.persons[other].country,
                articles=count,
            )
            for other, count in counts.most_common(_RELATED)
        )


def matches(wanted: Sequence[str], text: str) -> bool:
    """Return whether words of a folded text, which begins with a space, begin with each of `wanted`."""
    return all(f" {word}" in text for word in wanted)


def _count(labels: Iterable[str]) -> tuple[Count, ...]:
    return tuple(Count(label=label, statements=count) for label, count in sorted(Counter(labels).items()))


def _most_common(labels: Iterable[str | None], most: int) -> tuple[Count, ...]:
    counts = Counter(label for label in labels if label)
    return tuple(Count(label=label, statements=count) for label, count in counts.most_common(most))


def _decode_cursor(cursor: str | None) -> int:
    if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):  # noqa: PLR2004 (rows)
        raise InvalidFilter("cursor: is not one that GET /speakers returned; leave it out to begin")
    return int(cursor) if cursor else 0
