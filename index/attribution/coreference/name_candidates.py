"""Runs: capitalised words in a row, which may name a person: the titles before a name, and the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attribution.coreference.first_names import gender
from index.attribution.coreference.titles import BODIES, FEMALE, MALE, OPENERS, TITLES

_UPPER = r"[A-ZÀ-ÖØ-ÞİŞŠŽČĆĐŁŚŹŻŘŇĞ]"
_WORD = (
    r"(?:(?:Sens?|Govs?|Reps?|Mrs?|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Amb|St)\."
    rf"|(?:{_UPPER}\.)+|{_UPPER}\w*(?:-\w+|[’'](?!(?:s|d|m|ll|re|ve)\b)\w+)*)"
)
_LINK = r"(?:(?:de|del|della|van|von|der|den|al|el|bin|ibn|la|le|da|dos|di)[ \xa0])*"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \xa0]{_LINK}{_WORD})*(?:,? (?:Jr\.|Sr\.))?")
_SUFFIXES = frozenset(("Jr.", "Sr.", "II", "III", "IV", "Jr", "Sr"))
_PARTIES = frozenset(("Former", "Democratic", "Republican", "Democrat", "Deputy", "Executive", "General", "Chief"))
_BEGINS = re.compile(r"(?:^|[.!?:][“”\"’')]*\s+|\n\s*)[“\"‘(]?$")
_KIN = re.compile(
    r"\b(?:(?:grand|step)?(?:father|son)|husband|brother|nephew|uncle|fianc[ée]"
    r"|((?:grand|step)?(?:mother|daughter)|wife|sister|niece|aunt|fianc[ée]e)),? $"
)
_BEFORE = 20  # code points before a name that are looked at


@dataclass(frozen=True, slots=True)
class Run:
    """A name, the titles before it, and where the name is; `kin`: "m" or "f" where it follows "his daughter,"."""

    titles: tuple[str, ...]
    name: tuple[str, ...]
    start: int
    end: int
    kin: str | None
    begins: bool

    @property
    def surname(self) -> str:
        """Give the last word that is no suffix."""
        return next((word for word in reversed(self.name) if word not in _SUFFIXES), self.name[-1])

    @property
    def titled(self) -> bool:
        """Whether a title stands before it that only persons have."""
        return bool(set(self.titles) - _PARTIES)

    @property
    def told(self) -> str | None:
        """Give "m" or "f" where a title tells."""
        words = set(self.titles)
        return "m" if words & MALE else "f" if words & FEMALE else None

    @property
    def gender(self) -> str | None:
        """Give "m" or "f" as a title, a kinship or a frequent given name tells, else None."""
        return self.told or self.kin or gender(self.name[0])


def runs(text: str, small: frozenset[str]) -> Iterator[Run]:
    """Find the runs of a text in order; `small` are the words that it has in small letters, too."""
    for found in _RUN.finditer(text):
        words = [(word[0].rstrip(","), found.start() + word.start()) for word in re.finditer(r"[^ \xa0]+", found[0])]
        while words and (words[0][0] in OPENERS or _is_headline(words, small)):
            words.pop(0)
        last = _titles(words)
        if words[last:]:
            start = words[last][1]
            kin = _KIN.search(text, max(0, start - _BEFORE), start)
            yield Run(
                titles=tuple(word for word, _ in words[:last]),
                name=tuple(word for word, _ in words[last:]),
                start=start,
                end=found.end(),
                kin=("f" if kin[1] else "m") if kin else None,
                begins=bool(_BEGINS.search(text, max(0, start - _BEFORE), start)),
            )


def _titles(words: Sequence[tuple[str, int]]) -> int:
    """Count the words that stand before the name."""
    last = max((place + 1 for place, (word, _) in enumerate(words) if word in TITLES), default=0)
    if any(word in BODIES for word, _ in words[last:]):  # "White House Ana Ruiz"
        return next((place for place in range(last, len(words) - 1) if gender(words[place][0])), last)
    return last


def _is_headline(words: Sequence[tuple[str, int]], small: frozenset[str]) -> bool:
    word = words[0][0]
    return len(words) > 1 and word.lower() in small and word not in TITLES and not gender(word)
