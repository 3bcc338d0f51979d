"""Spelling: a misspelt name becomes the one name of the library that it can be; where two fit, both are offered.

A word is misspelt only where the library does not have it at all. Names of speakers, states and bodies come first; then
any name that stands in the articles a letter or two away.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.names.gazetteer import load_gazetteer
from index.names.merge_rules import reduce_to_consonants
from index.names.person_names import parse_name
from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.english_words import load_english_words
from index.text.normalize import fold
from rag.interpretation.written_forms.exonyms import english_name, is_place
from rag.retrieval.described_sentences import Read

_WORD = re.compile(r"[^\W\d_]{4,}(?:[-'’][^\W\d_]+)*")
_ONE, _TWO = 4, 7  # letters of a word that may have one wrong, and two
_STATE = 200  # statements that a state or a body counts as
_CLEAR = 3  # times as much on record as any other name that fits as well
_LOOKED = 5000  # articles that are read, once, for the names in them
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][^\W\d_]{3,}(?:-[^\W\d_]+)*")
_WINDOWS = (3, 2)
_WRONG = 2  # letters of a word of several
_NAME_WORDS = 5
_FIRST_AND_LAST = 2
_WHOLE = 6  # letters of an English word that is not taken for a name
_SOUNDS = 4  # consonants by which a word is taken for a name in another transcription
_TRANSCRIBED = (
    ("dsch", "j"),
    ("tsch", "ch"),
    ("sch", "sh"),
    ("dzh", "j"),
    ("tch", "ch"),
    ("cz", "ch"),
    ("sz", "sh"),
    ("ou", "u"),
)
_ARTICLE = re.compile(r"^(?:al|el|an|as|ash|at|az|ad|ar)-(?=[^\W\d_]{4})", re.IGNORECASE)
_LETTERS = r"[^\W\d_]{4,}"
_FAR = 99
_MISPRINTS = 2  # passages that hold a misprinted word
_PASSAGES = 300  # that are read for the words beside a neighbour
_LONG = 9  # letters of several words that may be one misspelt name


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question with its names spelt as the library has them; `notes` say what was changed, or may be meant."""

    question: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    shown: str
    weight: int
    owner: str


@dataclass(frozen=True)
class Spelling:
    """The words of names that a library knows."""

    index: Generation
    read: Read = field(repr=False)
    common: frozenset[str] = field(repr=False)

    def correct(self, question: str) -> Corrected:
        """Correct the misspelt names of a question; a word that stands in the library, or is common, is right."""
        changed, notes = self._correct_several(question)
        for match in _WORD.finditer(changed):
            word = re.sub(r"['’]s?$", "", match[0])
            if len(word) < _ONE:
                continue
            if english := self._in_english(word):
                changed = re.sub(rf"\b{re.escape(word)}\b", english, changed)
                notes.append(f"“{word}” was read as {english}.")
                continue
            if self._is_right(word):
                if self._is_odd(word) and (names := self._word_beside(changed, word)):
                    changed = re.sub(rf"\b{re.escape(word)}\b", names[0], changed)
                    notes.append(f"“{word}” was read as {names[0]}.")
                continue
            names = self._all_like(word, changed)
            if len(names) > 1:
                notes.append(f"“{word}” is not in the library: did you mean {' or '.join(names[:3])}?")
            elif names:
                changed = re.sub(rf"\b{re.escape(word)}\b", names[0], changed)
                notes.append(f"“{word}” is not in the library: read as {names[0]}.")
        return Corrected(changed, tuple(notes))

    def prepare(self) -> None:
        """Read the names and the texts of the library now, for which a question would wait."""
        for table in (self._names, self._phrases, self._sounds, self._written):
            len(table)

    def _correct_several(self, question: str) -> tuple[str, list[str]]:
        """Correct names of several words: "Untied Nations", "Euroepan Union"."""
        for size in _WINDOWS:
            words = list(re.finditer(r"[^\W_]+(?:[-'’.][^\W_]+)*", question))
            for start in range(len(words) - size + 1):
                typed = question[words[start].start() : words[start + size - 1].end()]
                folded = fold(typed)
                if len(folded) < _LONG or self._holds_name(typed):
                    continue
                if not typed.istitle() and all(self._is_right(word) for word in typed.split()):
                    continue
                if folded in self._phrases:  # last, because the names of all people are read for it
                    continue
                near = process.extract(folded, self._phrases.keys(), scorer=OSA.distance, score_cutoff=2, limit=3)
                alike = [(name, int(distance)) for name, distance, _ in near if self._word_by_word(folded, name)]
                if alike and (
                    len(alike) == 1
                    or alike[0][1] < alike[1][1]
                    or self._phrases[alike[0][0]] == self._phrases[alike[1][0]]
                ):
                    shown = self._phrases[alike[0][0]]
                    return question.replace(typed, shown), [f"“{typed}” is not in the library: read as {shown}."]
        return question, []

    def _in_english(self, word: str) -> str:
        """Return the English name of a place that is written as in another language, and so not in the library."""
        folded = fold(word)
        if folded in self.common or folded in load_english_words() or load_gazetteer().find(word, typed=True):
            return ""
        english = english_name(word) if not self._count(folded) else ""
        return english if fold(english) != folded else ""

    @staticmethod
    def _word_by_word(typed: str, name: str) -> bool:
        """Return whether two names have as many words, each like the other: South Korea is not North Korea."""
        pairs = list(zip(typed.split(), name.split(), strict=False))
        differing = [pair for pair in pairs if pair[0] != pair[1]]
        is_one = len(differing) == 1 < len(pairs) and OSA.distance(*differing[0]) == 1  # "Javad Sarif" of Zarif
        alike = all(one[0] == other[0] and OSA.distance(one, other) <= _WRONG for one, other in pairs)
        return len(typed.split()) == len(name.split()) and (alike or is_one)

    def _holds_name(self, typed: str) -> bool:
        return bool(load_gazetteer().find(typed, typed=True))

    def _is_right(self, word: str) -> bool:
        folded = fold(word)
        if folded in self.common or len(folded) < _ONE or load_gazetteer().find(word, typed=True) or is_place(word):
            return True
        return self._count(folded) > 0 or folded in self._names  # last, because the names of all people are read for it

    def _is_odd(self, word: str) -> bool:
        """Return whether a word is no English one and stands in the library once or twice, as a misprint does."""
        folded = fold(word)
        if folded in self.common or folded in load_english_words() or load_gazetteer().find(word, typed=True):
            return False
        return 0 < self._count(folded) <= _MISPRINTS and folded not in self._names

    def _count(self, folded: str) -> int:
        """Return how many passages hold a word."""
        stems = stem_words(folded)
        return self.index.terms.count_all_words(stems) if stems else 0

    def _all_like(self, word: str, question: str) -> Sequence[str]:
        """Return the names or words that a word of a question may be; none of an English word: whales are no Wales."""
        if word.islower() and _is_english(word):
            return ()
        spoken = re.sub(r"(?<=\w)[yY]", "i", word)
        return (
            self._names_like(word)
            or (self._names_like(spoken) if spoken != word else ())
            or self._words_like(word)
            or self._names_sounding_like(word)
            or self._word_beside(question, word)
        )

    def _names_like(self, word: str) -> Sequence[str]:
        """Return the names that a word is a letter or two away from, the nearest alone; of one person or state once."""
        folded = fold(word)
        most = 2 if len(folded) >= _TWO else 1
        near = process.extract(folded, self._names.keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
        fitting = [(name, int(distance)) for name, distance, _ in near if _fits(folded, name, int(distance))]
        best = min((distance for _, distance in fitting), default=0)
        nearest = [self._names[name] for name, distance in fitting if distance == best]
        return _weightiest(nearest)

    def _word_beside(self, question: str, word: str) -> Sequence[str]:
        """Return the one word like this that articles have beside its neighbour: "coca" of "cocca leaf"."""
        if not load_english_words() or fold(word) in load_english_words():
            return ()
        found: Counter[str] = Counter()
        for before, after in _neighbours(question, word):
            neighbour = before or after
            if fold(neighbour) in self.common or not (stems := stem_words(neighbour)):
                continue
            other = rf"(?P<word>{_LETTERS})"
            beside = rf"\b{re.escape(neighbour)}\s+{other}" if before else rf"{other}\s+{re.escape(neighbour)}\b"
            for text in self._passages_with(stems):
                found.update(fold(match["word"]) for match in re.finditer(beside, text, re.IGNORECASE))
        folded = fold(word)
        near = {name: OSA.distance(folded, name) for name in found if name[0] == folded[0] and name != folded}
        best = min(near.values(), default=_FAR)
        alike = [name for name, distance in near.items() if distance == best]
        return alike if best == 1 and len(alike) == 1 else ()

    def _passages_with(self, stems: Sequence[str]) -> Iterator[str]:
        """Yield the texts of some passages that hold all of these stems."""
        for row in self.index.terms.find_all_words(stems)[0][:_PASSAGES].tolist():
            passage = self.index.passages[row]
            text = self.read(self.index.articles[int(passage["article"])])
            yield text[int(passage["start"]) : int(passage["end"])]

    def _names_sounding_like(self, word: str) -> Sequence[str]:
        """Return the names of the same consonants as a word: another transcription of one name."""
        return next(filter(None, (_weightiest(self._sounds.get(sound, [])) for sound in _transcribed(fold(word)))), ())

    def _words_like(self, word: str) -> Sequence[str]:
        """Return the one word, written with a capital in the articles, that a word is a letter or two away from."""
        folded = fold(word)
        most = 2 if len(folded) >= _TWO else 1
        near = process.extract(folded, self._written.keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
        fitting = [(name, int(distance)) for name, distance, _ in near if name[0] == folded[0]]
        if not fitting:
            return ()
        best = min(distance for _, distance in fitting)
        counts = sorted(
            ((self._written[name][1], self._written[name][0]) for name, distance in fitting if distance == best),
            reverse=True,
        )
        clear = [shown for count, shown in counts if count * _CLEAR > counts[0][0]]
        return [counts[0][1]] if len({tuple(stem_words(shown)) for shown in clear}) == 1 else clear

    @cached_property
    def _written(self) -> dict[str, tuple[str, int]]:
        """The words that articles write with a capital within a sentence, folded: as written, and how often."""
        counts: Counter[str] = Counter()
        for entry in self.index.articles[:_LOOKED]:
            counts.update(_CAPITAL.findall(self.read(entry)))
        return {
            fold(word): (word, count) for word, count in sorted(counts.items(), key=lambda pair: pair[1]) if count > 1
        }

    @cached_property
    def _phrases(self) -> dict[str, str]:
        """Names of several words that stand in the library, folded, as they are written."""
        forms = [form.spelling for form in load_gazetteer().spellings if form.codes and " " in form.spelling]
        names = {fold(form): form for form in forms if self.index.terms.has_form(form)}
        people = {
            person.name
            for person in self.index.statements.canonical
            if 1 < len(person.name.split()) <= max(_WINDOWS) and person.name[:1].isupper()
        }
        last = {" ".join(name.split()[1:]) for name in people if len(name.split()) == max(_WINDOWS)}
        return {**{fold(name): name for name in (*sorted(last), *sorted(people)) if name[:1].isupper()}, **names}

    @cached_property
    def _sounds(self) -> dict[str, list[_Name]]:
        """The names by their consonants, which are equal in transcriptions of one name."""
        sounds: dict[str, list[_Name]] = {}
        for folded, name in self._names.items():
            if sound := _sound(folded):
                sounds.setdefault(sound, []).append(name)
        return sounds

    @cached_property
    def _names(self) -> dict[str, _Name]:
        """Each word by which a name is known, folded."""
        names: dict[str, _Name] = {}
        statements = self.index.statements.rows["speaker"]
        rows = np.bincount(statements[statements >= 0], minlength=len(self.index.statements.people))
        counts: Counter[str] = Counter()
        for row in np.flatnonzero(rows).tolist():
            counts[self.index.statements.canonical[row].name] += int(rows[row])
        for name, count in counts.items():
            parts = parse_name.__wrapped__(name).written.split()  # as each is parsed once, none is kept
            if name[:1].isupper() and 1 < len(parts) <= _NAME_WORDS:
                _add(names, parts[-1], count, name)
                _add(names, _ARTICLE.sub("", parts[-1]), count, name)
                _add(names, parts[-1].rpartition("-")[2], count, name)
                for inner in parts[-2:-1][: len(parts) - _FIRST_AND_LAST]:  # the first of two surnames
                    _add(names, inner, count, name)
        for form in load_gazetteer().spellings:
            if (
                form.codes
                and " " not in form.spelling
                and len(form.spelling) > _ONE
                and self.index.terms.has_form(form.spelling)
            ):
                _add(names, form.spelling, _STATE, form.codes[0])
        return names


def _is_english(word: str) -> bool:
    """Return whether a word is one of the English dictionary, in the singular or the plural."""
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), re.sub(r"ies$", "y", word))
    return len(word) >= _WHOLE and any(form in load_english_words() for form in forms)


def _neighbours(question: str, word: str) -> Iterator[tuple[str, str]]:
    """Yield the word before a word of a question, and the word after it, each with an empty other."""
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", question)
    for place, one in enumerate(words):
        if one == word and place:
            yield words[place - 1], ""
        if one == word and place + 1 < len(words):
            yield "", words[place + 1]


def _weightiest(nearest: Sequence[_Name]) -> Sequence[str]:
    """Return those of some names that are on record clearly oftener than the others; of one owner once."""
    top = max((name.weight for name in nearest), default=0)
    owners = {name.owner: name for name in sorted(nearest, key=lambda name: name.weight) if name.weight * _CLEAR > top}
    return sorted({name.shown for name in owners.values()})


def _add(names: dict[str, _Name], part: str, weight: int, owner: str) -> None:
    shown = part.strip(".,'’")
    folded = fold(shown)
    if len(folded) < _ONE or not folded.replace("-", "").isalpha() or not shown[:1].isupper():
        return
    if folded not in names or names[folded].weight < weight:
        names[folded] = _Name(shown.title() if shown.isupper() else shown, weight, owner)


def _transcribed(folded: str) -> Iterator[str]:
    """Yield the consonants of a word as English writes them, by the letters of other languages for the same sounds."""
    yield _sound(folded)
    for letters, sound in _TRANSCRIBED:
        folded = folded.replace(letters, sound)
    yield _sound(folded)
    yield _sound(folded.replace("j", "y"))


def _sound(folded: str) -> str:
    """Return the consonants of a word; empty where they are too few to tell names apart."""
    sound = reduce_to_consonants(folded)
    return sound if len(sound) >= _SOUNDS else ""


def _fits(typed: str, name: str, distance: int) -> bool:
    if distance <= 1:
        return typed[0] == name[0] or len(name) > _ONE + 1
    return typed[0] == name[0] and len(name) >= _TWO
