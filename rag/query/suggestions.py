"""First questions, drawn from what is on record: the countries it tells of most, and who speaks of them most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import numpy as np

from index.names.gazetteer import aliases
from index.store.generation import Generation
from index.store.statement_table import NOBODY
from index.store.term_index import name_term
from rag.query.filters import Mask, holding
from rag.query.speaker_lookup import Speakers

_COUNTRIES, _SPEAKERS = 4, 2


def suggestions(index: Generation) -> Iterator[str]:
    """Give questions that the record answers, of several kinds in turn."""
    named = _countries(index)
    subjects = (f"What was said on {aliases().label(code)}?" for code in named[::2])
    words = (f"What did {person} say about {aliases().label(code)}?" for person, code in _spoken(index, named))
    others = (f"Who spoke about {aliases().label(code)}?" for code in named[1::2])
    for questions in zip_longest(subjects, words, others):
        yield from filter(None, questions)


def _countries(index: Generation) -> list[str]:
    """Give the codes of the countries that most articles name, the most first."""
    held = {code: len(index.articles_of(_naming(index, code))) for code in aliases().countries}
    return sorted(filter(held.get, held), key=lambda code: (-held[code], code))[:_COUNTRIES]


def _spoken(index: Generation, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the people who speak in most articles, each with the country, of these, that they speak of most."""
    for person in _speakers(index):
        theirs = Speakers.named(index.spoken, [person]).passages(index)
        held = {code: len(index.articles_of(theirs & _naming(index, code))) for code in codes}
        if any(held.values()):
            yield person, max(codes, key=held.__getitem__)


def _speakers(index: Generation) -> list[str]:
    """Give the people who speak in most articles, the most first; "officials" are not asked for by name."""
    said = index.spoken.statements[["article", "speaker"]]
    rows = np.unique(said[said["speaker"] != NOBODY])["speaker"].tolist()
    told = Counter(index.spoken.listed[row].name for row in rows)
    named = [name for name in told if len(name.split()) > 1 and all(map(str.istitle, name.split()))]
    return sorted(named, key=lambda name: (-told[name], name))[:_SPEAKERS]


def _naming(index: Generation, code: str) -> Mask:
    return holding(index, [name_term(code)])
