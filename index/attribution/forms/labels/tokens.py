"""Tokens of labels: normalized for look-up, capitalized for display, and tested for initials and countries."""

import re
from functools import lru_cache

from index.attribution.forms.labels.words import LINKS, PREFIXED_PARTICLES
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+-?(?:[^\W\d_]\.)*$")
_DOTTED_CAPITALS = re.compile(rf"(?:[{CAPITALS}]\.)+$")
_PREFIXED_NAME = re.compile(rf"(?:Mc|Mac|De|Di|La|Le|O[’'])[{CAPITALS}]{{2}}")
_NAME_PREFIXES = ("Mc", "Mac", "MC")
_SHORTEST_PREFIXED = 5  # letters: "MC" and a name
_LONGEST = 40  # code points
_SHORT = (2, 3)  # letters of initials without full stops


def normalize_token(token: str) -> str:
    """Return a token in small letters without the marks around it."""
    return token.strip(".,;:*_").casefold().replace("’", "'")


def capitalize_word(word: str) -> str:
    """Return a word in capitals as it is written within a name: "McDONOUGH" becomes "McDonough"."""
    if word.casefold() in LINKS and (word.islower() or (word.isupper() and len(word) > 1)):
        return word.casefold()
    mixed = _PREFIXED_NAME.match(word)
    if (not word.isupper() and not mixed) or _DOTTED_CAPITALS.match(word):
        return word
    for prefix in _NAME_PREFIXES:
        if word.startswith(prefix) and len(word) >= _SHORTEST_PREFIXED and (mixed or prefix == "MC"):
            return f"{prefix.capitalize()}{word[len(prefix) :].capitalize()}"
    return "-".join(map(_capitalize_part, word.replace("İ", "I").split("-")))


def _capitalize_part(part: str) -> str:
    for mark in "’'":
        if mark in part:
            return mark.join(piece.capitalize() for piece in part.split(mark))
    return part.capitalize()


def is_initials(token: str) -> bool:
    """Return whether a token is the initials of a name: "A.B.", "AB"."""
    return bool(_INITIALS.match(token)) or (token.isupper() and len(token) in _SHORT and token.isalpha())


def find_country(text: str) -> str | None:
    """Return the listed name of the country that the whole text names."""
    gazetteer = load_gazetteer()
    text = text.removeprefix("the ")
    whole = [match for match in gazetteer.find(text) if match.start == 0 and match.end >= len(text)]
    codes = [code for match in whole for code in match.form.codes if gazetteer.is_country(code)]
    return gazetteer.label(codes[0]) if codes else None


@lru_cache(maxsize=1 << 10)  # a long text has the same labels many times
def has_word(text: str, word: str) -> bool:
    """Return whether a text has a word between spaces."""
    return f" {word} " in text


def is_label_word(token: str) -> bool:
    """Return whether a token can stand in a label: a capital, a number, or a word that joins these."""
    word = token.strip("“”\"'‘’.,")
    if not word or len(token) > _LONGEST:
        return token in {"&", "-", "–", "/"}
    first = word[0]
    if first.isupper() or first.isdigit() or (not first.islower() and first.isalpha()):
        return True
    low = word.casefold()
    return low in LINKS or low.startswith(PREFIXED_PARTICLES)
