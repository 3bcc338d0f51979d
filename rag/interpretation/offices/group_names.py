"""Group names: the words of questions for groups of speakers, as the offices and the states that they are made of.

What a group is made of stands in group_names.toml with its source.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.data_files import load_toml
from index.text.normalize import fold

_SPEAKING = (
    r"(?:leaders?|states?|countries|country|nations?|governments?|officials?|speakers?|"
    r"politicians?|delegations?|delegates?|representatives?|members?|member states|allies|"
    r"powers?|statesmen|voices|diplomats|world leaders|people|capitals|members of the "
    r"security council|security council members)"
)
_OF_REGION = re.compile(rf"^(?P<region>.+?)(?:'s)?\s+{_SPEAKING}$")
_SINGULAR = {"president"}
_BY_THEMSELVES = frozenset(
    {"p5", "p-5", "permanent five", "africans", "europeans", "arabs", "asians", "arab world", "latin americans"}
    | {"g7", "brics", "west", "gcc", "asean", "caricom", "nordics", "scandinavians", "baltics", "balkans", "benelux"}
    | {"visegrad", "visegrad group", "visegrad four", "v4"}
)
WOMEN = re.compile(
    r"^(?:the\s+)?(?:women|female(?=\s)|woman(?=\s))(?:\s+(?P<rest>(?:world\s+)?(?:leaders|"
    r"speakers|politicians|officials|people|presidents?|prime ministers|foreign ministers|"
    r"ministers|heads of state|heads of government|diplomats|ambassadors|voices|delegates)"
    r"))?$"
)
"""Women, or women of an office."""
_MEMBERS = re.compile(
    r"^(?:the\s+)?(?:five\s+)?(?:permanent\s+)?"
    r"(?:members?|member states|leaders|states|countries|officials|presidents|governments|speakers)"
    r"\s+(?:of|from|in)\s+(?:the\s+)?(?P<rest>.+?)(?:\s+(?:countries|states|nations|world))?$"
)


@dataclass(frozen=True)
class GroupTables:
    """Offices and regions by the words for them, what stands for a state in speech, and what tells women."""

    offices: dict[str, Any]
    regions: dict[str, frozenset[str]]
    replaced: dict[str, str]
    women: dict[str, list[str]]


@cache
def group_tables() -> GroupTables:
    """Return the tables, read once."""
    table: dict[str, Any] = load_toml("rag.interpretation.offices", "group_names.toml")
    rows = {**table["offices"], **{words: {"calling": True, **row} for words, row in table["callings"].items()}}
    return GroupTables(
        {word: row for words, row in rows.items() for word in words.split("|")},
        {word: frozenset(codes.split()) for words, codes in table["regions"].items() for word in words.split("|")},
        table["replaced"],
        table["women"],
    )


def stands_for(words: str) -> str | None:
    """Return what a name in speech stands for: the United Kingdom for 10 Downing Street; None where it is none."""
    return group_tables().replaced.get(fold(words).strip())


def is_group(words: str) -> bool:
    """Return whether some words name a group of speakers, whether the library has any of it or not."""
    plain = without_article(fold(words).strip(" ,.?!"))
    return read_group(plain) is not None or bool(WOMEN.match(plain))


def region_codes(words: str) -> frozenset[str]:
    """Return the states of a region or a body; none where the words name neither."""
    return group_tables().regions.get(without_article(fold(words).strip()), frozenset())


def without_article(line: str) -> str:
    """Return words without an article before them."""
    return re.sub(r"^(?:the|all the|any|some)\s+", "", re.sub(r"^(?:the|all)\s+", "", line.strip()))


def is_calling(words: str) -> bool:
    """Return whether some words name people by what they do, who are often spoken of and seldom marked as speakers."""
    return "calling" in _read_row(words)


def _read_row(words: str) -> dict[str, Any]:
    read = read_group(without_article(fold(words).strip(" ,.?!")))
    return group_tables().offices.get(read[0], {}) if read else {}


def read_group(plain: str) -> tuple[str, str] | None:
    """Read a group as an office and a region, either of which may be empty; None where the words are no group."""
    tables = group_tables()
    if (plain in tables.offices and plain not in _SINGULAR) or plain in _BY_THEMSELVES:
        return ("", plain) if plain in _BY_THEMSELVES else (plain, "")
    if match := _MEMBERS.match(plain):
        region = "permanent" if "permanent" in plain else match["rest"]
        return ("presidents" if "presidents" in plain else "", region) if region in tables.regions else None
    if (match := _OF_REGION.match(plain)) and match["region"] in tables.regions:
        return "", match["region"]
    for office in sorted(tables.offices.keys() - _SINGULAR, key=len, reverse=True):
        region = plain.removesuffix(f" {office}")
        if region != plain and region in tables.regions:
            return office, region
    return None
