"""PDF: the text in the order it is read in, a form feed between pages, so that a quotation can be found on its page."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextContainer
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from index.errors import RejectedArticle
from index.ingest.dates.dateline import date_above
from index.ingest.readers.languages import language_of
from index.ingest.readers.plain_text import first_line
from index.library.articles import Article
from index.text.boilerplate import furniture

Page = list[str]  # blocks of text, in the order they are read in

_LARGEST = 200_000_000
"""Bytes that a file may unfold to."""

_STREAM = re.compile(rb"stream\r?\n")
_MADE_BY_A_PROGRAM = re.compile(r"^(?:microsoft \w+ - |untitled|.*\.\w{2,5}$)", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_OFTEN = 3  # pages on which a line stands that belongs to none


def read(content: bytes) -> Iterator[Article | RejectedArticle]:
    """Read the article of a .pdf file."""
    try:
        yield _article(content)
    except RejectedArticle as reason:
        yield reason
    except PDFPasswordIncorrect:
        yield RejectedArticle("locked by a password; unlock it first")
    except (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, AssertionError):
        yield RejectedArticle("not a sound PDF; open it in a viewer and save it anew")


def _article(content: bytes) -> Article:
    _refuse_a_bomb(content)
    pages = _without_running_lines([_blocks(page) for page in extract_pages(io.BytesIO(content), laparams=LAParams())])
    text = "\f".join("\n\n".join(page) for page in pages)
    if not text.strip():
        message = "holds no text, only pictures of it; have its letters recognised (OCR) first"
        raise RejectedArticle(message)
    title = _title(content) or first_line(text)
    language = language_of(text)
    date = date_above(text, furniture(text, title), language)
    return Article.read({"title": title, "text": text, "published": date, "language": language})


def _blocks(page: object) -> Page:
    boxes = [box.get_text() for box in page if isinstance(box, LTTextContainer)]  # type: ignore[attr-defined]
    return [block for box in boxes if (block := "\n".join(line.strip() for line in box.strip().splitlines()))]


def _without_running_lines(pages: Sequence[Page]) -> list[Page]:
    """Leave out the numbers of pages, and what stands at the edge of many pages but for its numbers."""
    edges = Counter(line for page in pages for line in {_unnumbered(page[at]) for at in _edge(page)})
    running = {line for line, times in edges.items() if times >= _OFTEN}
    return [
        [block for at, block in enumerate(page) if at not in _edge(page) or not _runs(block, running)] for page in pages
    ]


def _edge(page: Page) -> set[int]:
    """Give the places of the lines at the edges of a page: two at the top and two at the bottom."""
    places = range(len(page))
    return {at for at in (*places[:2], *places[-2:]) if "\n" not in page[at]}


def _runs(block: str, running: set[str]) -> bool:
    return _unnumbered(block) in running or bool(_NUMBER.fullmatch(block))


def _unnumbered(block: str) -> str:
    return re.sub(r"\d+", "0", block)


def _title(content: bytes) -> str | None:
    """Give the title that the file names, unless a program made it up."""
    for info in PDFDocument(PDFParser(io.BytesIO(content))).info:
        title = info.get("Title")
        told = decode_text(title).strip("\0 ") if isinstance(title, bytes) else ""
        if told and not _MADE_BY_A_PROGRAM.match(told):
            return " ".join(told.split())
    return None


def _refuse_a_bomb(content: bytes) -> None:
    """Unfold each stream, and what it unfolds to, as far as is allowed, before anything keeps the whole of it."""
    left = _LARGEST
    for match in _STREAM.finditer(content):
        stream = content[match.end() :]
        while stream[:1] == b"\x78" and left > 0:
            try:
                stream = zlib.decompressobj().decompress(stream, left)
            except zlib.error:
                break
            left -= len(stream)
        if left <= 0:
            message = f"unfolds to more than {_LARGEST // 1_000_000} MB; it may be made to harm"
            raise RejectedArticle(message)
