"""What all tests share: the seeds, indexed once, and the real collections where they are at hand."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import index
import rag

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

Articles = list[dict[str, object]]


@pytest.fixture(scope="session")
def seeds_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("seeds")
    index.bring_up_to_date(home, [str(ROOT / "seeds")])
    return home


@pytest.fixture(scope="session")
def seeds(seeds_home: Path) -> rag.Record:
    return rag.open(seeds_home)


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """Give a file of the real collections beside the checkout, or skip the test and say which one is missing."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"needs real data beside the checkout: {name}")
        return path

    return find


@pytest.fixture(scope="session")
def write_lines() -> Callable[[Path, Articles], Path]:
    def write(path: Path, records: Articles) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return path

    return write


@pytest.fixture
def opened(tmp_path: Path, write_lines: Callable[[Path, Articles], Path]) -> Callable[[Articles], rag.Record]:
    """Give the record of the articles that are handed in."""

    def record(articles: Articles) -> rag.Record:
        lines = write_lines(tmp_path / "articles.jsonl", articles)
        index.bring_up_to_date(tmp_path / "home", [str(lines)])
        return rag.open(tmp_path / "home")

    return record


@pytest.fixture
def collection(shared: Callable[[str], Path]) -> Callable[[str], Articles]:
    """Give the records of a real collection, or skip the test."""

    def records(name: str) -> Articles:
        with gzip.open(shared(f"data/{name}/articles.jsonl.gz"), "rt") as lines:
            return [json.loads(line) for line in lines]

    return records
