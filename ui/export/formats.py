"""Formats of exported answers, by file extension."""

from typing import Literal

Format = Literal["md", "csv", "jsonl", "docx"]

LABELS: dict[Format, str] = {"docx": "Word", "md": "Markdown", "csv": "CSV", "jsonl": "JSON Lines"}

MEDIA_TYPES: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
