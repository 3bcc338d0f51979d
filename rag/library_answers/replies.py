"""Replies: what the tool says of itself, read once from the table beside this file."""

import tomllib
from importlib.resources import files

REPLIES: dict[str, str] = tomllib.loads(files("rag.library_answers").joinpath("replies.toml").read_text())
