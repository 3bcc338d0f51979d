"""Plain text: the first line that is not blank is the title, the whole file is the text."""

from collections.abc import Iterator

from index.errors import RejectedArticle
from index.library.articles import Article

_LIKELIEST = "cp1252"  # what a text is in that is not in UTF-8, as long as nothing speaks for another


def read(content: bytes) -> Iterator[Article | RejectedArticle]:
    """Read one article from a .txt file."""
    try:
        body = decode(content)
        yield Article.read({"title": first_line(body), "text": body})
    except RejectedArticle as reason:
        yield reason


def decode(content: bytes) -> str:
    """Decode a text file, in UTF-8 or in whatever else it is found to be in; RejectedArticle where it is no text."""
    try:
        body = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = _guessed(content)
    if "\0" in body:
        message = "a binary file, not text"
        raise RejectedArticle(message)
    if not body.strip():
        message = "the file is empty"
        raise RejectedArticle(message)
    return body


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow to import, and nearly every file is UTF-8)

    guesses = from_bytes(content)
    western = [guess for guess in guesses if guess.encoding == _LIKELIEST and guess.chaos <= guesses[0].chaos]
    guess = next(iter(western), guesses.best())
    if guess is None or not any(map(str.isspace, str(guess).strip())):  # as bytes of one kind are not
        message = "not text in any encoding that is known; save it as UTF-8"
        raise RejectedArticle(message)
    return str(guess).removeprefix("\ufeff")


def first_line(body: str) -> str:
    """Give the first line that is not blank, to serve as the title."""
    return body.strip().splitlines()[0].strip()
