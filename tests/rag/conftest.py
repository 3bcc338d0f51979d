"""What the tests of asking share: a library of a few articles, opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

import index
import rag

Write = Callable[[Path, list[dict[str, object]]], Path]
Opened = Callable[[list[dict[str, object]]], rag.Record]


@pytest.fixture
def opened(tmp_path: Path, write_lines: Write) -> Opened:
    """Give the record of the articles that are handed in."""

    def record(articles: list[dict[str, object]]) -> rag.Record:
        lines = write_lines(tmp_path / "articles.jsonl", articles)
        index.bring_up_to_date(tmp_path / "home", [str(lines)])
        return rag.open(tmp_path / "home")

    return record
