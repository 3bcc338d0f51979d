"""Private people: those with a first and a last name of whom no article says that they hold a public office.

Where the words of experts or doctors are asked for, they are whom it may mean: articles give the calling of few.
"""

import re

from index.names.gazetteer import load_gazetteer
from index.names.person_names import parse_name
from index.store.statement_table import StatementTable
from index.text.normalize import fold
from rag.interpretation.offices.holders import list_persons, select
from rag.query.speaker_lookup import SpeakerSelection

_PUBLIC = re.compile(
    r"\b(?:president|(?:prime )?minister|premier|chancellor|secretary|king|queen|emir|sultan|prince|spokes\w+|senator|"
    r"sen\.|rep\.|representative|governor|gov\.|mayor|ambassador|envoy|head of (?:state|government)|congress\w*|"
    r"lawmaker|general|commander|admiral|candidate|commissioner|official|chief of staff|leader|sheriff|justice)\b"
)
_PART = re.compile(r"['’]s?\b|\bthe\b|\d")


def find_private(statements: StatementTable) -> SpeakerSelection:
    """Return the people who speak and hold no public office, as far as articles say."""
    public = {person.name for person in list_persons(statements) if _PUBLIC.search(fold(person.role or ""))}
    return select(statements, lambda person: person.name not in public and _is_whole_name(person.name))


def _is_whole_name(name: str) -> bool:
    words = parse_name(name).written.split()
    is_name = len(words) > 1 and all(word[:1].isupper() for word in (words[0], words[-1]))
    return is_name and not _PART.search(name) and not load_gazetteer().find(name, typed=True)
