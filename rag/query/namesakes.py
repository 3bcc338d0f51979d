"""Namesakes: of all whose name holds a word of a question, those who are meant by it.

"Berg" may be found in "Ada Berg", "Berg's spokesman", "Berg administration" and "Carl Berg". The words of a spokesman
or of an administration are not hers; and of several persons one is meant alone who is on record far more often.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from index.names.person_names import is_generational_suffix, is_one_edit_apart, parse_name
from index.store.statement_table import StatementTable
from index.text.arrays import Mask

_CLEAR = 5  # times as many statements as those of any other of the name
_LETTERS = 5  # of a word that may have one wrong
_PARTICLES = frozenset(["al", "el", "bin", "ibn", "ben", "van", "von", "der", "den", "de", "del", "da", "di", "du"])
_PARTICLES |= frozenset(["la", "le", "dos", "das", "y", "e", "ter", "ten", "oglu"])


def prefer_person(statements: StatementTable, rows: Mask, phrase: str) -> Mask:
    """Return those rows of people that are a person of this name, or all where none is one."""
    typed = parse_name(phrase).words
    found = np.flatnonzero(rows).tolist()
    shown = {row: statements.speaker(row).name for row in found}
    persons = {row: words for row, name in shown.items() if (words := _person_words(name)) and _is_named(typed, words)}
    if len(persons) == len(found) and len(set(persons.values())) <= 1:
        return rows
    if not any(len(words) > 1 for words in persons.values()):
        return rows  # the name of a body: its officials speak for it
    meant = _most_on_record(statements, persons) if len(typed) == 1 else None
    kept = [row for row, words in persons.items() if meant is None or words == meant or len(words) == 1]
    chosen = np.zeros(len(rows), dtype=bool)
    chosen[kept] = True
    return chosen


def _person_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name; none where it holds others, as "Berg's office" and "Berg officials" do."""
    if "’s" in name or "'s" in name or name.endswith(("'", "’")):
        return ()
    proper = all(word[:1].isupper() or word.casefold() in _PARTICLES for word in name.replace("-", " ").split())
    return parse_name(name).words if proper else ()


def _is_named(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether a typed name is a person's: its last word is their last, or their first where it is alone.

    Of three words or more the last but one is a surname as well: Ada Ruiz Mora is Ruiz.
    """
    whole = [word for word in words if not is_generational_suffix(word) or word in typed]
    if len(whole) < len(words) and len(typed) > 1:
        return False  # Carl Berg Jr. is not Carl Berg
    ends = {whole[-1], *whole[-2:-1][: len(whole) - 2]} | ({whole[0]} if len(typed) == 1 else set())
    return any(_is_like(typed[-1], end) for end in ends)


def _is_like(typed: str, word: str) -> bool:
    return typed == word or (min(len(typed), len(word)) >= _LETTERS and is_one_edit_apart(typed, word))


def _most_on_record(statements: StatementTable, persons: dict[int, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the name of the person with by far the most statements; None where no one has."""
    said = statements.rows["speaker"]
    counts = np.bincount(said[said >= 0], minlength=len(statements.people))
    by_name: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for row, words in persons.items():
        if len(words) > 1:
            by_name[words] += int(counts[row])
    most, *others = sorted(by_name.items(), key=lambda one: (-one[1], one[0]))
    return most[0] if most[1] >= _CLEAR * max((count for _, count in others), default=0) else None
