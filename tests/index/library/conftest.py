"""The library in a file of the home, and in PostgreSQL: its tests run against both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Library

OpenLibrary = Callable[[], Library]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.cluster)])
def open_library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenLibrary]:
    """Return a function that opens the same library each time it is called."""
    opened: list[Library] = []
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").create_database()
        from index.library.postgresql import PostgresDatabase  # noqa: PLC0415 (needs an extra)

    def open_again() -> Library:
        opened.append(Library(PostgresDatabase.open(url)) if request.param == "postgresql" else Library.open(tmp_path))
        return opened[-1]

    yield open_again
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    return open_library()
