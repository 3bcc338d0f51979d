"""Fixtures of all tests: the indexed seeds, small indexes, real collections beside the checkout, and a browser.

`make test` runs two workers of pytest-xdist. Each computes on one core, so that the threads of OpenVINO, FAISS and BLAS
in one worker do not compete with those in the other. Workers share what is indexed, and each test gets a copy of it.
"""

import gzip
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings

sys.path.append(str(Path(__file__).parent / "support"))
from cores import all_cores, use_one_core

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")  # gw0, gw1; empty without pytest-xdist
if WORKER:
    use_one_core(int(WORKER.removeprefix("gw")))

import index  # noqa: E402 (libraries count the cores when they are imported)
import rag  # noqa: E402

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from playwright.sync_api import Browser
    from postgresql import PostgresReplica, PostgresServer

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("quick", max_examples=50, deadline=None)  # make test
settings.register_profile("thorough", max_examples=100, deadline=None)  # make check, .ci/run
settings.load_profile("thorough")

Articles = list[dict[str, object]]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Distribute the tests to the workers by the groups in support/groups.py."""
    from groups import GroupScheduling  # noqa: PLC0415 (not needed in workers)

    return GroupScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open a browser, but for the first visit, which `make test` runs; and run them last.

    From the browser's start on, Playwright's event loop occupies the main thread.
    """
    browsing = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    for item in browsing:
        if item.path.name != "test_first_visit.py":
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item in browsing)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return a function that returns the folder of a name; the first worker that asks for it builds it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if WORKER else own) / "built"
    folder.mkdir(exist_ok=True)

    def build_once(name: str, build: Callable[[Path], object]) -> Path:
        built = folder / name
        with FileLock(folder / f"{name}.lock"):
            if not built.exists():
                shutil.rmtree(folder / "unfinished" / name, ignore_errors=True)
                build(folder / "unfinished" / name)
                (folder / "unfinished" / name).rename(built)
        return built

    return build_once


@pytest.fixture(scope="session")
def indexed_seeds(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Return a home with the seeds indexed and nothing else, which nobody opens: tests take copies."""
    return built_once("seeds", lambda home: index.bring_up_to_date(home, [str(ROOT / "seeds")]))


@pytest.fixture(scope="session")
def seeds_home(indexed_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of the seeds that many tests share; servers over it keep conversations and answers there."""
    return Path(shutil.copytree(indexed_seeds, tmp_path_factory.mktemp("seeds") / "home"))


@pytest.fixture(scope="session")
def seeds(seeds_home: Path) -> Iterator[rag.Record]:
    """Return the open record of the seeds."""
    record = rag.open(seeds_home)
    yield record
    record.close()


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Return a function that returns a file of the collections beside the checkout, or skips the test and names it."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"needs real data beside the checkout: {name}")
        return path

    return find


@pytest.fixture(scope="session")
def write_lines() -> Callable[[Path, Articles], Path]:
    """Return a function that writes articles to a file, one JSON object a line."""

    def write(path: Path, records: Articles) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return path

    return write


@contextmanager
def open_records(
    built_once: Callable[[str, Callable[[Path], object]], Path],
    write_lines: Callable[[Path, Articles], Path],
    folder: Path,
) -> Iterator[Callable[[Articles], rag.Record]]:
    """Yield a function that indexes articles in `folder`/home and opens it; the same articles are indexed once."""
    records = []

    def open_record(articles: Articles) -> rag.Record:
        def build(folder: Path) -> None:
            index.bring_up_to_date(folder / "home", [str(write_lines(folder / "articles.jsonl", articles))])

        digest = hashlib.sha256(json.dumps(articles).encode()).hexdigest()
        home = folder / (f"home {len(records) + 1}" if records else "home")
        records.append(rag.open(shutil.copytree(built_once(digest, build) / "home", home)))
        return records[-1]

    yield open_record
    for record in records:
        record.close()


@pytest.fixture
def opened(
    built_once: Callable[[str, Callable[[Path], object]], Path],
    write_lines: Callable[[Path, Articles], Path],
    tmp_path: Path,
) -> Iterator[Callable[[Articles], rag.Record]]:
    """Return a function that indexes articles and opens them for one test; see `open_records`."""
    with open_records(built_once, write_lines, tmp_path) as open_record:
        yield open_record


@pytest.fixture(scope="module")
def opened_once(
    built_once: Callable[[str, Callable[[Path], object]], Path],
    write_lines: Callable[[Path, Articles], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Articles], rag.Record]]:
    """Return a function that indexes articles and opens them for the tests of a module; see `open_records`."""
    with open_records(built_once, write_lines, tmp_path_factory.mktemp("module")) as open_record:
        yield open_record


@pytest.fixture(scope="session")
def collection(shared: Callable[[str], Path]) -> Callable[[str], Articles]:
    """Return a function that returns the records of a collection beside the checkout, or skips the test."""

    def read(name: str) -> Articles:
        with gzip.open(shared(f"data/{name}/articles.jsonl.gz"), "rt") as lines:
            return [json.loads(line) for line in lines]

    return read


@pytest.fixture(scope="session")
def postgresql() -> "Iterator[PostgresServer]":
    """Return a PostgreSQL server, started once for each worker; skips the test where its package is missing."""
    from postgresql import PostgresServer  # noqa: PLC0415 (few tests need it)

    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def replica(postgresql: "PostgresServer") -> "Iterator[PostgresReplica]":
    """Return a server that follows the one of `postgresql`, started once for each worker."""
    from postgresql import PostgresReplica  # noqa: PLC0415 (few tests need it)

    with PostgresReplica(postgresql) as server:
        yield server


@pytest.fixture(scope="session")
def milvus() -> "Iterator[MilvusServer]":
    """Return a server that speaks Milvus's protocol, once for each worker; skips the test without its package."""
    from milvus_server import MilvusServer  # noqa: PLC0415 (few tests need it)

    with MilvusServer() as server:
        yield server


@pytest.fixture(scope="session")
def make_engine(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Return a function that opens an engine of a new library; `max_hits` is what a search returns at most."""

    def make(**options: int) -> Any:  # noqa: ANN401 (its module needs an extra)
        server = request.getfixturevalue("milvus")
        url = request.getfixturevalue("postgresql").create_database()
        from index.library.postgresql import PostgresDatabase  # noqa: PLC0415 (the same)
        from index.store.engines.catalog import Catalog  # noqa: PLC0415
        from index.store.engines.folders import StoredFolders  # noqa: PLC0415
        from index.store.engines.milvus import MilvusCollections  # noqa: PLC0415
        from index.store.engines.served import ServedEngine  # noqa: PLC0415

        database = PostgresDatabase.open(url)
        collections = MilvusCollections(server.url, database.library_id, **options)
        return ServedEngine(collections, Catalog(database, database), StoredFolders(database, database))

    return make


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return a headless Chromium, started once for each worker; it may use all cores."""
    from chromium import CHROMIUM, OPTIONS  # noqa: PLC0415 (most tests need neither)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    if CHROMIUM is None:
        pytest.skip("needs Chromium: chromium, chromium-browser or google-chrome")
    with all_cores():
        playwright = sync_playwright().start()
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
    yield chromium
    chromium.close()
    playwright.stop()
