"""Checks as files: the draft as a page with marks, or as a Word document with comments."""

from typing import Literal

from rag import Check
from ui.export.checks.marked_html import format_marked_html
from ui.export.formats import MEDIA_TYPES as _FORMATS

CheckFormat = Literal["html", "docx"]

MEDIA_TYPES: dict[CheckFormat, str] = {"html": "text/html; charset=utf-8", "docx": _FORMATS["docx"]}


def export_check(check: Check, format: CheckFormat, word: bytes | None = None) -> bytes:  # noqa: A002 (the name in the public interface)
    """Return the content of a file; `word` are the bytes of the draft if it is a Word document."""
    if format == "html":
        return format_marked_html(check).encode()
    from ui.export.checks.commented_docx import comment_document  # noqa: PLC0415 (slow to import)

    return comment_document(check, word)
