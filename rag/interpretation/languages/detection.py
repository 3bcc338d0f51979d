"""Detection: the language of a question, by its script and its function words.

Questions are too short for a classifier of texts ("Zuma, Libya, 2011" is Malay to one), so words that only a language
has decide, against those of English.
"""

import re
from functools import cache

from index.data_files import load_toml
from index.text.normalize import fold, normalize_text

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_PERSIAN = re.compile(r"[پچژگکی]")
_UKRAINIAN = re.compile(r"[іїєґ]|\b(?:що|хто|як|чи|щодо|про що|скільки|чому|та|й)\b", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_SOUTH_SLAVIC = re.compile(r"[ђћјљњџѓќѕў]|\b(?:какво|каза|шта|рекао|кой|беше)\b", re.IGNORECASE)
_BULGARIAN = re.compile(r"\b(?:какво|каза|кой|беше)\b", re.IGNORECASE)
_POLISH = re.compile(r"[ąćęłńśźż]", re.IGNORECASE)
_OWNED = re.compile(r"(?<=\w)['’]s\b")  # of "India's": no word of any language
_TELLING = 2  # words that tell a language: one may be a name
_MARKS = {"ı": "i", "İ": "i"}


def likely_languages(question: str) -> list[str]:
    """Return the languages that a question may be in, likeliest first; none where it is English, or nothing tells.

    A language that one word alone speaks for is among them, for a question that can be read in it.
    """
    if script := _by_script(question):
        return [script]
    words = fold_latin(_OWNED.sub("", question)).split()
    counts: dict[str, int] = {}
    for word in words:
        for code in _languages_of(word):
            counts[code] = counts.get(code, 0) + 1
    if _POLISH.search(question):
        counts["pl"] = counts.get("pl", 0) + _TELLING
    english = counts.pop("en", 0)
    return [code for code in sorted(counts, key=lambda code: -counts[code]) if counts[code] > english]


def is_certain(question: str, code: str) -> bool:
    """Return whether a question is in this language whether it can be read or not."""
    if _by_script(question):
        return True
    return sum(code in _languages_of(word) for word in fold_latin(_OWNED.sub("", question)).split()) >= _TELLING


def fold_latin(text: str) -> str:
    """Return the folded words of a text in Latin letters, joined by spaces."""
    for letter, plain in _MARKS.items():
        text = text.replace(letter, plain)
    return " ".join(re.split(r"[\W_]+", fold(normalize_text(text)))).strip()


def _by_script(question: str) -> str:
    if question.isascii():
        return ""
    letters = len(_LATIN.findall(question))
    for code, script in _SCRIPTS:
        if len(script.findall(question)) > letters:
            return _within_script(question, code)
    return ""


def _within_script(question: str, code: str) -> str:
    """Return the language of a script that several languages are written in."""
    if code == "ar" and _PERSIAN.search(question):
        return "fa"
    if code == "ru" and _SOUTH_SLAVIC.search(question):
        return "bg" if _BULGARIAN.search(question) else "sr"
    if code == "ru" and _UKRAINIAN.search(question) and not _RUSSIAN.search(question):
        return "uk"
    return code


def _languages_of(word: str) -> tuple[str, ...]:
    return _words().get(word, ())


@cache
def _words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for code, listed in load_toml("rag.interpretation.languages", "detection.toml").items():
        for word in set(listed.split()):
            words[word] = (*words.get(word, ()), code)
    return words
