from pathlib import Path

import numpy as np
import pytest

from index.build.checkpoint import Checkpoint, delete_checkpoints
from index.encoding.batches import EncodedBatch
from index.models.tagging.tags import CONTENT, NO_LINK, TAG

MODEL = "a model"


@pytest.fixture
def batch() -> EncodedBatch:
    digests = np.array([b"a" * 16, b"b" * 16], dtype="V16")
    codes = np.arange(20, dtype=np.uint8).reshape(5, 4)
    tags = np.array([(0, 9, CONTENT, True, NO_LINK, NO_LINK, 1, 1)], dtype=TAG)
    return EncodedBatch(digests, codes[:2], np.array([1, 2]), codes[2:], np.array([0, 1]), tags)


def test_what_was_kept_is_there_for_the_next_build_of_the_same_model_and_precision(
    tmp_path: Path, batch: EncodedBatch
) -> None:
    Checkpoint(tmp_path, MODEL, "f32").save(batch)
    (kept,) = Checkpoint(tmp_path, MODEL, "f32").load_batches()
    assert (kept.digests == batch.digests).all()
    assert (kept.sentence_vectors == batch.sentence_vectors).all()
    assert (kept.tags == batch.tags).all()
    assert not list(Checkpoint(tmp_path, MODEL, "int8").load_batches())
    assert not list(Checkpoint(tmp_path, "another", "f32").load_batches())


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: content[:50] + b"x" + content[51:]])
def test_a_damaged_batch_is_passed_over(tmp_path: Path, batch: EncodedBatch, damage: object) -> None:
    Checkpoint(tmp_path, MODEL, "f32").save(batch)
    (path,) = tmp_path.rglob("*.batch")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert not list(Checkpoint(tmp_path, MODEL, "f32").load_batches())


def test_a_published_build_is_forgotten(tmp_path: Path, batch: EncodedBatch) -> None:
    Checkpoint(tmp_path, MODEL, "f32").save(batch)
    delete_checkpoints(tmp_path)
    assert not list(tmp_path.iterdir())
    delete_checkpoints(tmp_path)
