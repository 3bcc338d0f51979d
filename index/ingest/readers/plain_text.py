"""Plain text: the first line that is not blank is the title, the whole file is the text."""

from collections.abc import Iterator

from index.errors import RejectedArticle
from index.library.articles import Article

_LIKELIEST = "cp1252"  # preferred for text that is not UTF-8, unless another encoding fits better


def read(content: bytes) -> Iterator[Article]:
    """Read the article of a .txt file; raises RejectedArticle if it is empty or not text."""
    body = decode(content)
    yield Article.from_record({"title": find_first_line(body), "text": body})


def decode(content: bytes) -> str:
    """Decode a text file in UTF-8 or the encoding that fits best; raises RejectedArticle if it is empty or not text."""
    try:
        body = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = _decode_by_guess(content)
    if "\0" in body:
        message = "a binary file, not text"
        raise RejectedArticle(message)
    if not body.strip():
        message = "the file is empty"
        raise RejectedArticle(message)
    return body


def _decode_by_guess(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow to import, and nearly every file is UTF-8)

    guesses = from_bytes(content)
    western = [guess for guess in guesses if guess.encoding == _LIKELIEST and guess.chaos <= guesses[0].chaos]
    guess = next(iter(western), guesses.best())
    if guess is None or not any(map(str.isspace, str(guess).strip())):  # without spaces it is binary data
        message = "not text in a known encoding; save it as UTF-8"
        raise RejectedArticle(message)
    return str(guess).removeprefix("\ufeff")


def find_first_line(body: str) -> str:
    """Return the first line that is not blank, used as a title."""
    return body.strip().splitlines()[0].strip()
