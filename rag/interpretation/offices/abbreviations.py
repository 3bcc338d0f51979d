"""Abbreviations: the Israeli PM is the Israeli prime minister, written out before a question is read.

An abbreviation counts only beside whose office it is: after a country, a body or "the", before "of" or a name. In small
letters it must follow the name of a country or a body: "5 pm" is a time. Some mean nothing else, and count alone.
"""

import re
from functools import cache

from index.data_files import load_toml
from index.names.gazetteer import load_gazetteer, normalize_line

_WORD = re.compile(r"(?<![\w.&/-])(?P<word>[A-Za-z](?:\.?[A-Za-z]){1,9}\.?)(?P<mark>(?:['’]s|s['’]?)?)(?![\w/-])")
_THE = re.compile(r"(?:^|\s)(?:the|an?|any|which|every|each|his|her|their)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for)\s")
_AMERICAN = re.compile(r"^the US\s+|^the\s+|\s+of the United States$")
_HOLDER = re.compile(r"\s+[A-ZÀ-Þ][a-zß-ÿ]")
_PART_OF_NAME = re.compile(r"(?:\d|\b[A-ZÀ-Þ][\w.]*)\s*$")
_BEFORE = 60  # characters in which the name before an office begins


def write_out_offices(question: str) -> str:
    """Return a question with its abbreviated offices written out."""
    offices, line, end = _tables()["beside"] | _tables()["alone"], "", 0
    for match in _WORD.finditer(question):
        typed = match["word"].replace(".", "")
        plural = typed.endswith("s") and typed[:-1].isupper() and typed[:-1].casefold() in offices
        office = offices.get((typed[:-1] if plural else typed).casefold())
        before, after = question[: match.start()], question[match.end() :]
        alone = typed.casefold() in _tables()["alone"] and any(map(str.isupper, typed))
        if office is None or not (alone or _is_office(typed.removesuffix("s"), before, after)):
            continue
        if _ends_in_name(before):
            office = _AMERICAN.sub("", office)
        elif _THE.search(before):
            office = office.removeprefix("the ")
        many = f"{office}s" if plural or match["mark"] in {"s", "s'", "s’"} else f"{office}{match['mark']}"
        line, end = f"{line}{question[end : match.start()]}{many}", match.end()
    return line + question[end:]


def _is_office(typed: str, before: str, after: str) -> bool:
    named = _ends_in_name(before)
    beside, of = bool(_THE.search(before)), bool(_OF.match(after))
    if not any(map(str.isupper, typed)):
        return named or (beside and of)
    holder = bool(_HOLDER.match(after)) and not _PART_OF_NAME.search(before)
    return named or beside or of or holder


def _ends_in_name(before: str) -> bool:
    """Return whether some words end in the name of a country or a body, or of whoever comes from one."""
    words = re.sub(r"['’]s?\s*$", "", before[-_BEFORE:].rstrip())
    found = load_gazetteer().find(words, typed=True)
    return bool(found) and found[-1].end >= len(normalize_line(words))


@cache
def _tables() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = load_toml("rag.interpretation.offices", "abbreviations.toml")
    return table
