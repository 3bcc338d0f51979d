"""Languages: a question in another language than English is detected, and its commonest forms are read.

Short questions are too short for a classifier of texts, so function words and scripts decide. Names of countries come
from the CLDR (exonyms.py), with the endings that Russian and Turkish add; other names are read letter by letter.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.data_files import load_toml
from index.text.normalize import fold, normalize_text
from rag.interpretation.written_forms.exonyms import names_in

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0590-\u05ff\u0900-\u097f\u0370-\u03ff\u0e00-\u0e7f]")
_YEAR = re.compile(
    r"\s*\b(?:im jahr(?:e)?|in|im|en l'an|en|en el ano|en 'l an|yilinda|عام|في عام|سنة|"
    r"в|seit|depuis|desde|с|منذ)?\s*(?P<year>(?:19|20)\d\d)(?:\s*(?:году|года|г\.?|yilinda|"
    r"'?[dt][ae]))?\b"
)
_SINCE = re.compile(r"\b(?:seit|depuis|desde|с|منذ)\b")
_TELLING = 2  # function words that tell a language: one may be a name
_NAME_WORDS = 3
_STEM = 3  # letters
_TURKISH_ENDING = re.compile(r"['’]?(?:y[aeıiuü]|[dt][ae]n?|n[iıuü]n|y?[iıuü]|yla|yle|n?[ae])$")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A question in another language: its code, the English question that it is, empty where it is not read; a note."""

    code: str
    question: str
    note: str


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = load_toml("rag.interpretation", "languages.toml")
    return loaded


@cache
def _countries(code: str) -> dict[str, str]:
    """Return the English names of places by their folded names in a language: those of the CLDR, and everyday ones."""
    return {_folded(name, code): english for name, english in names_in(code).items()}


def read_language(question: str) -> Foreign | None:
    """Read a question in another language; None for one in English, or in names alone."""
    code = _detect(question)
    if code is None:
        return None
    if code not in _table():
        return Foreign(
            code,
            "",
            "This question was not read: questions are read in English; the commonest forms are "
            "also read in German, French, Spanish, Turkish, Arabic and Russian.",
        )
    row = _table()[code]
    english = _translate(question, code)
    if not english:
        return Foreign(code, "", row["unread"])
    return Foreign(code, english, row["read"].format(english=english))


def _detect(question: str) -> str | None:
    """Return the language of a question; None where it is English, or nothing tells."""
    letters = len(_LATIN.findall(question))
    if len(_ARABIC.findall(question)) > letters:
        return "ar"
    if len(_CYRILLIC.findall(question)) > letters:
        return "ru"
    if len(_OTHER.findall(question)) > letters:
        return "other"
    words = [word for word in re.split(r"[^\w]+", _folded(question, "fr")) if word]
    english = sum(word in _function("en") for word in words)
    counts = {code: sum(word in _function(code) for word in words) for code in ("de", "fr", "es", "tr")}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= _TELLING and counts[best] > english:
        tied = [code for code in counts if counts[code] == counts[best]]
        return next((code for code in tied if _translate(question, code)), best)
    if (
        counts[best]
        and not english
        and (code := next((code for code in counts if counts[code] and _translate(question, code)), None))
    ):
        return code
    return None


@cache
def _function(code: str) -> frozenset[str]:
    return frozenset(_table()[code]["words"].split())


def _folded(text: str, code: str) -> str:
    line = text.strip(" ?¿!¡.؟\n\t").replace("’", "'")
    if code in {"ar", "ru"}:
        return " ".join(line.casefold().replace("ё", "е" if code == "ru" else "ё").split())
    line = line.replace("ı", "i").replace("İ", "i")
    return " ".join(fold(normalize_text(line)).split())


def _translate(question: str, code: str) -> str:
    """Return the English question that a question is; empty where it is of no known form."""
    line = _folded(question, code).replace(" ?", "").strip()
    year, since = "", False
    if match := _YEAR.search(line):
        since = bool(_SINCE.search(match[0]))
        year = match["year"]
        line = f"{line[: match.start()]} {line[match.end() :]}".strip()
        line = " ".join(line.split())
    for form, english in _table()[code]["forms"]:
        match = re.match(form, line)
        if match:
            parts = {name: _name(words, code, question) for name, words in match.groupdict().items() if words}
            plain = english.format(**parts)
            return f"{plain.rstrip('?')} {'since' if since else 'in'} {year}?" if year else plain
    return ""


def _name(words: str, code: str, question: str) -> str:
    """Return the English name of a subject or a speaker: of a country by its table, of anyone else letter by letter."""
    terms: dict[str, str] = _table()["terms"].get(code, {})
    bare = words.strip(" ,'\"")
    for line in (bare, _without(bare, code)):
        if line in terms:
            return terms[line]
        if english := _country(line, code):
            return english
    both = re.split(r"\s+(?:und|et|y|ve|и)\s+|\s+و(?=\S)", bare)
    if len(both) > 1:
        return " and ".join(_name(part, code, question) for part in both)
    typed = _as_typed(_without(bare, code), question)
    if code == "ru":
        typed = " ".join(_nominative(word) for word in typed.split())
    if code == "tr":
        typed = re.sub(r"['’]\w+$", "", typed)
    if code == "ar":
        typed = re.sub(r"^(?:ال|الرئيس )", "", typed)
    latin = normalize_text(typed)
    return latin.title() if code in {"ar", "ru"} or (latin.islower() and len(latin.split()) <= _NAME_WORDS) else latin


def _without(words: str, code: str) -> str:
    drop = set(_table()[code]["drop"].split())
    kept = words.replace("'", " ").split() if code == "fr" else words.split()
    while kept and kept[0] in drop:
        kept = kept[1:]
    return " ".join(kept) or words


def _country(line: str, code: str) -> str | None:
    names = _countries(code)
    if line in names:
        return names[line]
    if code == "tr":
        bare = re.sub(r"['’].*$", "", line)
        return names.get(bare) or names.get(_TURKISH_ENDING.sub("", line))
    if code == "ar":
        return names.get(re.sub(r"^(?:و|ب|ل|لل|ال)", "", line)) or names.get(f"ال{line}")
    if code == "ru":
        stem = _stem(line)
        return (
            next((english for name, english in names.items() if _stem(name) == stem), None)
            if len(stem) >= _STEM
            else None
        )
    if code == "de":
        return names.get(line.removesuffix("s")) or names.get(re.sub(r"^(?:der|die|das|dem|den|des)\s+", "", line))
    return None


def _stem(line: str) -> str:
    return " ".join(
        re.sub(
            r"(?:ией|иями|иях|ого|ому|ыми|ыми|ой|ей|ом|ем|ам|ах|ии|ию|ия|ие|ую|ая|ые|ых|а|я|у|ю|е|и|ы|о|ь)$", "", word
        )
        if len(word) > _STEM
        else word
        for word in line.split()
    )


def _nominative(word: str) -> str:
    """Return a Russian surname without the ending of its case, as far as that is certain."""
    return re.sub(r"(?<=[оеи][вн])(?:а|у|ым|е|ом)$", "", word)


def _as_typed(folded: str, question: str) -> str:
    """Return words as they stand in the question, with their capitals."""
    line = " ".join(question.replace("’", "'").split())
    match = re.search(re.escape(folded), line, re.IGNORECASE)
    if match:
        return match[0]
    for size in range(len(line.split()), 0, -1):
        for start in range(len(line.split()) - size + 1):
            words = " ".join(line.split()[start : start + size]).strip(" ?¿!.,")
            if fold(normalize_text(words)) == folded:
                return words
    return folded
