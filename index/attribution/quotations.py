"""Quotations of articles in other languages than English: the marks of each language show what is quoted, not whom.

« » of French, Russian, Spanish and Italian, „ “ of German and Czech, „ ” of Polish and Romanian, » « of Danish and of
German books, 「 」 and 『 』 of Japanese and Chinese, and “ ” and " of all.
"""

import re
from collections.abc import Iterator

from index.text.spans import Span

_CLOSING = {"«": "»", "„": "“”", "“": "”", "»": "«", "「": "」", "『": "』", '"': '"'}
_OPENING = re.compile('[«„“»「『"]')
_LANGUAGES_OF_REVERSED = frozenset({"da", "de", "sl", "hr"})  # »words«
_LONGEST = 1500  # code points of a quotation
_FEWEST_WORDS = 3  # a title or a word in scare quotes has fewer
_FEWEST_CHARACTERS = 8  # where words are not parted by spaces


def find_quotations(text: str, language: str) -> Iterator[Span]:
    """Yield the quotations of a text in a language, with their marks; one that is not closed in its paragraph is none.

    `language` is a code such as "de". Quotations within a quotation are a part of it.
    """
    place = 0
    while opening := _OPENING.search(text, place):
        place = opening.end()
        mark = opening[0]
        if mark == "»" and language.partition("-")[0] not in _LANGUAGES_OF_REVERSED:
            continue
        place, is_closed = _find_end(text, opening.start(), mark)
        if is_closed and _is_long_enough(text[opening.end() : place - 1], mark):
            yield Span(opening.start(), place)


def _find_end(text: str, start: int, mark: str) -> tuple[int, bool]:
    """Return where the quotation that a mark opens ends, or its paragraph, and whether the quotation is closed."""
    closing, depth = _CLOSING[mark], 1
    last = min(len(text), start + _LONGEST)
    for place in range(start + 1, last):
        character = text[place]
        if character == "\n":
            return place, False
        if character in closing:
            depth -= 1
            if not depth:
                return place + 1, True
        elif character == mark:
            depth += 1
    return last, False


def _is_long_enough(words: str, mark: str) -> bool:
    if mark in "「『" or not any(map(str.isspace, words)):
        return len(words) >= _FEWEST_CHARACTERS and (mark in "「『" or not words.isascii())
    return len(words.split()) >= _FEWEST_WORDS
