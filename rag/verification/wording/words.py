"""Words: a sentence as a sequence of words, each with its clause, and how two words match."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Protocol, Self, TypeVar

from index.names.gazetteer import NameMatch, load_gazetteer
from index.text.normalize import fold, normalize_text
from rag.verification.wording.lexicon import are_opposites, are_synonyms, is_negated_form, load_lexicon, stem
from rag.verification.wording.word_vectors import load_word_vectors, word_similarity

_TOKEN = re.compile(
    r"\b[A-Z][A-Za-z]{0,3}\d{1,3}[A-Za-z]?\b|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[$€£¥%°]|[.,;:!?()\[\]—–\"“”«»]"
)
_STRONG = frozenset(',;:.!?()[]—–"“”«»')
_OPENERS = frozenset(
    [
        "that",
        "but",
        "because",
        "while",
        "whereas",
        "although",
        "though",
        "which",
        "who",
        "whom",
        "whose",
        "if",
        "unless",
        "when",
        "where",
        "so",
    ]
)
_WEAK = frozenset(["and", "or", "nor", "after", "before", "until", "till", "as", "than"])
ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mrs?|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Prof|St|Jr|Sr|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))$"
)
"""A word before a full stop that ends no sentence: "Mr.", an initial."""

_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_SHARED_LETTERS, _SHARED_SHARE = 5, 0.65  # of words of one root: negotiate, negotiation

SAME, SAME_ROOT, SYNONYM = 1.0, 0.9, 0.85
"""How alike two words are that are the same, of one root, and in one group of synonyms."""

ALIGNED = 0.45
"""How alike words are that speak of the same; measured on pairs of words, not trained."""


class _Run(Protocol):
    """Some words of a text that are read as one; `last` is the position of the last of them."""

    @property
    def last(self) -> int: ...


Run = TypeVar("Run", bound=_Run)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as written, folded, its stem, where it stands; the clause and the part of a clause that it is in."""

    text: str
    form: str
    stem: str
    start: int
    end: int
    clause: int
    part: int

    @property
    def is_capital(self) -> bool:
        """Return whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_number(self) -> bool:
        """Return whether it is written in digits."""
        return self.text[:1].isdecimal()

    @property
    def is_content(self) -> bool:
        """Return whether it carries content: not a function word, number or sign."""
        return self.form[:1].isalpha() and len(self.form) > 1 and self.form not in load_lexicon().function_words


@dataclass(frozen=True)
class WordSequence:
    """The words of a text, in order; punctuation only separates clauses."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Split a text into words."""
        return cls(text, tuple(_name_countries(text, _find_words(text))))

    @cached_property
    def content(self) -> tuple[tuple[int, Word], ...]:
        """The words that carry content, with their positions."""
        return tuple((position, word) for position, word in enumerate(self.words) if word.is_content)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The folded words."""
        return frozenset(word.form for word in self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words."""
        return frozenset(word.stem for word in self.words)

    def in_clause(self, position: int) -> Iterator[int]:
        """Yield the positions of the words in the same clause."""
        clause = self.words[position].clause
        yield from (other for other, word in enumerate(self.words) if word.clause == clause)

    def before(self, position: int, most: int) -> Sequence[Word]:
        """Return up to `most` words before a position, of the same clause."""
        clause = self.words[position].clause
        return [word for word in self.words[max(0, position - most) : position] if word.clause == clause]

    def after(self, position: int, most: int) -> Sequence[Word]:
        """Return up to `most` words after a position, of the same clause."""
        clause = self.words[position].clause
        return [word for word in self.words[position + 1 : position + 1 + most] if word.clause == clause]

    def align(self, word: Word, slack: float = 0.1) -> list[int]:
        """Return the positions of the content words that say the same as a word: the best, and those almost as good."""
        scores = [(match_words(word, other), position) for position, other in self.content]
        best = max((score for score, _ in scores), default=0.0)
        return [position for score, position in scores if score >= ALIGNED and score >= best - slack]


@lru_cache(maxsize=1024)
def find_listed_names(text: str) -> tuple[NameMatch, ...]:
    """Return the names of the gazetteer in a text; their positions are those of the text itself."""
    plain = "".join(letter if letter.isascii() else normalize_text(letter)[:1] or " " for letter in text)
    return tuple(load_gazetteer().find(plain))


def _name_countries(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words of the name of a country, or of its people, with the country's code as their stem."""
    gazetteer = load_gazetteer()
    matches = [
        match
        for match in find_listed_names(text)
        if len(match.form.codes) == 1 and gazetteer.is_country(match.form.codes[0])
    ]
    for word in words:
        code = next((match.form.codes[0] for match in matches if match.start <= word.start < match.end), None)
        yield replace(word, stem=code) if code else word


def _find_words(text: str) -> Iterator[Word]:
    clause = part = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match[0] == "." and ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            continue
        if token in _STRONG:
            clause, part = clause + 1, part + 1
            continue
        form = _POSSESSIVE.sub("", fold(token.replace("’", "'"))) if token[0].isalnum() else token
        if form in _OPENERS:
            clause, part = clause + 1, part + 1
        elif form in _WEAK:
            part += 1
        form, _, shortened = form.partition("'ll")
        yield Word(token, form, stem(form), match.start(), match.end(), clause, part)
        if match[0].replace("’", "'").endswith("'ll") and not shortened:
            yield Word("will", "will", "will", match.end(), match.end(), clause, part)


@lru_cache(maxsize=65_536)
def _match_forms(form: str, stem_: str, other: str, other_stem: str) -> float:
    if stem_ == other_stem or form == other:
        return SAME
    if stem_.isupper() or other_stem.isupper():
        return 0.0  # another country
    if (form != "left" != other and are_opposites(stem_, other_stem)) or is_negated_form(form, other):
        return -1.0
    shared = len(_common_prefix(stem_, other_stem))
    if shared >= _SHARED_LETTERS and shared >= _SHARED_SHARE * max(len(stem_), len(other_stem)):
        return SAME_ROOT
    if are_synonyms(stem_, other_stem):
        return SYNONYM
    return min(0.8, max(0.0, word_similarity(form, other)))


def match_words(word: Word, other: Word) -> float:
    """Return how alike two words are: 1 the same, about .5 and more related, 0 unrelated, -1 opposites."""
    return _match_forms(word.form, word.stem, other.form, other.stem)


def _common_prefix(one: str, other: str) -> str:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return one[:length]


def find_runs(sequence: WordSequence, read: Callable[[WordSequence, int], Run | None]) -> Iterator[Run]:
    """Yield what `read` reads at the positions of a text, each from after the last word of the one before."""
    position = 0
    while position < len(sequence.words):
        found = read(sequence, position)
        position = found.last + 1 if found else position + 1
        if found:
            yield found


@lru_cache(maxsize=16_384)
def rarity(form: str) -> float:
    """Return how much a word tells, from 0 for the most frequent to 1."""
    return load_word_vectors().rarity(form)
