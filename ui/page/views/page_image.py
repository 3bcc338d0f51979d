"""Page image: a page of an article's PDF as it was printed, with the cited words marked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated

from pydantic import Field

from index import FORM_FEED, RejectedArticle, UnknownArticle, find_page
from rag import Record
from ui.page.anchors import Anchor

_RENDERER = Path(__file__).with_name("pdf_renderer.py")
_CPU_SECONDS, _TIMEOUT = 10, 30  # seconds that one page may take, of a core and in all


class PageImageQuery(Anchor):
    """A span of an article, and the page if not the one on which it begins: the query of GET /page/image."""

    page: Annotated[int | None, Field(ge=1, lt=100_000)] = None


def find_pages(anchor: Anchor, text: str, record: Record) -> tuple[int, int] | None:
    """Return the page on which a span begins and the number of pages; None if there is no file to show them from."""
    if not record.library.originals.has(anchor.article, anchor.version):
        return None
    return find_page(text, anchor.start) or 1, text.count(FORM_FEED) + 1


def draw_page(query: PageImageQuery, record: Record) -> bytes:
    """Return a page as a PNG.

    Raises UnknownArticle if the article has no such page or was not read from a PDF, and RejectedArticle if the page
    cannot be drawn.
    """
    article = record.article(query.article, query.version)
    content = record.library.originals.read(article.id, article.version)
    pages = article.text.split(FORM_FEED)
    page = query.page or find_page(article.text, query.start) or 1
    if content is None or page > len(pages):
        message = f"article {article.id[:80]!r} has no page {page} that could be shown; index its PDF again"
        raise UnknownArticle(message)
    begin = sum(len(text) + 1 for text in pages[: page - 1])
    quote = article.text[max(query.start, begin) : min(query.span.end, begin + len(pages[page - 1]))]
    request = json.dumps({"page": page, "quote": quote, "seconds": _CPU_SECONDS}).encode()
    return _run_renderer(request + b"\n" + content)


def _run_renderer(request: bytes) -> bytes:
    try:
        drawn = subprocess.run(
            [sys.executable, "-I", _RENDERER], input=request, capture_output=True, timeout=_TIMEOUT, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        message = "this page cannot be drawn; open the file in a viewer"
        raise RejectedArticle(message, detail=message) from None
    return drawn.stdout
