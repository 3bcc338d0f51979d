"""PDF: text in reading order with a form feed between pages, so that a quotation can be cited by its page."""

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
from index.ingest.dates.dateline import find_date_above
from index.ingest.readers.languages import detect_language
from index.ingest.readers.plain_text import find_first_line
from index.library.articles import Article
from index.text.boilerplate import find_boilerplate

Page = list[str]  # blocks of text in reading order

_MAX_UNPACKED = 200_000_000
"""Maximum size in bytes of all unpacked streams."""

_STREAM = re.compile(rb"stream\r?\n")
_GENERATED_TITLE = re.compile(r"^(?:microsoft \w+ - |untitled|.*\.\w{2,5}$)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_MIN_REPEATS = 3  # pages at whose edge a line is repeated if it is a running head


def read(content: bytes) -> Iterator[Article]:
    """Read the article of a .pdf file; raises RejectedArticle if it is damaged, locked, without text or a zip bomb."""
    try:
        yield _parse_article(content)
    except PDFPasswordIncorrect:
        message = "protected by a password; remove the protection first"
        raise RejectedArticle(message) from None
    except (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, AssertionError):
        message = "not a valid PDF; open it in a viewer and save it again"
        raise RejectedArticle(message) from None


def _parse_article(content: bytes) -> Article:
    _reject_zip_bomb(content)
    pages = _remove_running_heads(
        [_extract_blocks(page) for page in extract_pages(io.BytesIO(content), laparams=LAParams())]
    )
    text = "\f".join("\n\n".join(page) for page in pages)
    if not text.strip():
        message = "contains only images of text; run OCR on it first"
        raise RejectedArticle(message)
    title = _extract_title(content) or find_first_line(text)
    language = detect_language(text)
    date = find_date_above(text, find_boilerplate(text, title), language)
    return Article.from_record({"title": title, "text": text, "published": date, "language": language})


def _extract_blocks(page: object) -> Page:
    boxes = [box.get_text() for box in page if isinstance(box, LTTextContainer)]  # type: ignore[attr-defined]
    return [block for box in boxes if (block := "\n".join(line.strip() for line in box.strip().splitlines()))]


def _remove_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Remove page numbers, and lines that are repeated at the edges of several pages, ignoring their digits."""
    edges = Counter(line for page in pages for line in {_mask_digits(page[at]) for at in _find_edge(page)})
    running = {line for line, times in edges.items() if times >= _MIN_REPEATS}
    return [
        [block for at, block in enumerate(page) if at not in _find_edge(page) or not _is_running_head(block, running)]
        for page in pages
    ]


def _find_edge(page: Page) -> set[int]:
    """Return the positions of the lines at the edges of a page: two at the top and two at the bottom."""
    places = range(len(page))
    return {at for at in (*places[:2], *places[-2:]) if "\n" not in page[at]}


def _is_running_head(block: str, running: set[str]) -> bool:
    return _mask_digits(block) in running or bool(_PAGE_NUMBER.fullmatch(block))


def _mask_digits(block: str) -> str:
    return re.sub(r"\d+", "0", block)


def _extract_title(content: bytes) -> str | None:
    """Return the title in the file's metadata, unless a program generated it."""
    for info in PDFDocument(PDFParser(io.BytesIO(content))).info:
        title = info.get("Title")
        text = decode_text(title).strip("\0 ") if isinstance(title, bytes) else ""
        if text and not _GENERATED_TITLE.match(text):
            return " ".join(text.split())
    return None


def _reject_zip_bomb(content: bytes) -> None:
    """Raise RejectedArticle if the streams unpack to too much; streams packed several times are unpacked as often."""
    budget = _MAX_UNPACKED
    for match in _STREAM.finditer(content):
        stream = content[match.end() :]
        while stream[:1] == b"\x78" and budget > 0:
            try:
                stream = zlib.decompressobj().decompress(stream, budget)
            except zlib.error:
                break
            budget -= len(stream)
        if budget <= 0:
            message = f"unpacks to more than {_MAX_UNPACKED // 1_000_000} MB; it may be malicious"
            raise RejectedArticle(message)
