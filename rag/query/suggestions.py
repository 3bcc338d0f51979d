"""Suggestions: first questions about the countries and the speakers that occur in most articles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.statement_table import NO_SPEAKER
from index.store.term_index import name_term
from index.text.arrays import Mask
from rag.query.filters import passages_containing
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.vocabulary import load_vocabulary

_COUNTRIES, _SPEAKERS = 4, 2


def suggest_questions(index: Generation) -> Iterator[str]:
    """Yield questions that the index answers, of several kinds in turn."""
    codes = _rank_countries(index)
    subjects = (f"What was said about {_label_in_sentence(code)}?" for code in codes[::2])
    words = (
        f"What did {person} say about {_label_in_sentence(code)}?" for person, code in _pair_speakers(index, codes)
    )
    speakers = (f"Who spoke about {_label_in_sentence(code)}?" for code in codes[1::2])
    for questions in zip_longest(subjects, words, speakers):
        yield from filter(None, questions)


def _label_in_sentence(code: str) -> str:
    """Return the label of a country as it stands in a sentence: "the United States"."""
    label = load_gazetteer().label(code)
    return f"the {label}" if load_vocabulary().with_article.match(label) else label


def _rank_countries(index: Generation) -> list[str]:
    """Return the codes of the countries that most articles name, in descending order."""
    counts = {code: len(index.articles_of(_passages_naming(index, code))) for code in load_gazetteer().countries}
    return sorted(filter(counts.get, counts), key=lambda code: (-counts[code], code))[:_COUNTRIES]


def _pair_speakers(index: Generation, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the people who speak in most articles, each with the country of these that they speak about most."""
    for person in _rank_speakers(index):
        passages = SpeakerSelection.by_name(index.statements, [person]).passage_mask(index)
        counts = {code: len(index.articles_of(passages & _passages_naming(index, code))) for code in codes}
        if any(counts.values()):
            yield person, max(codes, key=counts.__getitem__)


def _rank_speakers(index: Generation) -> list[str]:
    """Return the people who speak in most articles, in descending order; only those with a full personal name."""
    rows_of_statements = index.statements.rows[["article", "speaker"]]
    rows = np.unique(rows_of_statements[rows_of_statements["speaker"] != NO_SPEAKER])["speaker"].tolist()
    counts = Counter(index.statements.canonical[row].name for row in rows)
    named = [name for name in counts if len(name.split()) > 1 and all(map(str.istitle, name.split()))]
    return sorted(named, key=lambda name: (-counts[name], name))[:_SPEAKERS]


def _passages_naming(index: Generation, code: str) -> Mask:
    return passages_containing(index, [name_term(code)])
