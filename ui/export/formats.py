"""Formats of exported answers, by file extension."""

from typing import Literal

Format = Literal["md", "csv", "jsonl", "docx"]

BriefFormat = Literal["docx", "md", "csv", "xlsx", "bibtex", "ris", "csl"]

LABELS: dict[Format, str] = {"docx": "Word", "md": "Markdown", "csv": "CSV", "jsonl": "JSON Lines"}

MEDIA_TYPES: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

BRIEF_LABELS: dict[BriefFormat, str] = {
    "docx": "Word", "md": "Markdown", "csv": "CSV", "xlsx": "Excel",
    "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON",
}  # fmt: skip

BRIEF_FILES: dict[BriefFormat, tuple[str, str]] = {
    "docx": ("docx", MEDIA_TYPES["docx"]),
    "md": ("md", MEDIA_TYPES["md"]),
    "csv": ("csv", MEDIA_TYPES["csv"]),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "bibtex": ("bib", "application/x-bibtex; charset=utf-8"),
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
    "csl": ("json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
}
"""The file extension and media type of each format of a brief."""
