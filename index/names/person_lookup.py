"""Person lookup: the people of a library by the words of their names, offices and countries."""

import string
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.names.entity_resolution import Person
from index.names.person_names import parse_name, strip_apostrophes
from index.text.normalize import words

_ALPHABET = f"{string.ascii_lowercase}{string.digits}_"  # of folded words
_MAX_LETTERS = 64  # of a word whose edits are looked up; a longer one is no name
_FUNCTION_WORDS = frozenset({"of", "the"})


class PersonLookup:
    """An inverted index of people: each lookup returns the rows of the few who may be meant, and misses none."""

    def __init__(self, people: Sequence[Person], canonical: Sequence[Person]) -> None:
        """Index people, each as articles name them and in canonical form."""
        self._rows_by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.rows_by_country: defaultdict[str, list[int]] = defaultdict(list)
        for row, (person, canonical_person) in enumerate(zip(people, canonical, strict=True)):
            for word in _collect_words(dict.fromkeys(filter(None, (*person, *canonical_person)))):
                self._rows_by_word[word].append(row)
            if country := person.country or canonical_person.country:
                self.rows_by_country[country].append(row)

    def find_by_words(self, sought: Iterable[str]) -> set[int]:
        """Return the rows of those who have all of these words."""
        return _intersect(set(self._rows_by_word.get(word, ())) for word in sought)

    def find_by_name(self, name: str) -> set[int]:
        """Return the rows of those whom a typed name may mean: each of its words is similar to one of theirs."""
        return _intersect(self._find_similar(word) for word in parse_name(name).words if word not in _FUNCTION_WORDS)

    def _find_similar(self, word: str) -> set[int]:
        """Return the rows of those with a word at most one edit apart, or with any word that an initial begins."""
        if len(word) == 1:
            similar: Iterable[str] = (other for other in self._rows_by_word if other.startswith(word))
        else:
            similar = (generate_edits(word) if len(word) <= _MAX_LETTERS else {word}) & self._rows_by_word.keys()
        return {row for other in similar for row in self._rows_by_word[other]}


def generate_edits(word: str) -> set[str]:
    """Return all words at most one edit apart (Norvig, How to Write a Spelling Corrector, 2007)."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    deleted = {before + after[1:] for before, after in parts}
    swapped = {before + after[1::-1] + after[2:] for before, after in parts}
    replaced = {before + letter + after[1:] for before, after in parts for letter in _ALPHABET}
    return deleted | swapped | replaced | {before + letter + after for before, after in parts for letter in _ALPHABET}


def _collect_words(parts: Iterable[str]) -> set[str]:
    line = " ".join(parts)
    stripped = strip_apostrophes(line)
    return {*words(line), *(words(stripped) if stripped != line else ())}


def _intersect(candidates: Iterable[set[int]]) -> set[int]:
    """Return the intersection of sets; when it is empty, no further set is computed."""
    sets = iter(candidates)
    common = next(sets, set())
    while common and (other := next(sets, None)) is not None:
        common = common & other
    return common
