"""Substance: of sentences on a subject, those that take a position, demand, act or give a figure come first.

Those that only announce the subject ("let us consider what happened in Libya") come last, and not at all where enough
others answer.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from rag.retrieval.evidence import Evidence, Read

_BONUS, _MALUS = 0.06, 0.3  # in the score of a sentence, for each kind of substance and for none
_MOST = 2  # kinds of substance that count
_ENOUGH = 5  # sentences that answer without those that only announce
_FIGURE = re.compile(r"\b\d[\d,.]*\b|\b(?:thousand|million|billion|per cent|percent|hundred)s?\b")
_SHORT = 7  # words of a sentence that says little by itself


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(files("rag.retrieval").joinpath("substance.toml").read_text())
    substance = "|".join(table["positions"] + table["acts"])
    announcing = "|".join(table["announcing"])
    return re.compile(rf"\b(?:{substance})\b", re.IGNORECASE), re.compile(rf"(?:{announcing})", re.IGNORECASE)


def prefer_substance(evidence: Sequence[Evidence], read: Read) -> list[Evidence]:
    """Order sentences by how well they answer and by how much they say."""
    weighed = [(one, _weigh(one.span.slice(read(one.entry)))) for one in evidence]
    telling = [(one, weight) for one, weight in weighed if weight >= 0]
    if len(telling) >= _ENOUGH:
        weighed = telling
    return [one for one, _ in sorted(weighed, key=lambda pair: -(pair[0].score + pair[1]))]


def is_announcement(sentence: str) -> bool:
    """Return whether a sentence only announces a subject."""
    return bool(_patterns()[1].search(sentence))


def _weigh(sentence: str) -> float:
    substance, announcing = _patterns()
    kinds = {found[0].casefold() for found in substance.finditer(sentence)}
    figures = bool(_FIGURE.search(sentence))
    if announcing.search(sentence) and len(kinds) + figures < _MOST:
        return -_MALUS
    if len(sentence.split()) < _SHORT and not kinds:
        return -_BONUS
    return _BONUS * min(len(kinds) + figures, _MOST)
