"""Bylines that a page without line breaks runs into a sentence: "Jane Holt French President Ana Ruiz said"."""

import re
from itertools import islice

from index.attribution.coreference.vocabulary import VOCABULARY
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS

_BYLINE = re.compile(r"(?P<given>[^\W\d_a-z][\w’'-]+) [^\W\d_a-z][\w’'-]*[a-z](?P<next> and |, | )(?=[^\W\d_a-z])")
_BEGINS = re.compile(rf"(?:The|Former|An?|U\.[SNK]\.|[{CAPITALS}][\w-]+[’']s) ")
_TWO = re.compile(r"(?P<nation>[^\W\d_a-z][\w-]+) (?P<office>[^\W\d_a-z][\w-]+) ")
_WORD = re.compile(r"[^\W\d_a-z][\w’'-]+")
_SHORTEST = 4  # words of a source that has a byline
_MOST = 4  # writers, or names among which they are looked for


def measure_byline(source: str) -> int:
    """Return where a source begins after the headline and the writers that are run into it; 0 if none are."""
    if len(source.split()) < _SHORTEST:
        return 0
    starts = (match.start() for match in _WORD.finditer(source) if VOCABULARY.gender(match[0]))
    return next(filter(None, (_find_end(source, start) for start in islice(starts, _MOST))), 0)


def _find_end(source: str, place: int) -> int:
    """Return where the sentence after the names at a place begins; 0 if there is none."""
    for _ in range(_MOST):
        writer = _BYLINE.match(source, place)
        if writer is None or not VOCABULARY.gender(writer["given"]):
            return 0
        place = writer.end()
        if writer["next"] == " ":
            return place if _begins_sentence(source[place:]) else 0
    return 0


def _begins_sentence(words: str) -> bool:
    """Return whether words begin another sentence than the one of a name before: with an article or an office."""
    if _BEGINS.match(words):
        return True
    first, *others = words.split()
    is_office = first in VOCABULARY.name_prefixes and first not in VOCABULARY.honorifics
    two = _TWO.match(words)
    is_national = two and two["office"] in VOCABULARY.name_prefixes and load_gazetteer().find_codes(two["nation"])
    return bool(is_office or is_national) and any(map(VOCABULARY.gender, others))
