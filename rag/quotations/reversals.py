"""Reversals: alterations of a quotation that make it say the contrary of what is on record."""

from collections.abc import Iterable
from functools import cache

from index.data_files import load_toml
from rag.quotations.alignment import HARMLESS
from rag.quotations.tokens import TokenizedText, is_negation
from rag.quotations.trace import Difference


def find_reversal(differences: Iterable[Difference]) -> Difference | None:
    """Return the first difference that reverses the sense: words that deny on one side only, or contraries."""
    return next((each for each in differences if each.op not in HARMLESS and _reverses(each)), None)


def _reverses(difference: Difference) -> bool:
    quote, record = (
        frozenset(TokenizedText.from_text(side).words) for side in (difference.quote or "", difference.record or "")
    )
    if any(map(is_negation, quote)) != any(map(is_negation, record)):
        return True
    sides = (quote, record), (record, quote)
    return any(one in first and other in second for one, other in _opposites() for first, second in sides)


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs: list[str] = load_toml("rag.quotations", "reversals.toml")["opposites"]
    return tuple((one, other) for one, other in map(str.split, pairs))
