"""Fetched content to an article, by its content type."""

from index.errors import RejectedArticle
from index.ingest.readers import docx, html, pdf, plain_text
from index.library.articles import Article

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(content: bytes, url: str, content_type: str) -> Article:
    """Read the article at `url`, which was served with a content type such as `text/html`.

    Raises RejectedArticle if the type is not supported or the content holds no article.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if is_pdf(content):
        article = next(pdf.read(content))
    elif media_type == _WORD:
        article = next(docx.read(content))
    elif media_type in ("", "text/html", "application/xhtml+xml") or _is_html(content):
        return next(html.read(content, url))
    elif media_type == "text/plain":
        article = next(plain_text.read(content))
    else:
        message = f"the content type {media_type[:60]} is not supported"
        raise RejectedArticle(message)
    return article.model_copy(update={"url": url})


def is_pdf(content: bytes) -> bool:
    """Return whether content is a PDF file, whatever type it was served with."""
    return content.startswith(b"%PDF-")


def _is_html(content: bytes) -> bool:
    return content.lstrip()[:5].lower() in (b"<html", b"<!doc")
