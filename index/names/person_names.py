"""Bylines: a person's name as articles and people type it, read without its honorifics, and printed."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from index.text.normalize import plain, words

COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "madam", "madame", "monsieur"})
_FOR = re.compile(r"\b(?:for|to)\b")  # an office's end, and the beginning of whom it is held for
_OFFICES = frozenset(
    {"president", "minister", "secretary", "secretary-general", "chancellor", "ambassador", "senator", "governor"}
    | {"congressman", "congresswoman", "chairman", "chairwoman", "chairperson", "spokesman", "spokeswoman"}
    | {"spokesperson", "representative", "commissioner", "premier"}
)
_RANKS = frozenset(
    {
        "general",
        "colonel",
        "admiral",
        "major",
        "lieutenant",
        "captain",
        "sergeant",
        "brigadier",
        "marshal",
        "excellency",
    }
    | {
        "lieutenant-general",
        "major-general",
        "brigadier-general",
        "lietenant-general",
        "archbishop",
        "cardinal",
        "bishop",
    }
    | {
        "highness",
        "majesty",
        "royal",
        "serene",
        "his",
        "her",
        "honourable",
        "honorable",
        "hon",
        "rev",
        "reverend",
        "lt",
    }
    | {
        "gen",
        "col",
        "sen",
        "gov",
        "rep",
        "amb",
        "chief",
        "prime",
        "foreign",
        "vice",
        "deputy",
        "under",
        "vice-president",
    }
)
_NOBLE = frozenset(
    {"king", "queen", "prince", "princess", "sheikh", "sheikha", "shaikh", "shaykh", "sir", "dame", "lord", "lady"}
    | {"sultan", "emir", "amir", "sayyid", "pope", "dato", "datuk", "sri", "hadji", "haji", "ratu", "lyonpo", "lyompo"}
    | {"lyonchoen", "aja"}
)
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "ben", "de", "da", "do", "dos", "del", "van", "von", "der", "den"})
_GENERATIONS = re.compile(r"(?:[ivx]{2,}|jr|sr)$")
_LETTERED = re.compile(r"\b(?:H\.\s?E\.|H\.\s?R\.\s?H\.|H\.\s?M\.|Hon\.)\s*")
_ASIDE = re.compile(r"\([^()]*\)|\[[^][]*\]")
_MARKS = re.compile(r"['`ʻ´’‘\"“”]")  # within a word they part nothing
_SMALL = frozenset(
    {"de", "da", "do", "dos", "del", "van", "von", "der", "den", "bin", "ibn", "of", "di", "la", "y", "e"}
)
_CAPITALS = 4  # letters from which a word in capitals within a name is shouted and is no initials
_LONG, _LONGER = 7, 8  # letters of a word that is told in spite of a letter too many or too few, and of another one


class Byline(NamedTuple):
    """A name as it is compared: its words without titles and particles, the titles, and the name as written."""

    words: tuple[str, ...]
    titles: frozenset[str]
    written: str

    @property
    def bare(self) -> bool:
        """Tell a surname by itself from a name: many go by it."""
        return len(self.words) == 1


@lru_cache(maxsize=1 << 17)
def byline(name: str) -> Byline:
    """Read a name: `Guterres, António` and `H.E. Mr. António Guterres` have the same words."""
    tokens = _in_order(_ASIDE.sub(" ", _LETTERED.sub("", name))).split() or name.split()
    first = _after_titles(tokens)
    noble = first
    while noble + 1 < len(tokens) and _plain(tokens[noble]) in _NOBLE:
        noble += 1
    compared = _words(tokens[noble:]) or _words(tokens)
    titles = frozenset(map(_plain, tokens[:first]))
    kept = tokens if len(compared) == 1 and first else tokens[first:]
    return Byline(compared, titles, " ".join(kept))


def printed(name: str) -> str:
    """Give a name in proper case: `RAÚL MCAULIFFE` is `Raúl McAuliffe`."""
    shouted = name.isupper()
    tokens = name.split()
    return " ".join(_cased(token, first=not place, shouted=shouted) for place, token in enumerate(tokens))


def unmarked(name: str) -> str:
    """Give a name without the marks that part nothing within a word: `O'Brien` is `OBrien`."""
    return _MARKS.sub("", name)


def generation(word: str) -> bool:
    """Tell whether a word sets persons of one name apart: II, Jr."""
    return bool(_GENERATIONS.match(word))


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether a letter more, less or other, or two in the other order, makes one word of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] + a[2:] == b and len(a) > 1)


def matches(wanted: str, name: str, role: str | None = None, country: str | None = None) -> bool:
    """Tell whether a typed name may mean this person: each of its words is one of theirs, titles and order aside.

    An initial stands for a word, a long word for one of a letter more, less or other. Words of the person's role
    and country may be typed, too: `President of Ukraine`, `Poroshenko, Ukraine`.
    """
    typed, known = byline(wanted), byline(name)
    office = {*_words((role or "").split()), *_words((country or "").split())}
    every = {*known.words, *words(name)}
    rest = [word for word in typed.words if not any(_means(word, other) for other in every)]
    if not typed.words or any(word not in office | {"of", "the"} for word in rest):
        return False
    return len(rest) < len(typed.words) or _holds(wanted, role)


def _holds(wanted: str, role: str | None) -> bool:
    """Tell whether an office is typed that is held: one who speaks for Ada Berg is not she."""
    typed = set(words(wanted))
    return bool(typed & (_OFFICES | _RANKS)) and typed <= set(words(_FOR.split(role or "")[0]))


def _means(word: str, other: str) -> bool:
    if word == other or (len(word) == 1 and other.startswith(word)):
        return True
    least = _LONGER if len(word) == len(other) else _LONG
    return min(len(word), len(other)) + 1 > least and one_letter_apart(word, other)


def _in_order(name: str) -> str:
    family, comma, given = name.partition(",")
    after = given.split()
    if not comma or not after or generation(_plain(after[0])):
        return name.replace(",", " ")
    return family if _plain(after[-1]) in _OFFICES | _RANKS else f"{given.replace(',', ' ')} {family}"


def _after_titles(tokens: list[str]) -> int:
    folded = [_plain(token) for token in tokens]
    last = max((place + 1 for place, token in enumerate(folded) if token in _OFFICES), default=0)
    last = 0 if last >= len(tokens) else last
    while last + 1 < len(tokens) and folded[last] in COURTESIES | _OFFICES | _RANKS:
        last += 1
    return last


def _plain(token: str) -> str:
    return plain(token).casefold().strip(".,'\"")


def _words(tokens: Iterable[str]) -> tuple[str, ...]:
    found = words(unmarked(" ".join(tokens)))
    return tuple(word for word in found if word not in _PARTICLES) or found


def _cased(token: str, *, first: bool, shouted: bool) -> str:
    folded = _plain(token)
    loud = token.isupper() and (shouted or len(folded) >= _CAPITALS)
    if not loud or (generation(folded) and folded not in {"jr", "sr"}) or re.match(r"(?:\w\.)+\w?$", token):
        return token
    if folded in _SMALL and not first:
        return token.lower()
    proper = re.sub(r"\w+", lambda word: word[0].capitalize(), token)
    proper = re.sub(r"([’'])S\b", r"\1s", proper)
    return re.sub(r"\bMc(\w)", lambda found: f"Mc{found[1].upper()}", proper)
