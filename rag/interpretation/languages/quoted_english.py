"""Quoted English: a quotation in English, with a question in another language for who said it around it.

"Wer hat gesagt: 'the strait stays open'?" traces the quotation, though most of its words are English.
"""

import re
from functools import cache

from index.data_files import load_toml
from rag.interpretation.languages.detection import fold_latin, likely_languages
from rag.interpretation.languages.glossary_terms import COLUMNS

_QUOTED = re.compile(
    r"(?<!\w)(?:\"(?P<straight>[^\"]{8,})\"|[“„](?P<curved>[^“”„]{8,})[“”]|«\s?(?P<angled>[^«»]{8,})»|"
    r"['‘‚](?P<single>[^‘‚]{8,})['’‘](?!\w))"
)
_LONGEST = 1000  # characters of a question that is read here
_FEWEST = 3  # words of a quotation


def read_traced(question: str) -> tuple[str, str] | None:
    """Return the language of such a question and the English question for who said it; None for any other."""
    match = _QUOTED.search(question) if len(question) <= _LONGEST else None
    quoted = next(filter(None, match.groups()), "").strip() if match else ""
    if not match or len(quoted.split()) < _FEWEST or likely_languages(quoted):
        return None
    around = f" {fold_latin(f'{question[: match.start()]} {question[match.end() :]}')} "
    code = next((code for phrase, code in _phrases() if f" {phrase} " in around), "")
    return (code, f'who said "{quoted}"?') if code in COLUMNS else None


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    table = load_toml("rag.interpretation.languages", "quoted_english.toml")
    return tuple((fold_latin(phrase), code) for code, phrases in table.items() for phrase in phrases)
