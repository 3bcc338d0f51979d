"""A directory: the people of a library, found by the words of their names, offices and countries."""

import string
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.names.entity_resolution import Person
from index.names.person_names import byline, unmarked
from index.text.normalize import words

_LETTERS = f"{string.ascii_lowercase}{string.digits}_"  # of folded words
_LONGEST = 64  # letters of a word that may be misspelt; what is longer is no name
_SMALL = frozenset({"of", "the"})


class Directory:
    """Where people are looked up: each look gives the rows of a few who may be meant, and misses none."""

    def __init__(self, people: Sequence[Person], listed: Sequence[Person]) -> None:
        """Take people as their articles have them, and as the library lists them."""
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        self.countries: defaultdict[str, list[int]] = defaultdict(list)
        for row, (one, other) in enumerate(zip(people, listed, strict=True)):
            for word in _known(dict.fromkeys(filter(None, (*one, *other)))):
                self._holders[word].append(row)
            if country := one.country or other.country:
                self.countries[country].append(row)

    def holding(self, sought: Iterable[str]) -> set[int]:
        """Give those who have all of these words."""
        return _common(set(self._holders.get(word, ())) for word in sought)

    def named(self, name: str) -> set[int]:
        """Give those whom a typed name may mean: each of its words is like one of theirs."""
        return _common(self._like(word) for word in byline(name).words if word not in _SMALL)

    def _like(self, word: str) -> set[int]:
        """Give those with this word or one of a letter more, less or other; with an initial, all that it may be of."""
        if len(word) == 1:
            alike: Iterable[str] = (other for other in self._holders if other.startswith(word))
        else:
            alike = (beside(word) if len(word) <= _LONGEST else {word}) & self._holders.keys()
        return {row for other in alike for row in self._holders[other]}


def beside(word: str) -> set[str]:
    """Give all words a letter away, and the word itself (Norvig, How to Write a Spelling Corrector, 2007)."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {before + after[1:] for before, after in parts}
    swapped = {before + after[1::-1] + after[2:] for before, after in parts}
    other = {before + letter + after[1:] for before, after in parts for letter in _LETTERS}
    return less | swapped | other | {before + letter + after for before, after in parts for letter in _LETTERS}


def _known(parts: Iterable[str]) -> set[str]:
    line = " ".join(parts)
    bare = unmarked(line)
    return {*words(line), *(words(bare) if bare != line else ())}


def _common(found: Iterable[set[int]]) -> set[int]:
    """Give what all of these sets hold; where nothing is left, no further one is made."""
    sets = iter(found)
    common = next(sets, set())
    while common and (other := next(sets, None)) is not None:
        common = common & other
    return common
