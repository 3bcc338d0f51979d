from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from index import DamagedIndex, Unreachable, Unsupported
from index.store.term_index import stem_words
from index.store.terms.search_expression import parse_expression

if TYPE_CHECKING:
    from milvus_server import MilvusServer

pytestmark = pytest.mark.cluster

HEADS, TEXTS = ["", "Malta"], [["Libya and Syria", "Libya, Libya"], ["Türkiye on Libya"]]


@pytest.fixture
def engine(make_engine: Callable[[], Any]) -> Any:  # noqa: ANN401 (its module needs an extra)
    return make_engine()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "published").mkdir()
    return tmp_path / "published"


@pytest.fixture
def write(engine: Any, write_search: Callable[..., Any], folder: Path) -> Callable[[int], dict[str, Any]]:  # noqa: ANN401
    codes = np.zeros((3, 8), np.uint8)
    return lambda number: write_search(engine, folder, number, (HEADS, TEXTS, codes))


def test_what_is_written_is_read_only_when_it_is_published(
    engine: Any,  # noqa: ANN401
    write: Callable[[int], Any],
    folder: Path,
) -> None:
    write(1)
    assert engine.list_published([1]) == []
    engine.publish(1, folder)
    write(2)
    assert engine.list_published([2, 1]) == [1]
    engine.publish(2, folder)
    assert engine.list_published([2, 1]) == [2, 1]
    assert engine.find_highest_number() == 2


def test_what_is_not_kept_is_deleted_from_the_engine_and_the_catalog(
    engine: Any,  # noqa: ANN401
    write: Callable[[int], Any],
    folder: Path,
) -> None:
    for number in (1, 2, 3):
        write(number)
        engine.publish(number, folder)
    write(4)  # as of a run that was killed before it published
    engine.retire([3, 2])
    assert engine.list_published([4, 3, 2, 1]) == [3, 2]
    assert sorted(engine._collections.list_names()) == ["articles_2", "articles_3", "passages_2", "passages_3"]
    assert engine._catalog.read_counts(4, ["libya"], 4)["libya"] == (0, 0, 0)


def test_a_home_gets_the_folder_that_another_published(
    engine: Any,  # noqa: ANN401
    write: Callable[[int], Any],
    folder: Path,
    tmp_path: Path,
) -> None:
    write(7)
    (folder / "part").mkdir()
    (folder / "part" / "names").write_bytes(b"Malta" * 100_000)
    engine.publish(7, folder)
    other = tmp_path / "other"
    (other / "3").mkdir(parents=True)  # retired since
    assert engine.list_published([3]) == [7]
    engine.fetch(7, other / "7")
    engine.fetch(7, other / "7")
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert (other / "7" / path.relative_to(folder)).read_bytes() == path.read_bytes()
    assert sorted(path.name for path in other.iterdir() if path.is_dir()) == ["7"]
    with pytest.raises(DamagedIndex, match="not in postgresql:"):
        engine.fetch(6, other / "6")
    assert not (other / "6").exists()


def test_a_generation_that_the_engine_has_lost_rows_of_is_not_opened(
    engine: Any,  # noqa: ANN401
    write: Callable[[int], dict[str, Any]],
    folder: Path,
) -> None:
    facts = write(1)
    with pytest.raises(DamagedIndex, match="fewer rows"):
        engine.open(folder, facts | {"passages": 4})
    engine._collections.drop("articles_1")
    with pytest.raises(DamagedIndex, match="has no collection"):
        engine.open(folder, facts)
    with pytest.raises(DamagedIndex, match="without an engine"):
        engine.open(folder, {"number": 1, "passages": 3, "articles": 2})


def test_search_expressions_are_answered_as_far_as_words_without_places_can(
    engine: Any,  # noqa: ANN401
    write: Callable[[int], dict[str, Any]],
    folder: Path,
) -> None:
    terms = engine.open(folder, write(1)).terms
    found = {
        "libya": [0, 1],
        "libya AND syria": [0],
        "syria OR malta": [0, 1],
        "libya NOT syria": [1],
        '"libya and"': [0],
        '"and libya"': [],
    }
    for expression, articles in found.items():
        assert sorted(terms.find_articles(parse_expression(expression)).tolist()) == articles, expression
    for expression in ('"libya and syria"', "libya NEAR/2 syria"):
        with pytest.raises(Unsupported):
            terms.find_articles(parse_expression(expression))


def test_a_search_goes_on_when_the_engine_was_killed_and_is_back(
    engine: Any,  # noqa: ANN401
    write: Callable[[int], dict[str, Any]],
    milvus: "MilvusServer",
    folder: Path,
) -> None:
    terms = engine.open(folder, write(1)).terms
    before = terms.search_passages(stem_words("Libya Syria"), 10)
    milvus.kill()
    try:
        with pytest.raises(Unreachable, match="does not answer"):
            terms.search_passages(stem_words("Libya Syria"), 10)
    finally:
        milvus.start()
    after = terms.search_passages(stem_words("Libya Syria"), 10)
    assert (before[0].tolist(), before[1].tolist()) == (after[0].tolist(), after[1].tolist())
