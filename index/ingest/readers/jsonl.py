"""JSON Lines: one article a line."""

import json
from collections.abc import Iterator

from index.errors import RejectedArticle
from index.ingest.readers.plain_text import decode
from index.library.articles import Article


def read(content: bytes) -> Iterator[Article | RejectedArticle]:
    """Read the articles of a .jsonl file; a line that holds none is refused with its number."""
    try:
        body = decode(content)
    except RejectedArticle as reason:
        yield reason
        return
    for number, line in enumerate(body.split("\n"), 1):
        if line.strip():
            yield _article(line, number)


def _article(line: str, number: int) -> Article | RejectedArticle:
    try:
        return Article.read(json.loads(line))
    except RejectedArticle as reason:
        return RejectedArticle(f"line {number}: {reason}")
    except (ValueError, RecursionError) as error:
        return RejectedArticle(f"line {number}: not JSON: {error}"[:300])
