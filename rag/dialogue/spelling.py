"""Spelling: a misspelt name becomes the one name of the library that it can be; where two fit, both are offered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.names.gazetteer import aliases
from index.names.person_names import byline
from index.store.generation import Generation
from index.store.term_index import stems
from index.text.normalize import fold, words

_WORD = re.compile(r"[^\W\d_]{4,}(?:[-'’][^\W\d_]+)*")
_ONE, _TWO = 4, 7  # letters of a word that may have one wrong, and two
_LONG = 8


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question with its names spelt as the library has them; `notes` say what was changed, `offers` what may be."""

    question: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spelling:
    """The words of names that a library knows."""

    index: Generation
    common: frozenset[str] = field(repr=False)

    def correct(self, question: str) -> Corrected:
        """Correct the misspelt names of a question; a word that stands in the library, or is common, is right."""
        changed, notes = question, []
        for found in _WORD.finditer(question):
            word = found[0]
            if self._is_right(word):
                continue
            names = self._names_like(word)
            if not names:
                continue
            if len(names) > 1:
                notes.append(f"“{word}” is not in the library: did you mean {' or '.join(names[:3])}?")
                continue
            shown = names[0]
            changed = re.sub(rf"\b{re.escape(word)}\b", shown, changed)
            notes.append(f"“{word}” is not in the library: read as {shown}.")
        return Corrected(changed, tuple(notes))

    def _is_right(self, word: str) -> bool:
        folded = fold(word)
        if folded in self.common or folded in self._names or len(folded) < _ONE:
            return True
        if folded.removesuffix("'s") in self._names or aliases().find(word, typed=True):
            return True
        return bool(len(self.index.terms.holding(stems(word))[0]))

    def _names_like(self, word: str) -> Sequence[str]:
        """Return the names that a word is a letter or two away from, the nearest alone; of one person or state once."""
        folded = fold(word).removesuffix("'s")
        most = 2 if len(folded) >= _TWO else 1
        near = process.extract(folded, list(self._names), scorer=OSA.distance, score_cutoff=most, limit=20)
        near = [(name, distance) for name, distance, _ in near if self._fits(folded, name, distance)]
        if not near:
            return ()
        best = min(distance for _, distance in near)
        nearest = [name for name, distance in near if distance == best]
        weights = {name: self._names[name][1] for name in nearest}
        top = max(weights.values())
        kept = [name for name in nearest if weights[name] * 5 > top]
        owners = {self._names[name][2]: name for name in sorted(kept, key=lambda name: weights[name])}
        return sorted({self._names[name][0] for name in owners.values()})

    @staticmethod
    def _fits(typed: str, name: str, distance: int) -> bool:
        if distance <= 1:
            return typed[0] == name[0] or len(name) > _ONE + 1
        return typed[0] == name[0] and len(name) >= _TWO

    @cached_property
    def _names(self) -> dict[str, tuple[str, int, str]]:
        """Each word by which a name is known, folded: as it is shown, how much stands on record, and whose it is."""
        names: dict[str, tuple[str, int, str]] = {}
        counts: dict[str, int] = {}
        statements = self.index.spoken.statements["speaker"]
        for row in statements[statements >= 0].tolist():
            name = self.index.spoken.listed[row].name
            counts[name] = counts.get(name, 0) + 1
        for name, count in counts.items():
            if not re.match(r"[A-ZÀ-Þ]", name) or len(name.split()) > 5:  # noqa: PLR2004
                continue
            parts = byline(name).written.split()
            for part in parts[-1:] if len(parts) > 1 else []:
                self._add(names, part, count, name)
        for form in aliases().spellings:
            if not form.codes or " " in form.spelling or len(form.spelling) < _ONE + 1 or not self.index.terms.written(form.spelling):
                continue
            self._add(names, form.spelling, _KNOWN, form.codes[0])
        return names

    @staticmethod
    def _add(names: dict[str, tuple[str, int, str]], part: str, count: int, owner: str) -> None:
        shown = part.strip(".,'’")
        folded = fold(shown)
        if len(folded) < _ONE or not folded.replace("-", "").isalpha() or not shown[:1].isupper():
            return
        if folded not in names or names[folded][1] < count:
            shown = shown.title() if shown.isupper() else shown
            names[folded] = shown, count, owner


_KNOWN = 200  # statements that a country or a body counts as


def spelt_words(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(words(text))
