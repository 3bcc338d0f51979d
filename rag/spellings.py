"""Spellings: one name written in two ways, as Qaddafi and Gadhafi are; Libya and Libyan are two words."""

import re
from difflib import SequenceMatcher

from index.aliases import aliases
from index.names import words

_ALIKE = 0.6  # the part of their letters that Turkey and Türkiye share; another name of the same shares less
_PEOPLE = re.compile(r"(?:ish|ch|ek|ese|[io]ns?|(?<!st)ans?|is?|s)\b")  # ends of words that are not a country's name


def respelt(one: str, other: str, before: str, after: str) -> bool:
    """Tell whether what differs between the same words is a name in two spellings, both of which are known.

    The words before and after may belong to it: "Al" to "Shabab".
    """
    codes, others = (aliases().codes(f"{before} {each} {after}") for each in (one, other))
    if codes != others or codes == aliases().codes(f"{before} {after}"):
        return False
    spelt = "".join(words(one)), "".join(words(other))
    countries = any(map(aliases().is_country, codes))
    if countries and any(map(_PEOPLE.search, spelt)):
        return False
    return SequenceMatcher(None, *spelt).ratio() >= _ALIKE
