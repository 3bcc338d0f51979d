"""Plain text: the first line that is not blank is the title, the whole file is the text."""

from collections.abc import Iterator

from index.articles import Article
from index.errors import RejectedArticle


def read(content: bytes) -> Iterator[Article | RejectedArticle]:
    """Read one article from a .txt file."""
    try:
        body = decode(content)
        yield Article.read({"title": first_line(body), "text": body})
    except RejectedArticle as reason:
        yield reason


def decode(content: bytes) -> str:
    """Decode a text file; RejectedArticle where it is empty, binary or not UTF-8."""
    try:
        body = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise RejectedArticle(message) from None
    if "\0" in body:
        message = "a binary file, not text"
        raise RejectedArticle(message)
    if not body.strip():
        message = "the file is empty"
        raise RejectedArticle(message)
    return body


def first_line(body: str) -> str:
    """Give the first line that is not blank, to serve as the title."""
    return body.strip().splitlines()[0].strip()
