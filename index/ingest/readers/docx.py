"""Word documents: paragraphs and tables in document order, without headers, footers and comments."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table

from index.errors import RejectedArticle
from index.ingest.dates.dateline import find_date_above
from index.ingest.readers.languages import detect_language
from index.ingest.readers.plain_text import find_first_line
from index.library.articles import Article
from index.text.boilerplate import find_boilerplate

_MAX_UNPACKED = 200_000_000
"""Maximum size in bytes of an unpacked file."""


def read(content: bytes) -> Iterator[Article]:
    """Read the article of a .docx file; raises RejectedArticle if it is damaged, empty or a zip bomb."""
    try:
        _reject_zip_bomb(content)
        yield _parse_article(docx.Document(io.BytesIO(content)))
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        message = "not a valid Word document; open it in a word processor and save it again"
        raise RejectedArticle(message) from None


def _parse_article(document: Document) -> Article:
    text = "\n\n".join(_iter_paragraphs(document))
    title = document.core_properties.title or find_first_line(text or "-")
    language = detect_language(text)
    date = find_date_above(text, find_boilerplate(text, title), language)
    return Article.from_record({"title": title, "text": text, "published": date, "language": language})


def _iter_paragraphs(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        lines = _iter_rows(block) if isinstance(block, Table) else [block.text]
        yield from (line.strip() for line in lines if line.strip())


def _iter_rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(
            dict.fromkeys(cell.text.strip() for cell in row.cells)
        )  # a merged cell is repeated in every column


def _reject_zip_bomb(content: bytes) -> None:
    """Raise RejectedArticle if the declared sizes of the parts add up to too much; none unpacks to more than that."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MAX_UNPACKED:
        message = f"unpacks to {size // 1_000_000} MB, more than {_MAX_UNPACKED // 1_000_000} MB; it may be malicious"
        raise RejectedArticle(message)
