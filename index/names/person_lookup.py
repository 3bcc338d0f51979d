"""Person lookup: the people of a library by the words of their names, offices and countries."""

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from index.names.entity_resolution import Person
from index.names.person_names import parse_name, strip_apostrophes
from index.names.person_rows import PersonRows
from index.text.normalize import words

_ALPHABET = f"{string.ascii_lowercase}{string.digits}_"  # of folded words
_MAX_LETTERS = 64  # of a word whose edits are looked up; a longer one is no name
_FUNCTION_WORDS = frozenset({"of", "the"})
_PLAIN = re.compile("[^\x80-\U0010ffff'`\"\n]*").fullmatch  # a line without the marks of `strip_apostrophes`
_CONTROLS = {*range(9), *range(14, 28), 127}  # those that `normalize_text` removes
_IN_WORDS = f"{string.ascii_letters}{string.digits}_"
_FOLDED = {
    code: None if code in _CONTROLS else chr(code).lower() if chr(code) in f"{_IN_WORDS}\n" else " "
    for code in range(128)
}


class PersonLookup(NamedTuple):
    """An inverted index of people: each lookup returns the rows of the few who may be meant, and misses none."""

    words: PersonRows
    countries: PersonRows

    @classmethod
    def build(cls, people: Sequence[Person], canonical: Sequence[Person]) -> Self:
        """Index people, each as articles name them and in canonical form."""
        rows_by_word: defaultdict[str, list[int]] = defaultdict(list)
        rows_by_country: defaultdict[str, list[int]] = defaultdict(list)
        pairs = [*zip(people, canonical, strict=True)]
        lines = [" ".join(filter(None, one if one == other else (*one, *other))) for one, other in pairs]
        for row, (collected, (person, canonical_person)) in enumerate(zip(_split_lines(lines), pairs, strict=True)):
            for word in collected:
                rows_by_word[word].append(row)
            if country := person.country or canonical_person.country:
                rows_by_country[country].append(row)
        return cls(PersonRows.build(rows_by_word), PersonRows.build(rows_by_country))

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """Open the files that `write` wrote; None if the generation was written without them."""
        if not (folder / f"person_{cls._fields[-1]}.json").exists():
            return None
        return cls(*(PersonRows.load(folder, f"person_{name}") for name in cls._fields))

    def write(self, folder: Path) -> None:
        """Write the index into a folder."""
        for name in self._fields:
            getattr(self, name).write(folder, f"person_{name}")

    def find_by_words(self, sought: Iterable[str]) -> set[int]:
        """Return the rows of those who have all of these words."""
        return _intersect(set(self.words.find(word)) for word in sought)

    def find_by_name(self, name: str) -> set[int]:
        """Return the rows of those whom a typed name may mean: each of its words is similar to one of theirs."""
        return _intersect(self._find_similar(word) for word in parse_name(name).words if word not in _FUNCTION_WORDS)

    def _find_similar(self, word: str) -> set[int]:
        """Return the rows of those with a word at most one edit apart, or with any word that an initial begins."""
        if len(word) == 1:
            return self.words.find_beginning(word)
        similar = (generate_edits(word) if len(word) <= _MAX_LETTERS else {word}) & self.words.numbers.keys()
        return {row for other in similar for row in self.words.find(other)}


def generate_edits(word: str) -> set[str]:
    """Return all words at most one edit apart (Norvig, How to Write a Spelling Corrector, 2007)."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    deleted = {before + after[1:] for before, after in parts}
    swapped = {before + after[1::-1] + after[2:] for before, after in parts}
    replaced = {before + letter + after[1:] for before, after in parts for letter in _ALPHABET}
    return deleted | swapped | replaced | {before + letter + after for before, after in parts for letter in _ALPHABET}


def _split_lines(lines: Sequence[str]) -> Iterator[set[str]]:
    """Yield the different folded words of each line.

    Plain ASCII lines, nine of ten, are folded and parted all at once, with the same result in less time.
    """
    joined = "\n".join(line if _PLAIN(line) else "" for line in lines)
    for line, folded in zip(lines, joined.translate(_FOLDED).split("\n"), strict=False):
        yield set(folded.split()) if folded else _collect_words(line)


def _collect_words(line: str) -> set[str]:
    stripped = strip_apostrophes(line)
    return {*words(line), *(words(stripped) if stripped != line else ())}


def _intersect(candidates: Iterable[set[int]]) -> set[int]:
    """Return the intersection of sets; when it is empty, no further set is computed."""
    sets = iter(candidates)
    common = next(sets, set())
    while common and (other := next(sets, None)) is not None:
        common = common & other
    return common
