"""Substance: of sentences on a subject, those that take a position, demand, act or give a figure come first.

Those that only announce the subject ("let us consider what happened in Libya") come last, and not at all where enough
others answer.
"""

import re
from functools import cache, lru_cache

import numpy as np

from index.data_files import load_toml
from rag.retrieval.evidence import EvidenceTable

_CALL = 0.5  # for what is wanted, where that is asked
_BONUS, _MALUS = 0.06, 0.3  # in the score of a sentence, for each kind of substance and for none
_MOST = 2  # kinds of substance that count
_ENOUGH = 5  # sentences that answer without those that only announce
_WORDS = re.compile(r"[a-z]+")
_FIGURE = re.compile(r"\b\d[\d,.]*\b|\b(?:thousand|million|billion|per cent|percent|hundred)s?\b")
MAX_WEIGHED = 80
"""Sentences, the best there are, that are weighed: an answer shows a few of them."""

_SHORT = 7  # words of a sentence that says little by itself


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what matches a word of substance, a phrase of it, and an announcement."""
    table = load_toml("rag.retrieval", "substance.toml")
    terms = table["positions"] + table["acts"]
    words, phrases = ("|".join(term for term in terms if (" " in term) == several) for several in (False, True))
    return (
        re.compile(words),
        re.compile(rf"\b(?:{phrases})\b"),
        re.compile("|".join(table["announcing"]), re.IGNORECASE),
    )


@lru_cache(maxsize=1 << 15)
def _is_telling(word: str) -> bool:
    return _patterns()[0].fullmatch(word) is not None


def prefer_substance(evidence: EvidenceTable, following: EvidenceTable, *, calls: bool = False) -> EvidenceTable:
    """Order sentences by how well they answer and by how much they say; with `calls` what is wanted comes first.

    `following` are sentences that go on with the subject of others; those of no substance are left out.
    """
    best, rest = evidence[:MAX_WEIGHED], evidence[MAX_WEIGHED:]
    first_following = len(best)
    best = best.join(following)
    scores = best.columns.scores.tolist()
    sentences = map(best.read_sentence, range(len(scores)))
    weighed = [
        (place, score, _weigh(sentence) + (_CALL if calls and is_call(sentence) else 0.0))
        for place, (score, sentence) in enumerate(zip(scores, sentences, strict=True))
    ]
    weighed = [each for each in weighed if each[0] < first_following or each[2] > 0]
    telling = [each for each in weighed if each[2] >= 0]
    if len(telling) >= _ENOUGH:
        weighed = telling
    places = [place for place, *_ in sorted(weighed, key=lambda each: -(each[1] + each[2]))]
    return best.take(np.array(places, dtype=np.int64)).join(rest)


def is_call(sentence: str) -> bool:
    """Return whether a sentence says what should be, and does not thank for what is."""
    return bool(_calls().search(sentence)) and not is_announcement(sentence)


@cache
def _calls() -> re.Pattern[str]:
    terms = load_toml("rag.retrieval", "substance.toml")
    return re.compile(rf"\b(?:{'|'.join(terms['calls'])})\b", re.IGNORECASE)


def is_announcement(sentence: str) -> bool:
    """Return whether a sentence only announces a subject."""
    return bool(_patterns()[2].search(sentence))


def _weigh(sentence: str) -> float:
    _, phrases, announcing = _patterns()
    line = sentence.casefold()
    words = _WORDS.findall(line)
    kinds = len({*filter(_is_telling, words), *phrases.findall(line)}) + bool(_FIGURE.search(line))
    if kinds < _MOST and announcing.search(sentence):
        return -_MALUS
    return -_BONUS if len(words) < _SHORT and not kinds else _BONUS * min(kinds, _MOST)
