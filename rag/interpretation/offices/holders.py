"""Holders: who holds an office, by what articles say of people, and who speaks for a house such as a ministry.

Which offices are one of their kind, and who speaks for which house, stands in holders.toml.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np

from index.data_files import load_toml
from index.names.entity_resolution import Person
from index.names.gazetteer import load_gazetteer
from index.names.person_names import parse_name
from index.store.statement_table import StatementTable
from index.text.normalize import fold
from rag.query.speaker_lookup import SpeakerSelection, split_offices

_WHOLE = 5  # letters of a word of an office that stands there whole: "king", and not "Viking"
_SPOKES = "(?:spokes|press secretary)"
_HELD = re.compile(
    r"(?:principal\s+|deputy\s+|chief\s+)*(?:spokes\w+|(?:press|defen[cs]e)\s+secretary|chief\s+of\s+staff|officials?|advis[eo]rs?|"
    r"(?:national\s+security|communications)\s+(?:advis[eo]r|director)|staff|aides?|lawyers?|doctors?|counsel)"
)
"""What somebody may be in a house."""
_LISTED = 12  # names that a note lists

Row = dict[str, Any]
"""Words of which an office must hold any, and those of which it may hold none."""


def is_single_office(plain: str) -> bool:
    """Return whether folded words name an office of which there is one."""
    return plain in _tables()["single"]


def names_house(plain: str) -> bool:
    """Return whether folded words name a house, such as a ministry, or an office in it: a press secretary."""
    return bool(_split_house(plain)[0])


def _split_house(plain: str) -> tuple[str, str]:
    """Return the house that folded words name and the office in it, each empty where they name none."""
    houses = _tables()["houses"]
    named = max((house for house in houses if plain == house or plain.startswith(f"{house} ")), key=len, default="")
    office = plain[len(named) :].strip() if named else ""
    return ("", "") if office and not _HELD.fullmatch(office) else (named, office)


def find_holders(statements: StatementTable, plain: str, typed: str) -> tuple[SpeakerSelection, str] | None:
    """Return those who hold a single office or speak for a house, with the note that names them; None without any."""
    single = is_single_office(plain)
    speakers = select(statements, _holds_single(plain) if single else _speaks_for_house(plain))
    names = sorted({person.name for person in speakers.persons})
    listed = f"{', '.join(names[:_LISTED])}{' and others' if names[_LISTED:] else ''}"
    note = f"“{typed}” read as {'' if single else 'those who speak for it: '}{listed}."
    return (speakers, note) if speakers else None


def _holds_single(plain: str) -> Callable[[Person], bool]:
    rows = _tables()["single"]
    row = rows[plain]
    others = {name for other in rows.values() if other is not row for name in other["people"]}

    def holds(person: Person) -> bool:
        if _is_listed(person, row, others):
            return False
        return holds_office(person, row) or _is_listed(person, row, row["people"])

    return holds


def _is_listed(person: Person, row: Row, names: Collection[str]) -> bool:
    """Return whether a person has one of some names, in full; one of a single word only with the office."""
    own = parse_name(person.name)
    alike = [parse_name(name) for name in names]
    return any(one.words == own.words and (not own.is_single_word or holds_office(person, row)) for one in alike)


def _speaks_for_house(plain: str) -> Callable[[Person], bool]:
    house, office = _split_house(plain)
    row = _tables()["houses"][house]
    asked = re.compile(rf"\b{_SPOKES if 'spokes' in office else re.escape(office)}")
    own, offices = ({"has": row[key], "lacks": row["lacks"]} for key in ("has", "offices"))

    def speaks(person: Person) -> bool:
        of = code_of(person.country)
        if of not in {None, row["of"]} or (office and not asked.search(fold(person.role or ""))):
            return False
        is_own = _names_house(person, row) or holds_office(person, own)
        return is_own or (of is not None and holds_office(person, offices))

    return speaks


def find_also_speaking(statements: StatementTable, speakers: SpeakerSelection) -> SpeakerSelection:
    """Return some speakers and those who speak for the same states, though no article gives these a country.

    A White House spokesman speaks for the United States, and "Berg" is Ada Berg of Norway where nobody else is Berg.
    """
    codes = {code_of(person.country) for person in speakers.persons} - {None}
    if not codes:
        return speakers
    houses = [row for row in _tables()["houses"].values() if row["of"] in codes]
    others = (one for one in list_persons(statements) if one.country and one not in speakers.persons)
    theirs = _surnames(speakers.persons) - _surnames(others)

    def speaks(person: Person) -> bool:
        if code_of(person.country):
            return False
        named = parse_name(person.name)
        if named.is_single_word and named.words[0] in theirs:
            return True
        return any(holds_office(person, row) or _names_house(person, row) for row in houses)

    return select(statements, speaks)


def list_persons(statements: StatementTable) -> Iterator[Person]:
    """Return the people of a library."""
    return map(Person._make, statements.person_numbers.of_persons)


def _surnames(persons: Iterable[Person]) -> set[str]:
    names = (parse_name(person.name).words for person in persons)
    return {words[-1] for words in names if words[1:]}


def _names_house(person: Person, row: Row) -> bool:
    return bool(_match_offices(tuple(row["has"])).search(fold(person.name)))


def holds_office(person: Person, row: Row) -> bool:
    """Return whether articles give a person an office that holds any of some words, and none of others.

    Of several offices each counts by itself: a deputy prime minister and minister for foreign affairs is one for
    foreign affairs.
    """
    role = fold(" ".join(filter(None, (person.role, *sorted(parse_name(person.name).honorifics)))))
    if not role:  # of most people in news none is given
        return False
    holds = _match_offices(tuple(row["has"]))
    return any(
        holds.search(office) and not any(word in office for word in row["lacks"]) for office in split_offices(role)
    )


@cache
def _match_offices(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these offices; a long one also where it begins a word."""
    whole = {word: r"\b" if len(word) <= _WHOLE and word.isalpha() else "" for word in words}
    return re.compile("|".join(rf"\b{re.escape(fold(word))}{end}" for word, end in whole.items()))


def select(statements: StatementTable, belongs: Callable[[Person], bool]) -> SpeakerSelection:
    """Return the people of a library who belong."""
    of_rows = statements.person_numbers.of_rows
    persons = [*list_persons(statements)]
    chosen = np.array([belongs(person) for person in persons], dtype=bool)
    rows = chosen[of_rows] if persons else np.zeros(0, dtype=bool)
    return SpeakerSelection(
        rows, frozenset(person for person, is_one in zip(persons, chosen.tolist(), strict=True) if is_one)
    )


@cache
def code_of(country: str | None) -> str | None:
    """Return the code of a country by any of its names."""
    return load_gazetteer().resolve_code(country) if country else None


@cache
def _tables() -> dict[str, dict[str, Row]]:
    table = load_toml("rag.interpretation.offices", "holders.toml")
    return {
        kind: {word: row for words, row in rows.items() for word in words.split("|")} for kind, rows in table.items()
    }
