"""Indexed names: a name in another script or spelling becomes the one name of the library that it can be.

Names are compared by their consonants, which transcriptions have in common, and then by their letters: "Лаврова",
"Ławrow" and "لافروف" are Lavrov. A name that two people fit about as well is not matched.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np

from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.normalize import fold, normalize_text, words
from rag.interpretation.languages.words import ARABIC, CYRILLIC, Word

_LETTERS = (
    (re.compile(r"dzh|dsch|tsch|tch|zh|sch|sh|ch|cz|sz|rz|ts|tz|dz|dj"), "s"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh"), "k"),
    (re.compile(r"dh|th"), lambda match: match[0][0]),
    (re.compile(r"ck|[cqg]"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"p"), "b"),
)
_SOUNDLESS = re.compile(r"[aeiouyh'`]")
_ALIKE = (("ou", "u"), ("oo", "u"), ("w", "v"), ("j", "y"), ("y", "i"), ("ph", "f"), ("sch", "sh"), ("sz", "sh"))
_DECLINED = ARABIC | CYRILLIC | {"pl"}
"""The languages in which a name has endings."""
_LATIN, _OTHER_SCRIPT, _ARABIC = 0.8, 0.7, 0.75  # share of letters in common
_NEAR = 0.1  # of that share, within which two names fit as well
_CLEAR = 3  # times as often on record as any other who fits
_SHORTEST = 4  # letters of a name
_SOUNDS = 2  # consonants of a name
_LONGEST = 4  # words of a name


@dataclass(frozen=True)
class IndexedNames:
    """The names of those who speak in a library, and the words that stand in it."""

    index: Generation = field(repr=False)

    def has_word(self, word: str) -> bool:
        """Return whether a word stands in the library."""
        stems = stem_words(word)
        return bool(stems) and self.index.terms.count_all_words(stems) > 0

    def find_name(self, run: Sequence[Word], start: int, code: str) -> tuple[str, int]:
        """Return the name of a speaker that begins at a word, as the library writes it, and its number of words."""
        for size in range(min(_LONGEST, len(run) - start), 0, -1):
            if name := self._name_of(run[start : start + size], code):
                return name, size
        return "", 0

    def _name_of(self, run: Sequence[Word], code: str) -> str:
        if code not in ARABIC | CYRILLIC and not all(word.typed[:1].isupper() for word in run):
            return ""
        fitting = [self._parts_like(word, code) for word in run]
        if not all(fitting):
            return ""
        if len(run) == 1:
            surnames = {part: score for part, score in fitting[0].items() if part in self._surnames}
            best = max(surnames.values(), default=0.0)
            parts = [part for part, score in surnames.items() if score >= best - _NEAR]
            return self._clearest(Counter({self._surnames[part][0]: self._surnames[part][1] for part in parts}))
        scores = {
            name: sum(max(parts[part] for part in set(parts) & set(words(name))) for parts in fitting)
            for name in self._people
            if all(set(parts) & set(words(name)) for parts in fitting) and len(words(name)) >= len(run)
        }
        best = max(scores.values(), default=0.0)
        near = [name for name, score in scores.items() if score >= best - _NEAR]
        return self._clearest(Counter({name: self._people[name] for name in near}))

    @staticmethod
    def _clearest(counts: Counter[str]) -> str:
        """Return the name that is on record far oftener than the others that fit; empty where there is none."""
        best = counts.most_common(2)
        is_clear = len(best) == 1 or (len(best) > 1 and best[0][1] >= _CLEAR * best[1][1])
        return best[0][0] if is_clear else ""

    def _parts_like(self, word: Word, code: str) -> dict[str, float]:
        """Return the parts of names that a word is a transcription of, with the share of letters in common."""
        latin = fold(word.key)
        if len(latin) < _SHORTEST:
            return {}
        found: dict[str, float] = {}
        stems = word.stems if code in _DECLINED else ()
        for form in dict.fromkeys([latin, *map(fold, stems)]):
            for sound in _sounds(form, is_arabic=code in ARABIC):
                for part in self._sounding.get(sound, ()):
                    score = _likeness(form, part, code)
                    if score and score > found.get(part, 0.0):
                        found[part] = score
        return found

    @cached_property
    def _people(self) -> dict[str, int]:
        """The people of the library by name, each with the number of statements."""
        statements = self.index.statements
        speakers = statements.rows["speaker"]
        rows = np.bincount(speakers[speakers >= 0], minlength=len(statements.people))
        counts: Counter[str] = Counter()
        for row in np.flatnonzero(rows).tolist():
            counts[statements.canonical[row].name] += int(rows[row])
        return {name: count for name, count in counts.items() if name[:1].isupper() and len(words(name)) <= _LONGEST}

    @cached_property
    def _surnames(self) -> dict[str, tuple[str, int]]:
        """The last words of names, folded: as written, and how often their owners speak."""
        surnames: dict[str, tuple[str, int]] = {}
        for name, count in self._people.items():
            shown = normalize_text(name.split()[-1])
            written, earlier = surnames.get(fold(shown), (shown, 0))
            surnames[fold(shown)] = (written, earlier + count)
        return surnames

    @cached_property
    def _sounding(self) -> dict[str, set[str]]:
        sounding: dict[str, set[str]] = {}
        for name in self._people:
            for part in words(name):
                spoken = (part, f"{part}h") if part.endswith("ic") else (part,)  # Petrović is spoken with "ch"
                for sound in (one for form in spoken for one in _sounds(form, is_arabic=False)):
                    sounding.setdefault(sound, set()).add(part)
        return sounding


def _likeness(form: str, part: str, code: str) -> float:
    """Return the share of letters in common, 0 where it is too small for the script."""
    if code in ARABIC:  # short vowels are not written
        one, other = _long_letters(form), _long_letters(part)
        least = _ARABIC
    else:
        one, other = _plain(form), _plain(part)
        least = _OTHER_SCRIPT if code in CYRILLIC else _LATIN
        if code not in CYRILLIC and abs(len(one) - len(other)) > 1:
            return 0.0  # "Hollandais" is no Hollande
    score = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return score if score >= least else 0.0


def _plain(word: str) -> str:
    for letters, plain in _ALIKE:
        word = word.replace(letters, plain)
    return word


def _long_letters(word: str) -> str:
    """Return the letters of a name that Arabic writes: consonants, and long "u" and "i"."""
    word = re.sub(r"ou|oo|o|w", "u", word).translate(str.maketrans("vpcqg", "fbkkk"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[ae'`]", "", word.replace("y", "i")))


def _sounds(word: str, *, is_arabic: bool) -> Iterator[str]:
    """Yield the consonants of a word in each reading of its letters: "j" is a vowel or not, and so is "w"."""
    for vowels in ("j", ""):
        for half in ("w",) if is_arabic else ("w", ""):
            line = re.sub(f"[{vowels}{half}]", "", word) if vowels or half else word
            line = line.replace("w", "f").replace("j", "s")
            for pattern, sound in _LETTERS:
                line = pattern.sub(sound, line)
            line = _SOUNDLESS.sub("", line)
            sound = re.sub(r"(.)\1+", r"\1", line)
            if len(sound) >= _SOUNDS:
                yield sound
