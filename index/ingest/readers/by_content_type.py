"""What was fetched from an address, in whatever format it is."""

from collections.abc import Iterator

from index.errors import RejectedArticle
from index.ingest.readers import docx, html, pdf
from index.ingest.readers import plain_text as text
from index.library.articles import Article

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(content: bytes, url: str, kind: str) -> Article | RejectedArticle:
    """Read the article at `url`, whose server says that it is of a kind such as `text/html`."""
    media = kind.partition(";")[0].strip().lower()
    if content.startswith(b"%PDF-"):
        return _from(url, pdf.read(content))
    if media == _WORD:
        return _from(url, docx.read(content))
    if media in ("", "text/html", "application/xhtml+xml") or content.lstrip()[:5].lower() in (b"<html", b"<!doc"):
        return next(html.read(content, url))
    if media == "text/plain":
        return _from(url, text.read(content))
    return RejectedArticle(f"is {media[:60]}, which is not read")


def _from(url: str, found: Iterator[Article | RejectedArticle]) -> Article | RejectedArticle:
    article = next(found)
    return article if isinstance(article, RejectedArticle) else article.model_copy(update={"url": url})
