"""Compounds: a word that some write as one, some with a hyphen and some apart is searched for in each way.

So is a name of letters and digits: "MH17", "MH-17".
"""

import re
from collections.abc import Iterator

from index.store.generation import Generation
from index.store.term_index import stem_words
from rag.query.question import Question, Variant
from rag.query.vocabulary import load_vocabulary

_HYPHENED = re.compile(r"\b(?P<first>[^\W\d_]{2,})-(?P<second>[^\W\d_]{3,})\b")
_CODE = re.compile(r"\b(?P<letters>[^\W\d_]{1,6})(?P<hyphen>[- ]?)(?P<digits>\d{1,4})s?\b")
"""A name of letters and digits: "MH17", "MH-17" and "MH 17" are one, and "F16s" are several of "F-16"."""

_JOINED = re.compile(r"\b[^\W\d_]{8,40}\b")  # of the longest words, each split is looked up
_NOWHERE = "\0"  # a term of no passage
_PART = 4  # letters of the parts of a word that is written as one


def add_compounds(question: Question, index: Generation) -> Question:
    """Return the question with its compounds as they are also written in the library: "ceasefire" and "cease-fire"."""
    if not question.exhaustive:
        return question
    return question.with_variants([*_find_variants(question.text, frozenset(question.topic), index)])


def _find_variants(text: str, topic: frozenset[str], index: Generation) -> Iterator[Variant]:
    """Yield the terms of each compound of a topic as it was typed, and as the library also has it."""
    for match in _HYPHENED.finditer(text):
        typed, joined = stem_words(match[0]), stem_words(match["first"] + match["second"])
        if topic.issuperset(typed) and _stands_in(joined, index):
            yield tuple(typed), tuple(joined)
    for match in _CODE.finditer(text):
        typed = stem_words(match[0])
        joined = stem_words(match["letters"] + match["digits"])
        other = joined if len(typed) > 1 else stem_words(f"{match['letters']} {match['digits']}")
        if other != typed and topic.issuperset(typed) and _stands_in(other, index) and _stands_whole(other, index):
            yield tuple(typed), tuple(other)
    for match in _JOINED.finditer(text):
        typed = stem_words(match[0])
        apart = _split_compound(match[0], index) if topic.issuperset(typed) else None
        if apart:
            yield tuple(typed), tuple(apart)


def _split_compound(word: str, index: Generation) -> list[str] | None:
    """Return the terms of the two words that a word is also written as in the library; None if it is not."""
    for place in range(_PART, len(word) - _PART + 1):
        apart = stem_words(f"{word[:place]} {word[place:]}")
        parts = len(apart) > 1 and word[:place].casefold() not in load_vocabulary().function_words
        if parts and _stands_in(apart, index) and _stands_whole(apart, index):
            return apart
    return None


def _stands_whole(terms: list[str], index: Generation) -> bool:
    """Return whether these words stand one after the other anywhere in the library."""
    return len(terms) == 1 or len(index.terms.search_phrases([terms], 1)[0]) > 0


def _stands_in(terms: list[str], index: Generation) -> bool:
    """Return whether each of these words occurs in the library; looking this up is faster than looking for a phrase."""
    rarities = index.terms.rarities([*terms, _NOWHERE])
    return bool((rarities[:-1] < rarities[-1]).all())
