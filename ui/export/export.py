"""Exports: an answer with its evidence in one of the formats, or the articles of the library."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from index import Article, Library, write_atomically
from rag import ReopenedAnswer
from ui.export.csv_tables import BYTE_ORDER_MARK
from ui.export.formats import Format
from ui.export.manuscript import Manuscript
from ui.export.markdown import format_markdown
from ui.export.records import format_jsonl, format_table


class Exported(BaseModel):
    """The path, format and size of an exported file."""

    file: str
    format: Format
    bytes: int


def export_answer(answer: ReopenedAnswer, format: Format) -> bytes:  # noqa: A002 (the name in the public interface)
    """Return the content of a file: the quotations, the evidence of each, and what has changed since."""
    match format:
        case "csv":
            return (BYTE_ORDER_MARK + format_table(answer)).encode()
        case "jsonl":
            return format_jsonl(answer).encode()
        case "md":
            return format_markdown(Manuscript.from_answer(answer)).encode()
        case "docx":
            from ui.export.briefs.docx_brief import build_docx  # slow to import, and only a brief needs it

            return build_docx(Manuscript.from_answer(answer), datetime.fromisoformat(answer.given))


def export_articles(library: Library) -> Iterator[bytes]:
    """Yield every article that has not been removed as a line of JSON, as `onrecord index` reads it."""
    for article in library.load_current():
        yield article.model_dump_json(include=set(Article.model_fields), exclude_none=True).encode() + b"\n"


def save_file(path: Path, content: Iterable[bytes]) -> int:
    """Write all of a file, or leave an existing one unchanged; return its size in bytes."""
    return write_atomically(path, content, durable=False)
