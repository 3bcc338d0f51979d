"""Stemmers: words of other languages without their endings, by the snowball stemmers that tantivy carries."""

from functools import cache

import tantivy

LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
"""The languages that have a stemmer, by their ISO 639-1 code."""


@cache
def _analyzer(code: str) -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer(LANGUAGES[code]))
        .build()
    )


def stem_word(word: str, code: str) -> str:
    """Return the stem of one word in the language of a code in LANGUAGES."""
    stems = _analyzer(code).analyze(word)
    return stems[0] if stems else word
