"""Outlets: a sentence may say which one reported it; "USA Today" is usatoday.com, and neither a day nor a country."""

import re
from functools import lru_cache

_DOMAIN = re.compile(r"(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})$")
_ENDINGS = frozenset(("com", "org", "net", "co", "uk", "gov", "eu", "int", "info", "news"))
_MIN_LETTERS = 3


def join_outlet_name(sentence: str, source: str | None) -> str:
    """Return a sentence in which the name of the outlet is one word, that of its domain: Usatoday, of "USA Today"."""
    name = _read_name(source or "")
    return _write_pattern(name).sub(name.capitalize(), sentence) if name else sentence


@lru_cache(maxsize=256)
def _read_name(source: str) -> str:
    """Return the name in a domain without "the": "week" of theweek.co.uk; nothing for what is no domain."""
    match = _DOMAIN.fullmatch(source.casefold())
    labels = [label for label in match[1].split(".") if label not in _ENDINGS] if match else []
    name = max(labels, key=len, default="").replace("-", "")
    return name if len(name) >= _MIN_LETTERS else ""


@lru_cache(maxsize=256)
def _write_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of a name whose letters may have spaces between them, with a capital first."""
    letters = [*(name.removeprefix("the") if len(name) > 2 * _MIN_LETTERS else name)]
    article = r"(?:[Tt]he )?" if name.startswith("the") else ""
    others = "".join(rf"[ -]?[{letter}{letter.upper()}]" for letter in letters[1:])
    return re.compile(rf"\b{article}{letters[0].upper()}{others}\b")
