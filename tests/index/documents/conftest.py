"""What several servers of a library share, in memory and in PostgreSQL."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from index import Parts, use_parts

if TYPE_CHECKING:
    from postgresql import PostgresServer


@pytest.fixture
def shared_library(postgresql: "PostgresServer") -> Iterator[None]:
    use_parts(Parts(library=postgresql.create_database()))
    yield
    use_parts(Parts())


@pytest.fixture(params=["memory", pytest.param("database", marks=pytest.mark.cluster)])
def parts(request: pytest.FixtureRequest) -> None:
    if request.param == "database":
        request.getfixturevalue("shared_library")
