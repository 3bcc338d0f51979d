"""Word documents: the text of paragraphs and tables in their order, without headers, footers and comments."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table

from index.errors import RejectedArticle
from index.ingest.dates.dateline import date_above
from index.ingest.readers.languages import language_of
from index.ingest.readers.plain_text import first_line
from index.library.articles import Article
from index.text.boilerplate import furniture

_LARGEST = 200_000_000
"""Bytes that a file may unfold to."""


def read(content: bytes) -> Iterator[Article | RejectedArticle]:
    """Read the article of a .docx file."""
    try:
        _refuse_a_bomb(content)
        yield _article(docx.Document(io.BytesIO(content)))
    except RejectedArticle as reason:
        yield reason
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        yield RejectedArticle("not a sound Word document; open it in a word processor and save it anew")


def _article(document: Document) -> Article:
    text = "\n\n".join(_paragraphs(document))
    title = document.core_properties.title or first_line(text or "-")
    language = language_of(text)
    date = date_above(text, furniture(text, title), language)
    return Article.read({"title": title, "text": text, "published": date, "language": language})


def _paragraphs(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        lines = _rows(block) if isinstance(block, Table) else [block.text]
        yield from (line.strip() for line in lines if line.strip())


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))  # a merged cell stands in each place


def _refuse_a_bomb(content: bytes) -> None:
    """Add up what the parts say that they unfold to; none can unfold to more than it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _LARGEST:
        message = f"unfolds to {size // 1_000_000} MB; it may be made to harm"
        raise RejectedArticle(message)
