"""Language: whether a written sentence is in English, told by its small words."""

import re

from rag.verification.wording.lexicon import load_lexicon

_MIN_WORDS = 6
_MIN_SHARE = 0.1
_MIN_LATIN = 0.7


def is_english(sentence: str) -> bool:
    """Return whether a sentence may be English; one of a few words is."""
    letters = [letter for letter in sentence if letter.isalpha()]
    if letters and sum("a" <= letter.lower() <= "z" for letter in letters) < _MIN_LATIN * len(letters):
        return False
    words = re.findall(r"[^\W\d_]+", sentence.casefold())
    small = sum(word in load_lexicon().function_words for word in words)
    return len(words) < _MIN_WORDS or small >= _MIN_SHARE * len(words)
