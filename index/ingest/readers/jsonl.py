"""JSON Lines: one article per line."""

import json
from collections.abc import Iterator

from index.errors import RejectedArticle
from index.ingest.readers.plain_text import decode
from index.ingest.readers.registry import Rejection
from index.library.articles import Article


def read(content: bytes) -> Iterator[Article | Rejection]:
    """Read the articles of a .jsonl file; a line without a valid article is yielded as a Rejection with its number.

    Raises RejectedArticle if the file is not text.
    """
    for number, line in enumerate(decode(content).split("\n"), 1):
        if line.strip():
            yield _parse_line(line, number)


def _parse_line(line: str, number: int) -> Article | Rejection:
    try:
        return Article.from_record(json.loads(line))
    except RejectedArticle as error:
        return Rejection(f"line {number}: {error}", f"line {number}: {error.detail or error}")
    except (ValueError, RecursionError) as error:
        return Rejection(f"line {number}: not JSON: {error}"[:300], f"line {number}: not JSON")
