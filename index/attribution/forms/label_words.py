"""Vocabulary of speaker labels, from the table beside this file."""

import tomllib
from importlib.resources import files

_TABLE: dict[str, str] = tomllib.loads(
    files("index.attribution.forms").joinpath("label_words.toml").read_text(encoding="utf8")
)


def _words(key: str) -> frozenset[str]:
    return frozenset(_TABLE[key].split())


HONORIFICS = _words("honorifics")
MALE = _words("male")
FEMALE = _words("female")
NOBLE = _words("noble")
RANKS = _words("ranks")
OFFICES = _words("offices")
FIELDS = _words("fields")
LINKS = _words("links")
NAME_LINKS = _words("name_links")
ASKERS = _words("askers")
CROWD = _words("crowd")
PARTIES = _words("parties")
MODES = _words("modes")
SHORTENED = _words("shortened")
OUTLETS = _words("outlets")
