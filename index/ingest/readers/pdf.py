"""PDF: text in reading order with a form feed between pages, so that a quotation can be cited by its page."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from index.errors import RejectedArticle
from index.ingest.dates.dateline import find_date_above
from index.ingest.readers.languages import detect_language
from index.ingest.readers.omissions import Omission, note_omissions
from index.ingest.readers.pdf_pages.hyphenation import join_divided_words
from index.ingest.readers.pdf_pages.layout import (
    Block,
    PageLayout,
    find_body_size,
    is_heading,
    read_layouts,
    split_block,
)
from index.ingest.readers.pdf_pages.ocr import is_installed, read_pages
from index.ingest.readers.plain_text import find_first_line
from index.library.articles import Article
from index.text.boilerplate import find_boilerplate
from index.text.plurals import format_count
from index.text.sentences import split_sentences

_MAX_UNPACKED = 200_000_000
"""Maximum size in bytes of all unpacked streams."""

_STREAM = re.compile(rb"stream\r?\n")
_GENERATED_TITLE = re.compile(r"^(?:microsoft \w+ - |untitled|.*\.\w{2,5}$)", re.IGNORECASE)
_FINISHED = re.compile(r"[.!?…:;][\"'”’»›)\]]*[\d*†‡]{0,3}$")
_DIVIDED = re.compile(r"[^\W\d_][-‐\xad]$")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_READ = "only a picture; its words were read by OCR and may hold mistakes"
_UNREAD = "only a picture; install Tesseract and onrecord[ocr] to read its words"
_WORDLESS = "only a picture, in which OCR found no words"


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


def find_omissions(content: bytes, article: Article) -> Iterator[Omission]:  # noqa: ARG001 (one signature for all formats)
    """Yield what the file of an article holds and the article does not."""
    pages = read_layouts(content)
    for number, page in enumerate(pages, 1):
        yield from page.omissions
        if page.is_picture:
            yield Omission("page that is a picture", f"page {number} of {len(pages)}")


def _parse_article(content: bytes) -> Article:
    _reject_zip_bomb(content)
    pages = read_layouts(content)
    prose = "\n\n".join(block.text for page in pages for block in page.blocks)
    language = detect_language(prose)
    scans = [at for at, page in enumerate(pages) if page.is_picture]
    texts = dict(read_pages(content, scans, language)) if scans and is_installed() else {}
    text = _write_text(pages, texts, language)
    if not text.strip():
        message = "contains only images of text; run OCR on it first"
        raise RejectedArticle(message)
    if not prose.strip():
        prose, language = text.strip(), detect_language(text)
    title = _extract_title(content) or find_first_line(prose)
    date = find_date_above(prose, find_boilerplate(prose, title), language)
    notes = (
        *_note_pages([at for at in scans if at in texts], len(pages), _READ),
        *_note_pages([at for at in scans if at not in texts], len(pages), _WORDLESS if is_installed() else _UNREAD),
        *note_omissions(omission for page in pages for omission in page.omissions),
        *_note_unmapped(text),
    )
    return Article.from_record({"title": title, "text": text, "published": date, "language": language, "notes": notes})


def _write_text(pages: Sequence[PageLayout], scanned: Mapping[int, str], language: str | None) -> str:
    """Return the text of all pages, in which a sentence that runs over to the next page is not interrupted.

    Two blank lines surround headings and footnotes, one separates other blocks.
    """
    body = find_body_size(pages)
    for page, following in pairwise(pages):
        _complete_last_word(page, following)
    blocks = [
        [Block(scanned[at], body, bold=False, box=(0, 0, 0, 0))] if at in scanned else _place_footnotes(page)
        for at, page in enumerate(pages)
    ]
    footnotes = {id(note) for page in pages for note in page.footnotes}
    apart = [[id(block) in footnotes or is_heading(block, body) for block in page] for page in blocks]
    text = "\f".join(_join_blocks(page, marks) for page, marks in zip(blocks, apart, strict=True))
    return join_divided_words(text, language)


def _join_blocks(blocks: Sequence[Block], apart: Sequence[bool]) -> str:
    parts = [blocks[0].text] if blocks else []
    for at in range(1, len(blocks)):
        parts += ["\n\n\n" if apart[at - 1] or apart[at] else "\n\n", blocks[at].text]
    return "".join(parts)


def _complete_last_word(page: PageLayout, following: PageLayout) -> None:
    """Move the rest of a word that is divided at the end of a page to that page."""
    if not page.blocks or not following.blocks:
        return
    last, first = page.blocks[-1], following.blocks[0]
    if _DIVIDED.search(last.text) and first.text[:1].islower():
        rest, *others = first.text.split(maxsplit=1)
        page.blocks[-1] = replace(last, text=f"{last.text}\n{rest}")
        following.blocks[:1] = [replace(first, text=text) for text in others]


def _place_footnotes(page: PageLayout) -> list[Block]:
    """Return the blocks of a page with its footnotes: at the end, or before a sentence that the page does not end."""
    if not page.blocks or not page.footnotes:
        return [*page.blocks, *page.footnotes]
    *before, last = page.blocks
    if _FINISHED.search(last.text):
        return [*page.blocks, *page.footnotes]
    if before:
        return [*before, *page.footnotes, last]
    cut = split_sentences(last.text)[-1].start
    if not cut:
        return [*page.blocks, *page.footnotes]
    head, tail = split_block(last, cut)
    return [head, *page.footnotes, tail]


def _note_pages(positions: Sequence[int], total: int, remark: str) -> list[str]:
    if not positions:
        return []
    numbers = ", ".join(str(at + 1) for at in positions)
    single = len(positions) == 1
    return [f"page{'' if single else 's'} {numbers} of {total} {'holds' if single else 'hold'} no text, {remark}"]


def _note_unmapped(text: str) -> list[str]:
    count = len(_UNMAPPED.findall(text))
    return (
        [f"{format_count(count, 'letter')} could not be decoded: the file does not say which they are"] if count else []
    )


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
