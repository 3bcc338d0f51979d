"""Abbreviations: a group of ministers under the abbreviation of its organisation, where the document gives it.

"We, the Foreign Ministers of the Association of Lake States (ALS)", are "ALS Foreign Ministers" afterwards.
"""

import re

_DEFINED = re.compile(
    r"\((?:(?:hereinafter|hereafter)[^()“”\"]{0,40})?[“\"]?(?P<short>[A-Z]{2,10})[”\"]?\)",
)
_OF = re.compile(r"\b(?:of|OF) (?:the |THE )?(?=[A-Z])")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:of|for|the|and|on) ){0,2}[A-Z][\w’'-]+){1,7}")
_REACH = 120  # code points before the brackets
_FIELD = r"(?:(?:Foreign|Defen[cs]e|Prime|Finance|Energy|Interior) )?"
_GROUP = re.compile(
    rf"(?P<group>{_FIELD}(?:Ministers|Leaders|Presidents"
    r"|Heads of (?:Delegation|State(?: and(?: of)? Government)?)|Member States|Chiefs of (?:Staff|Defen[cs]e)))"
    r" of (?:the )?(?:[Mm]ember (?:[Ss]tates|[Cc]ountries) of (?:the )?)?(?P<full>[A-Z].*)"
)

_GROUPS = rf"{_FIELD}(?:Ministers|Leaders|Heads of (?:State and )?Government)"
_OF_SEVERAL = re.compile(rf"(?P<group>{_GROUPS}) of [^,]+,")
_TITLED = re.compile(
    rf"\b(?!THE |ALL |AND |BY |OUR )(?P<short>[GEVP]-?\d{{1,2}}|Quad|[A-Z]{{3,10}}) (?P<group>(?i:{_GROUPS}))\b"
)


def find_abbreviations(head: str) -> dict[str, str]:
    """Return the abbreviations of organisations that a text gives in brackets, by their full names."""
    flat = " ".join(head.split())
    found: dict[str, str] = {}
    for defined in _DEFINED.finditer(flat):
        before = flat[max(0, defined.start() - _REACH) : defined.start()].rstrip(" ,")
        for of in _OF.finditer(before):
            full = before[of.end() :]
            if _NAME.fullmatch(full) and _abbreviates(defined["short"], full):
                found.setdefault(full, defined["short"])
    return found


def abbreviate(name: str, abbreviations: dict[str, str]) -> str:
    """Return "ALS Foreign Ministers" for "Foreign Ministers of the Association of Lake States"."""
    group = _GROUP.fullmatch(name)
    short = abbreviations.get(group["full"]) if group else None
    return f"{short} {group['group']}" if group and short else name


def find_group(name: str, title: str) -> str | None:
    """Return the group that a title names for ministers of several countries: "G7 Foreign Ministers"."""
    several = _OF_SEVERAL.match(name)
    titled = _TITLED.search(title) if several else None
    if not several or not titled or titled["group"].casefold() != several["group"].casefold():
        return None
    return f"{titled['short']} {several['group']}"


def _abbreviates(short: str, full: str) -> bool:
    """Return whether the letters of an abbreviation occur in a name in order, the first at its beginning."""
    letters = iter(full.upper())
    return short[0] == full[0].upper() and all(letter in letters for letter in short)
