"""Data files: the word lists and thresholds in TOML beside the modules that read them."""

import tomllib
from importlib.resources import files
from typing import Any


def load_toml(package: str, name: str) -> dict[str, Any]:
    """Return the table of a TOML file in a package, in UTF-8 whatever the locale."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
