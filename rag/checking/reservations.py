"""Reservations: words in quotation marks that are no quotation to trace, and what a trace by words cannot find."""

import re

from babel import Locale

from index.ingest.readers.languages import detect_language
from rag.quotations.quotation import MIN_WORDS
from rag.quotations.tokens import split_at_ellipses

_LAST_MARK = re.compile(r"[.,!?…]\s*$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENGLISH_WORDS = frozenset(("the", "and", "of", "to", "is", "that", "we", "have", "will"))
_LONG_WORD = 4  # letters; shorter words are written small in a title


def find_reservation(words: str, *, is_attributed: bool) -> str | None:
    """Return why words in quotation marks are not traced, None if they are."""
    count = sum(len(part.words) for part in split_at_ellipses(words))
    if count < MIN_WORDS:
        return f"fewer than {MIN_WORDS} words, too short to be found"
    if not is_attributed and is_title(words):
        return "a title or a name"
    return None


def is_title(words: str) -> bool:
    """Return whether words are written as a title is: capital letters but for small words, no mark at the end."""
    long_words = [word for word in _WORD.findall(words) if len(word) >= _LONG_WORD]
    return bool(long_words) and all(word[0].isupper() for word in long_words) and not _LAST_MARK.search(words)


def find_translation_note(words: str) -> str | None:
    """Return a note if a quotation is in another language than English, None if it is in English or too short."""
    code = detect_language(words)
    tokens = {token for part in split_at_ellipses(words) for token in part.words}
    if code is None or code == "en" or tokens & _ENGLISH_WORDS:
        return None
    name = Locale("en").languages.get(code, code)
    return f"in {name}, as it seems; quotations are found word for word, so a translation is not"
