"""Replies: what the tool says of itself, read once from the table beside this file."""

from index.data_files import load_toml

REPLIES: dict[str, str] = load_toml("rag.library_answers", "replies.toml")
