"""Name candidates: sequences of capitalized words that may name a person, with the honorifics and offices before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attribution.coreference.vocabulary import VOCABULARY
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS

_UPPER = r"[A-ZÀ-ÖØ-ÞİŞŠŽČĆĐŁŚŹŻŘŇĞ]"
_WORD = (
    r"(?:(?:Sens?|Govs?|Reps?|Mrs?|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Amb|St)\."
    rf"|(?:{_UPPER}\.)+|{_UPPER}\w*(?:-\w+|[’'](?!(?:s|d|m|ll|re|ve)\b)\w+)*)"
)
_PARTICLES = r"(?:(?:de|del|della|van|von|der|den|al|el|bin|ibn|la|le|da|dos|di)[ \xa0])*"
_CANDIDATE = re.compile(rf"(?<![\w’'/-]){_WORD}(?:[ \xa0]{_PARTICLES}{_WORD})*(?:,? (?:Jr\.|Sr\.))?")
_SUFFIXES = frozenset(("Jr.", "Sr.", "II", "III", "IV", "Jr", "Sr"))
_AMBIGUOUS = frozenset(("Former", "Democratic", "Republican", "Democrat", "Deputy", "Executive", "General", "Chief"))
_SENTENCE_BEGINNING = re.compile(r"(?:^|[.!?:][“”\"’')]*\s+|\n\s*)[“\"‘(]?$")
_KINSHIP = re.compile(
    r"\b(?:(?:grand|step)?(?:father|son)|husband|brother|nephew|uncle|fianc[ée]"
    r"|((?:grand|step)?(?:mother|daughter)|wife|sister|niece|aunt|fianc[ée]e)),? $"
)
OFFICE_WORDS = (
    r"(?:(?:Deputy|Vice|First|Prime|Foreign|Acting|Former|High|Under|Assistant|Special)[- ])*(?:Minister|Secretary"
    r"|President|Chief|Commissioner|Spokes\w+|Chancellor|King|Queen|Ambassador|Chairman|Chairwoman|Chair|Director|Governor|Head"
    r"|Representative|Rapporteur|Envoy|Coordinator|Speaker|Leader)(?:[- ]General)?"
)
"""An office with what grades it, in capitals: "Deputy Prime Minister"."""

ENVOY_TO = r"(?:Ambassador|Envoy|Representative|Consul(?:[- ]General)?) (?:of \w+ )?(?:to|in|at)"
"""An envoy to the place that follows: "Ambassador to", "Ambassador of Arvania in"."""

_ENVOY = re.compile(rf"{ENVOY_TO} (?:the )?$")
_OFFICE_OF = re.compile(
    rf"\b((?:{OFFICE_WORDS} (?:of|for)|{ENVOY_TO})"
    rf" (?:the )?(?:[{CAPITALS}]\w+,? (?:and )?)*(?:of (?:the )?)?)$"
)
_OFFICE_REACH = 60  # code points before a name in which its office begins
_FULL_NAME = 2  # words
_CONTEXT = 20  # code points before a name in which kinship and the beginning of a sentence are looked for


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A possible name, as words, after its prefixes ("Mr.", "Senator"); `start` and `end` are those of the name.

    `kin` is the gender of a word of kinship before it ("his daughter, Ilse").
    """

    prefixes: tuple[str, ...]
    name: tuple[str, ...]
    start: int
    end: int
    kin: str | None
    begins_sentence: bool

    @property
    def surname(self) -> str:
        """The last word that is no suffix ("Jr.")."""
        return next((word for word in reversed(self.name) if word not in _SUFFIXES), self.name[-1])

    @property
    def has_personal_prefix(self) -> bool:
        """Whether a prefix that only persons have precedes it."""
        return bool(set(self.prefixes) - _AMBIGUOUS)

    @property
    def prefix_gender(self) -> str | None:
        """The gender that its prefixes have: "m", "f" or None."""
        words = set(self.prefixes)
        return "m" if words & VOCABULARY.male_prefixes else "f" if words & VOCABULARY.female_prefixes else None

    @property
    def gender(self) -> str | None:
        """The gender by prefix, by kinship or by first name: "m", "f" or None."""
        return self.prefix_gender or self.kin or VOCABULARY.gender(self.name[0])


def find_candidates(text: str, lower_case_words: frozenset[str]) -> Iterator[NameCandidate]:
    """Yield the candidates of a text in order; `lower_case_words` are all words that it has in lower case."""
    for match in _CANDIDATE.finditer(text):
        words = [(word[0].rstrip(","), match.start() + word.start()) for word in re.finditer(r"[^ \xa0]+", match[0])]
        office = _find_office_of(text, match.start(), words)
        while words and (words[0][0] in VOCABULARY.sentence_openers or _is_headline_word(words, lower_case_words)):
            words.pop(0)
        count = _count_prefixes(words)
        if words[count:]:
            start = words[count][1]
            kin = _KINSHIP.search(text, max(0, start - _CONTEXT), start)
            yield NameCandidate(
                prefixes=((office,) if office else ()) + tuple(word for word, _ in words[:count]),
                name=tuple(word for word, _ in words[count:]),
                start=start,
                end=match.end(),
                kin=("f" if kin[1] else "m") if kin else None,
                begins_sentence=bool(_SENTENCE_BEGINNING.search(text, max(0, start - _CONTEXT), start)),
            )


def _find_office_of(text: str, start: int, words: list[tuple[str, int]]) -> str | None:
    """Return the office that ends in the first words, and drop them: "Minister of | Defence Ana Ruiz"."""
    before = _OFFICE_OF.search(text, max(0, start - _OFFICE_REACH), start)
    is_joined = before is not None and before[1].endswith("and ") and words[0][0] in VOCABULARY.honorifics
    if before is None or is_joined:  # "the Envoy for Lusk, and | Mr. Bo Li"
        return None
    size = 0
    while size < len(words) and words[size][0] in VOCABULARY.fields:
        size += 1
    if not size:  # "Minister of Ports, Shipping and | Waterways Shri Ana Ruiz"
        size = next((place for place, (word, _) in enumerate(words) if place and word in VOCABULARY.honorifics), 0)
    if not size and len(words) > _FULL_NAME and load_gazetteer().find_codes(words[0][0]):
        size = 1
    if not size and len(words) > _FULL_NAME:  # "Minister of Foreign Affairs of | Lusk Ana Ruiz"
        size = next((place for place, (word, _) in enumerate(words) if place and VOCABULARY.gender(word)), 0)
    if not size and len(words) == _FULL_NAME + 1 and _ENVOY.search(before[1]):  # "Ambassador in | Lusk Halma Belova"
        size = 1
    if not size or len(words) == size:
        return None
    name = words[size][1]
    del words[:size]
    return " ".join(text[before.start(1) : name].split())


def _count_prefixes(words: Sequence[tuple[str, int]]) -> int:
    """Return how many words precede the name."""
    prefixes = (number + 1 for number, (word, _) in enumerate(words) if _is_prefix(word))
    last = max(prefixes, default=0)
    if any(word in VOCABULARY.institution_words for word, _ in words[last:]):  # "White House Ana Ruiz"
        return next((n for n in range(last, len(words) - 1) if VOCABULARY.gender(words[n][0])), last)
    return last


def _is_prefix(word: str) -> bool:
    """Return whether a word precedes names: "Minister", "Vice-Minister", "President-elect"."""
    last = word.rsplit("-", 1)[-1]
    return bool({word, word.removesuffix("-elect"), last} & VOCABULARY.name_prefixes)


def _is_headline_word(words: Sequence[tuple[str, int]], lower_case_words: frozenset[str]) -> bool:
    """Return whether the first word is an ordinary one that a headline capitalizes."""
    word = words[0][0]
    is_ordinary = len(words) > 1 and word.lower() in lower_case_words
    return is_ordinary and word not in VOCABULARY.name_prefixes and not VOCABULARY.gender(word)
