"""The formats that an answer is exported in, by the endings of their files."""

from typing import Literal

Format = Literal["md", "csv", "jsonl", "docx"]

NAMES: dict[Format, str] = {"docx": "DOCX", "md": "Markdown", "csv": "CSV", "jsonl": "JSON Lines"}

MEDIA_TYPES: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
