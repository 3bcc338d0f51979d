"""Who is meant: a speaker, an office, a state, or a group of these, by the words that people use for them.

How a group was read is said in a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from index.names.entity_resolution import Person
from index.names.gazetteer import load_gazetteer
from index.names.person_names import parse_name
from index.store.statement_table import StatementTable
from index.text.normalize import fold, words
from rag.interpretation.offices.forms_of_names import find_by_first_surname, find_by_given_name
from rag.interpretation.offices.group_names import (
    WOMEN,
    group_tables,
    read_group,
    stands_for,
    without_article,
)
from rag.interpretation.offices.holders import (
    Row,
    code_of,
    find_holders,
    holds_office,
    is_single_office,
    names_house,
    select,
)
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_lookup import holds_office as holds_description
from rag.query.vocabulary import load_vocabulary

_DESCRIBED = re.compile(
    r"[^\W\d_][\w'’-]*(?:\s+[\w'’-]+){0,4}\s+(?:leader|chief|head|commander|director|chairman|chairwoman|boss)"
)
"""Somebody who is described by what he leads, of which there need be no other name."""
_AT = re.compile(r"\s+(?:at|of|for)\s+")
_HOUSE = re.compile(r"\b(?:university|college|school|museum|hospital|gallery|theatre|institute|counsel)\b")
"""Houses that are named after somebody: a professor at Queen Mary University is no queen."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Those whose words are meant, the words for them, and how these were read where it does not go without saying.

    `is_unknown`: the record does not say of most people whether they belong to the group.
    """

    who: str
    speakers: SpeakerSelection
    note: str = ""
    is_group: bool = False
    is_unknown: bool = False


def find_voices(statements: StatementTable, who: str) -> Voices | None:
    """Return those who are meant by some words; None where the library has no one of that name and no such group."""
    typed = re.sub(r"\s+", " ", who).strip(" ,.?!'’")
    if not typed:
        return None
    plain = without_article(fold(typed))
    if is_single_office(plain) or names_house(plain):
        held = find_holders(statements, plain, typed)
        if held or is_single_office(plain):
            return Voices(typed, *held, is_group=True) if held else None
    return _group(statements, plain, typed) or _speaker(statements, plain, typed)


def _speaker(statements: StatementTable, plain: str, typed: str) -> Voices | None:
    """Return a speaker or a state under this name, or under another of the same."""
    replaced = group_tables().replaced.get(fold(typed)) or group_tables().replaced.get(plain)
    for name in [replaced] if replaced else [typed, *_other_names(typed)]:
        speakers = SpeakerSelection.by_phrase(statements, name)
        if speakers:
            return Voices(name, speakers, "" if name == typed else f"“{typed}” read as {name}.")
    if person := find_by_first_surname(statements, typed) or find_by_given_name(statements, typed):
        name, speakers = person
        return Voices(name, speakers, f"“{typed}” read as {name}.")
    return _by_description(statements, plain, typed)


def _by_description(statements: StatementTable, plain: str, typed: str) -> Voices | None:
    """Return those whom articles describe so: the opposition leader, the Reform Party chief; None for anything else."""
    if not _DESCRIBED.fullmatch(plain):
        return None
    asked = frozenset(words(plain)) - load_vocabulary().linking
    speakers = select(statements, lambda person: holds_description(asked, person.role or ""))
    names = ", ".join(sorted({person.name for person in speakers.persons}))
    return Voices(typed, speakers, f"“{typed}” read as {names}.", is_group=True) if speakers else None


def find_body(statements: StatementTable, who: str) -> Voices | None:
    """Return those who speak for a body that is no state, under every name of it; None where it is none."""
    typed = re.sub(r"\s+", " ", who).strip(" ,.?!'’")
    mentions = [
        one for one in load_gazetteer().find(typed, typed=True) if not load_gazetteer().is_country(one.form.codes[0])
    ]
    acronym = without_article(typed).replace(".", "").isupper()
    if not acronym and SpeakerSelection.by_phrase(statements, typed):
        return None
    if len(mentions) != 1 or mentions[0].end - mentions[0].start < len(without_article(fold(typed))):
        return None
    names = dict.fromkeys(
        [
            mentions[0].form.codes[0],
            *(form.spelling for form in load_gazetteer().forms_of_code(mentions[0].form.codes[0])),
        ]
    )
    selection = SpeakerSelection.by_name(statements, [name for name in names if len(name) > _SHORTEST])
    kept = [person for person in selection.persons if _is_of(person, mentions[0].form.codes[0])]
    if not kept:
        return None
    rows = np.array(
        [bool(row) and statements.speaker(place) in kept for place, row in enumerate(selection.rows.tolist())],
        dtype=bool,
    )
    code = mentions[0].form.codes[0]
    note = "" if fold(code) in fold(typed) else f"“{typed}” read as {code}."
    return Voices(code, SpeakerSelection(rows, frozenset(kept)), note)


_SHORTEST = 1
_ACRONYM = 3  # letters of a name that is written in capitals
_LISTED = 12  # countries that a note names


def _is_of(person: Person, code: str) -> bool:
    """Return whether a speaker is a body itself, or speaks for it: not one whose name only holds its words."""
    return code in load_gazetteer().find_codes(f"{person.name}, {person.role or ''}")


def stands_for_others(words: str) -> bool:
    """Return whether some words name an office or a house, whether anyone in the library speaks for it or not."""
    plain = without_article(fold(words).strip(" ,.?!"))
    return is_single_office(plain) or names_house(plain) or stands_for(words) is not None


def _group(statements: StatementTable, plain: str, typed: str) -> Voices | None:
    if women := WOMEN.match(plain):
        return _women(statements, women["rest"] or "", typed)
    read = read_group(plain)
    if read is None:
        return None
    office, region = read
    codes = group_tables().regions.get(region, frozenset())
    row = group_tables().offices.get(office)

    def belongs(person: Person) -> bool:
        return (not region or code_of(person.country) in codes) and (row is None or _holds(person, row))

    speakers = select(statements, belongs)
    description = [f"speakers whose office is given as {office.removesuffix('s')}"] if office and row else ["speakers"]
    description += (
        [f"for one of {len(codes)} states ({region.upper() if len(region) <= _ACRONYM else region.title()})"]
        if region
        else []
    )
    countries = sorted({load_gazetteer().resolve_country(person.country) or "" for person in speakers.persons} - {""})
    extent = f": {len({person.name for person in speakers.persons})} in this library"
    extent += (
        f", of {', '.join(countries[:_LISTED])}{' and others' if countries[_LISTED:] else ''}"
        if region and countries
        else ""
    )
    note = f"“{typed}” read as {' '.join(description)}{extent}."
    is_unknown = row is not None and "calling" in row and "party" not in row
    return Voices(typed, speakers, note, is_group=True, is_unknown=is_unknown)


def _holds(person: Person, row: Row) -> bool:
    """Return whether a person has an office or a calling, or is a body of people who have it: "Legal experts"."""
    if holds_office(person, row):
        return True
    if "monarchies" in row and person.role and fold(person.role) == "head of state":
        return code_of(person.country) in row["monarchies"].split()
    return "named" in row and bool(_match_named(tuple(row["named"])).search(fold(person.name)))


@cache
def _match_named(named: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, named))})\b")


def _women(statements: StatementTable, rest: str, typed: str) -> Voices:
    words = group_tables().women
    group = (
        read_group(rest) or read_group(f"{rest}s")
        if rest and rest not in {"leaders", "speakers", "politicians", "officials", "people"}
        else None
    )
    row = group_tables().offices.get(group[0]) if group else None
    codes = group_tables().regions.get(group[1], frozenset()) if group and group[1] else None

    titles = set(words["titles"])
    titled = {
        statements.speaker(place)  # the name that the library shows has lost its title
        for place, person in enumerate(statements.people)
        if parse_name(person.name).honorifics & titles
    }

    def is_woman(person: Person) -> bool:
        role = _AT.split(fold(person.role or ""))[0]
        role = "" if _HOUSE.search(role) else role
        said = person in titled or any(word in role if " " in word else word in role.split() for word in words["roles"])
        return (
            said and (row is None or holds_office(person, row)) and (codes is None or code_of(person.country) in codes)
        )

    speakers = select(statements, is_woman)
    names = sorted({person.name for person in speakers.persons})
    description = (
        f"only of {', '.join(names[:8])} does the record say so (by title or office); of most speakers it is not known"
        if names
        else "the record does not say of anyone that she is one, so it is not known"
    )
    return Voices(typed, speakers, f"“{typed}”: {description}.", is_group=True, is_unknown=True)


def _other_names(typed: str) -> Iterator[str]:
    """Yield the other names of a body: of the EU that it is the European Union."""
    for mention in load_gazetteer().find(typed, typed=True):
        if 2 * (mention.end - mention.start) < len(without_article(typed)):
            continue  # a name within other words: "the Swiss-EU agreement"
        code = mention.form.codes[0]
        if not load_gazetteer().is_country(code):
            yield code
            yield f"the {code}"
            yield from (form.spelling for form in load_gazetteer().forms_of_code(code))
