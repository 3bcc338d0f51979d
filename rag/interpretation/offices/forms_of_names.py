"""Forms of names: a person whose name is typed with a further surname, or with a given name that is a letter off."""

import re

from index.names.person_names import is_one_edit_apart, parse_name
from index.store.statement_table import StatementTable
from index.text.normalize import fold
from rag.interpretation.offices.holders import select
from rag.query.speaker_lookup import SpeakerSelection

_SURNAMES = re.compile(
    r"(?P<name>[^\W\d_]{2,}(?:\s+[^\W\d_]{2,}){1,3}?)\s+(?:de(?:\s+l[ao]s?)?|del|da|dos?|das|y|e|i)\s+[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})?",
    re.IGNORECASE,
)
_FIRST_AND_LAST = 2
_SHORT = 4  # letters of a given name
Found = tuple[str, SpeakerSelection] | None
"""The name that the library lists, and whoever bears it."""


def find_by_first_surname(statements: StatementTable, typed: str) -> Found:
    """Return a person whom the library lists without a further surname: Ana Ruiz of "Ana Ruiz de Mora"."""
    match = _SURNAMES.match(typed)
    if match is None:
        return None
    named = fold(match["name"])
    speakers = select(statements, lambda person: fold(parse_name(person.name).written) == named)
    return (match["name"], speakers) if speakers else None


def find_by_given_name(statements: StatementTable, typed: str) -> Found:
    """Return the one person of a surname whose given name is a letter from the one typed: John Berg of "Jon Berg"."""
    named = parse_name(typed).words
    if len(named) != _FIRST_AND_LAST or not all(map(str.isalpha, named)):
        return None
    people = {statements.speaker(row).name for row in statements.person_lookup.find_by_name(named[-1])}
    alike = {
        words: name
        for name in sorted(people)
        if (words := parse_name(name).words)[1:] and words[-1] == named[-1] and _is_like(named[0], words[0])
    }
    if len(alike) != 1:
        return None
    name = next(iter(alike.values()))
    return name, SpeakerSelection.by_phrase(statements, name)


def _is_like(typed: str, given: str) -> bool:
    """Return whether a given name is a letter more, less or other; a short one with another letter is another name."""
    near = typed[0] == given[0] and is_one_edit_apart(typed, given)
    return near and (len(typed) != len(given) or len(given) > _SHORT or sorted(typed) == sorted(given))
