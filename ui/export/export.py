"""What is taken away: an answer with its evidence in one of the formats, or the articles of the library."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from pydantic import BaseModel

from index import Article, Library
from rag import ReopenedAnswer
from ui.export.formats import Format
from ui.export.manuscript import Manuscript
from ui.export.markdown import as_markdown
from ui.export.records import as_jsonl, as_table


class Exported(BaseModel):
    """What was written where."""

    file: str
    format: Format
    bytes: int


def exported(answer: ReopenedAnswer, format: Format) -> bytes:  # noqa: A002 (the word of the interface)
    """Give the content of a file: the quotations, the evidence of each, and what has changed since."""
    match format:
        case "csv":
            return as_table(answer).encode()
        case "jsonl":
            return as_jsonl(answer).encode()
        case "md":
            return as_markdown(Manuscript.of(answer)).encode()
        case "docx":
            from ui.export.docx_brief import as_docx  # slow to import, and only a brief needs it

            return as_docx(Manuscript.of(answer), datetime.fromisoformat(answer.given))


def articles(library: Library) -> Iterator[bytes]:
    """Give every article that has not been removed, a line of JSON each, as `onrecord index` reads it."""
    for article in library.current():
        yield article.model_dump_json(include=set(Article.model_fields), exclude_none=True).encode() + b"\n"


def save(path: Path, content: Iterable[bytes]) -> int:
    """Write a file whole, or leave the one that is there as it was; give its size in bytes."""
    aside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with aside.open("wb") as file:
            size = sum(map(file.write, content))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return size
