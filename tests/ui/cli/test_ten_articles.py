"""What ten articles cost in a large library whose parts are on other machines, and what is written for them.

PASSAGES=200000 in the environment makes it as large as it is meant to be. The vectors of the library are drawn;
those of the ten are encoded as always. The engine has been searched before, as it is where servers are.
"""

import json
import os
import random
import re
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from drawn import Drawn, publish
from processes import count_seconds
from programs import ONRECORD
from serving import ROOT

from index import Article, Parts, use_parts

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

    from index.library.postgresql import PostgresDatabase
    from index.store.engines.milvus import MilvusCollections

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(3600)]

PASSAGES = int(os.environ.get("PASSAGES", "2000"))
PASSAGES_OF_AN_ARTICLE, SENTENCES, WORDS = 14, 5, 16
SECONDS = 15


class Texts:
    """Articles of drawn sentences, whose words are as frequent as those of the articles in seeds/."""

    def __init__(self) -> None:
        seeds = " ".join(path.read_text() for path in sorted((ROOT / "seeds").glob("*.md")))
        self._words = re.findall(r"[a-z]+", seeds)
        self._chance = random.Random(1)  # noqa: S311 (no secret)

    def draw(self, first: int, count: int) -> Iterator[Article]:
        for number in range(first, first + count):
            sentences = [self._draw_sentence() for _ in range(PASSAGES_OF_AN_ARTICLE * SENTENCES)]
            yield Article(id=f"drawn-{number:06}", title=f"Report {number}", text=" ".join(sentences))

    def _draw_sentence(self) -> str:
        words = self._chance.choices(self._words, k=WORDS)
        words[self._chance.randrange(WORDS)] = (
            f"word{self._chance.randrange(100_000)}"  # as new ones come, with each text
        )
        return f"The {' '.join(words)}."


class Written:
    """What all parts hold."""

    def __init__(self, database: "PostgresDatabase", collections: "MilvusCollections") -> None:
        self._database, self.collections = database, collections

    def count(self) -> dict[str, int]:
        counts = {name: self.collections._count(f"{name}_1") for name in ("passages", "articles")}
        for table in ("versions", "terms", "term_counts", "pieces"):
            counts[table] = self._database.fetch_rows(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 (its own name)
        counts["bytes of pieces"] = self._database.fetch_rows("SELECT sum(length(content)) FROM pieces")[0][0]
        return counts


def test_ten_articles_write_only_themselves(
    postgresql: "PostgresServer", milvus: "MilvusServer", tmp_path: Path, write_lines: Callable[[Path, Any], Path]
) -> None:
    url, texts, home = postgresql.create_database(), Texts(), tmp_path / "home"
    use_parts(Parts(library=url, engine=milvus.url))
    began, worked = time.monotonic(), time.process_time()
    passages = publish(home, [*texts.draw(0, PASSAGES // PASSAGES_OF_AN_ARTICLE)])
    use_parts(Parts())
    print(f"\n{passages:,} passages: written in {time.monotonic() - began:.0f} s,", end=" ")
    print(f"{time.process_time() - worked:.0f} s of processor time without that of the servers")

    from index.library.postgresql import PostgresDatabase  # noqa: PLC0415 (needs an extra)
    from index.store.engines.milvus import DENSE, PRESENT, WEIGHTED, MilvusCollections  # noqa: PLC0415

    with closing(PostgresDatabase.open(url)) as database:
        written = Written(database, MilvusCollections(milvus.url, database.library_id))
        before = written.count()
        for name in ("passages_1", "articles_1"):
            for field in (WEIGHTED, PRESENT):
                written.collections.warm(name, field, {1: 1.0})
        written.collections.warm("passages_1", DENSE, np.full(Drawn.dimensions, Drawn.dimensions**-0.5))
        ten = [article.model_dump(include={"id", "title", "text"}) for article in texts.draw(1_000_000, 10)]
        source = write_lines(tmp_path / "ten.jsonl", ten)
        servers = postgresql._process.pid, milvus._process.pid
        used = [count_seconds(server) for server in servers]
        report, seconds, processor = index_file(home, source, {"ONRECORD_LIBRARY": url, "ONRECORD_ENGINE": milvus.url})
        used = [count_seconds(server) - before for server, before in zip(servers, used, strict=True)]
        added = {name: count - before[name] for name, count in written.count().items()}
    print(f"ten articles, {report['encoded']} passages encoded: {seconds:.1f} s;", end=" ")
    print("processor time of the run, PostgreSQL and engine:", end=" ")
    print(f"{processor:.1f}, {used[0]:.1f}, {used[1]:.1f} s")
    print(f"written: {added}, of {before}")
    assert report["added"] == 10
    assert added["versions"] == added["articles"] == 10
    assert added["passages"] == report["passages"] - passages
    assert added["term_counts"] < 10 * 1_500
    assert processor + sum(used) < SECONDS  # beside other work, the clock says little


def index_file(home: Path, source: Path, settings: dict[str, str]) -> tuple[Any, float, float]:
    """Index a file by a process of its own; return its report, and its seconds by the clock and of a processor."""
    command = [*ONRECORD, "index", str(source), "--home", str(home), "--json"]
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=os.environ | settings, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout.splitlines()[-1]), seconds, processor
