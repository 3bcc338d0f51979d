"""Vectors and words in files of a folder, and in an engine: their tests run against both."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from index.store.engines.embedded import EmbeddedEngine
from index.store.term_index import TermIndex
from index.text.arrays import Codes

if TYPE_CHECKING:
    from index.store.engines.protocols import Engine, OpenedSearch

Written = tuple[Sequence[str], Sequence[Sequence[str]], Codes]
"""The heads of articles, the texts of their passages, and the codes of these."""

OpenSearch = Callable[..., "OpenedSearch"]

_DIMENSIONS = 8  # of vectors that are not searched


@pytest.fixture(scope="session")
def write_search() -> Callable[["Engine", Path, int, Written], dict[str, Any]]:
    """Return a function that writes the vectors and words of a generation and returns its facts."""

    def write(engine: "Engine", folder: Path, number: int, written: Written) -> dict[str, Any]:
        heads, texts, codes = written
        contents: Any = SimpleNamespace(
            passage_vectors=codes,
            write_terms=partial(TermIndex.build, heads=heads, texts=texts),
            read_texts=lambda: zip(heads, texts, strict=True),
            difference=None,
        )
        facts = {"number": number, "passages": len(codes), "articles": len(heads)}
        return engine.write(folder, number, contents) | facts

    return write


_SERVED = [pytest.param(name, marks=pytest.mark.cluster) for name in ("served", "paged")]


@pytest.fixture(scope="module", params=["embedded", *_SERVED])
def open_search(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    make_engine: Callable[..., Any],
    write_search: Callable[..., dict[str, Any]],
) -> OpenSearch:
    """Return a function that writes the vectors and words of passages, the same ones once, and opens them."""
    opened: dict[str, OpenedSearch] = {}
    engine: Engine = EmbeddedEngine()
    if request.param != "embedded":
        engine = make_engine() if request.param == "served" else make_engine(max_hits=3)

    def open_written(
        heads: Sequence[str], texts: Sequence[Sequence[str]], codes: Codes | None = None
    ) -> "OpenedSearch":
        written = np.zeros((sum(map(len, texts)), _DIMENSIONS), np.uint8) if codes is None else codes
        if (key := repr((heads, texts, written.tobytes()))) not in opened:
            folder = tmp_path_factory.mktemp("generation")
            opened[key] = engine.open(folder, write_search(engine, folder, len(opened) + 1, (heads, texts, written)))
        return opened[key]

    return open_written
