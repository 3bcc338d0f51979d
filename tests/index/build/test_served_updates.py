"""Small updates of an index in an engine: only what differs is written, and searches find what a new one would."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import index
from index import Parts, use_parts
from index.parts import open_engine
from index.store import generations
from index.store.generation import Generation
from index.store.term_index import name_term

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

pytestmark = pytest.mark.cluster

COUNTRIES = ("Libya", "Malta", "Syria", "Chad", "Mali", "Niger")
TOPICS = ("harbour", "border", "ceasefire", "fishery", "pipeline")


def write_articles(folder: Path, numbers: range, word: str = "talks") -> None:
    folder.mkdir(exist_ok=True)
    pairs = [*itertools.product(TOPICS, COUNTRIES)]
    for number in numbers:
        topic, country = pairs[number % len(pairs)]
        text = f"The minister said that the {topic} {word} with {country} would go on for {number + 100} days."
        record = {"id": f"a{number:03}", "title": f"Meeting {number + 100}", "text": text}
        (folder / f"{number}.jsonl").write_text(json.dumps(record))


@pytest.fixture
def parts(postgresql: "PostgresServer", milvus: "MilvusServer") -> Iterator[Parts]:
    parts = Parts(library=postgresql.create_database(), engine=milvus.url)
    use_parts(parts)
    yield parts
    use_parts(Parts())


def compare(served: Generation, embedded: Generation) -> None:
    """Require that both find the same passages and articles; weights go on with averages that hold nearly."""
    words = ["harbour", "talk", "minist", "border", name_term("LY"), name_term("TD"), "fisheri", "recess"]
    assert [row.id for row in served.articles] == [row.id for row in embedded.articles]
    np.testing.assert_allclose(served.terms.rarities(words), embedded.terms.rarities(words), rtol=1e-6)
    for word in words:
        assert served.terms.count_all_words([word]) == embedded.terms.count_all_words([word]), word
        found, there = (each.terms.find_all_words([word]) for each in (served, embedded))
        assert sorted(found[0].tolist()) == sorted(there[0].tolist()), word
    for query in (["harbour", "talk"], [name_term("LY"), "border"], ["recess"]):
        (rows, scores), (others, expected) = (each.terms.search_passages(query, 15) for each in (served, embedded))
        np.testing.assert_allclose(scores, expected, rtol=0.02)
        assert len({*rows.tolist()} & {*others.tolist()}) >= 0.9 * len(others)
    vector = np.ones(served.dimensions, np.float32) / np.sqrt(served.dimensions)
    nearest, others = (each.vectors.find_nearest(vector, 10)[0] for each in (served, embedded))
    assert len({*nearest.tolist()} & {*others.tolist()}) >= 9


def test_ten_articles_write_only_themselves(parts: Parts, tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news"
    write_articles(news, range(60))
    first = index.bring_up_to_date(home, [str(news)])
    engine: Any = open_engine()
    assert engine._collections.written == first.passages + first.articles
    write_articles(news, range(60, 70))
    second = index.bring_up_to_date(home, [str(news)])
    assert (second.added, second.generation, second.articles) == (10, 2, 70)
    assert engine._collections.written == second.passages + second.articles  # 20 more
    (counted,) = engine._catalog._database.fetch_rows("SELECT count(*) FROM term_counts WHERE generation = 2")
    (all_terms,) = engine._catalog._database.fetch_rows("SELECT count(*) FROM terms")
    assert 0 < counted[0] < all_terms[0] / 2
    print(f"ten articles of 60 more: 20 rows, {counted[0]} of {all_terms[0]} counts of terms")

    (news / "3.jsonl").unlink()
    write_articles(news, range(5, 6), word="recess")
    index.bring_up_to_date(home, [str(news)])
    index.remove(home, ["a003"])
    assert engine._collections.written == second.passages + second.articles + 2
    served = generations.load(home, engine=engine)
    assert served.number == 4
    use_parts(Parts())
    index.bring_up_to_date(tmp_path / "embedded", [str(news)])
    compare(served, generations.load(tmp_path / "embedded"))
    assert sorted(engine._collections.list_names()) == ["articles_1", "passages_1"]
    assert parts.engine


def test_rows_that_no_kept_generation_has_are_deleted(parts: Parts, tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news"
    write_articles(news, range(40))
    index.bring_up_to_date(home, [str(news)])
    engine: Any = open_engine()
    for round_ in range(3):
        index.remove(home, [f"a{round_:03}"])
    count = engine._collections._count
    assert (count("passages_1"), count("articles_1")) == (38, 38)  # the last two generations need 38 and 37
    before = generations.open_generation(home, 3, engine=engine)
    assert before.terms.count_all_words(["minist"]) == 38
    assert sorted(before.terms.find_all_words(["minist"])[0].tolist()) == [*range(38)]
    assert parts.engine


def test_an_index_whose_average_length_has_changed_is_written_anew(parts: Parts, tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news"
    write_articles(news, range(40))
    index.bring_up_to_date(home, [str(news)])
    engine: Any = open_engine()
    long = {"id": "long", "title": "Record", "text": "The envoy of Malta spoke on the harbour of Malta. " * 8}
    (news / "long.jsonl").write_text(json.dumps(long))
    index.bring_up_to_date(home, [str(news)])
    assert {"articles_2", "passages_2"} <= {*engine._collections.list_names()}
    served = generations.load(home, engine=engine)
    use_parts(Parts())
    index.bring_up_to_date(tmp_path / "embedded", [str(news)])
    compare(served, generations.load(tmp_path / "embedded"))
    assert parts.engine


def test_rows_of_a_run_that_was_killed_are_replaced(parts: Parts, tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news"
    write_articles(news, range(40))
    index.bring_up_to_date(home, [str(news)])
    engine: Any = open_engine()
    catalog, engine._catalog.publish = engine._catalog.publish, _die
    write_articles(news, range(40, 44))
    with pytest.raises(_Killed):
        index.bring_up_to_date(home, [str(news)])
    engine._catalog.publish = catalog
    for number in (41, 42, 43):
        (news / f"{number}.jsonl").unlink()
    index.remove(home, ["a041", "a042", "a043"])
    served = generations.load(home, engine=engine)
    assert [len(served.articles), served.terms.count_all_words(["minist"])] == [41, 41]
    assert len(served.terms.search_passages(["minist"], 100)[0]) == 41
    assert engine._collections._count("passages_1") == 41
    assert parts.engine


class _Killed(Exception):
    """The end of a run before it has published."""


def _die(*_: object) -> None:
    raise _Killed
