"""Copies of a library, into a file and into PostgreSQL: the same tests for both."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Article, Library, MergePeople, OnrecordError, Parts, PersonKey, use_parts
from index.migration.copy_library import copy_library
from index.parts import open_library

ZELENSKY = MergePeople(
    people=(PersonKey(name="Volodymr Zelensky"), PersonKey(name="Volodymyr Zelenskyy")),
    into=PersonKey(name="Volodymyr Zelenskyy"),
)


def ignore(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "old") as library:
        library.add(Article(id="a", title="Road", text="The road is open."), original=b"%PDF-1.4 a", origin="road.pdf")
        library.add(Article(id="a", title="Road", text="The road is closed."), origin="road.pdf")
        library.revise("a", {"title": "The road"})
        library.add(Article(id="b", title="Élysée", text="The president spoke.", notes=("Two", "One")))
        library.remove(["b"])
        library.remember_source("news")
        library.corrections.add(ZELENSKY)
        yield library


@pytest.fixture(params=["file", pytest.param("database", marks=pytest.mark.cluster)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Any:  # noqa: ANN401 (an iterator of libraries)
    if request.param == "database":
        use_parts(Parts(library=request.getfixturevalue("postgresql").create_database()))
    with open_library(tmp_path / "new") as library:
        yield library
    use_parts(Parts())


def test_every_row_is_copied_and_both_can_go_on(source: Library, target: Library) -> None:
    copied = copy_library(source, target, ignore)
    assert (copied.versions, copied.acts, copied.notes, copied.sources, copied.originals) == (4, 1, 3, 1, 1)
    for id_, version in (("a", 1), ("a", 2), ("a", 3), ("b", 1)):
        assert target.get(id_, version) == source.get(id_, version)
    assert target.originals.read("a", 1) == b"%PDF-1.4 a"
    assert [one.change for one in target.corrections.list_active()] == [ZELENSKY]
    assert target.list_heads(limit=9, q="elysee", removed=True)[1] == 1
    target.restore(["b"])
    target.corrections.add(ZELENSKY)
    assert target.latest_versions() == [("a", 3), ("b", 1)]
    assert not [*target.find_damage()]


def test_a_copy_that_was_interrupted_goes_on(source: Library, target: Library) -> None:
    class Killed(Exception):
        pass

    def kill(_done: int, _total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        copy_library(source, target, kill)
    assert target.latest_versions()
    counted: list[tuple[int, int]] = []
    assert copy_library(source, target, lambda done, total: counted.append((done, total))).versions == 4
    assert counted == []  # all versions were there
    assert copy_library(source, target, ignore).notes == 3


def test_a_library_that_has_anything_else_is_refused(source: Library, target: Library) -> None:
    target.add(Article(id="other", title="Other", text="The envoy spoke."))
    with pytest.raises(OnrecordError, match="has article 'other', which"):
        copy_library(source, target, ignore)
    assert target.latest_versions() == [("other", 1)]
