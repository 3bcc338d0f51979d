import random

import numpy as np
import pytest

from index.store.near_duplicates import LENGTH, originals, signature

WORDS = [f"word{number}" for number in range(3000)]


def story(seed: int, sentences: int = 30) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 (nothing is secret)
    return [" ".join(chance.choices(WORDS, k=18)) + "." for _ in range(sentences)]


def copy(sentences: list[str]) -> str:
    """Cut the last fifth, and say five of the others in other words."""
    kept = sentences[: len(sentences) * 4 // 5]
    return " ".join([*story(99, 5), *kept[5:]])


def test_a_cut_and_reworded_copy_goes_with_the_earliest() -> None:
    stories = [story(1), story(2)]
    texts = [copy(stories[0]), " ".join(stories[1]), " ".join(stories[0])]
    signatures = np.array([signature(text) for text in texts])
    assert originals(signatures, ["2025-05-02", "2025", "2025-05-01"]).tolist() == [2, 1, 2]
    assert originals(signatures, [None, None, None]).tolist() == [0, 1, 0]
    assert originals(signatures, [None, None, "2025"]).tolist() == [2, 1, 2]


def test_a_thousand_other_stories_are_told_apart() -> None:
    signatures = np.array([signature(" ".join(story(seed, 12))) for seed in range(1000)])
    assert originals(signatures, [None] * 1000).tolist() == list(range(1000))


@pytest.mark.parametrize("texts", [[], ["Two words", "Two words"], ["", ""]])
def test_texts_too_short_to_tell_are_no_copies(texts: list[str]) -> None:
    signatures = np.array([signature(text) for text in texts], dtype=np.uint32).reshape(-1, LENGTH)
    assert originals(signatures, [None] * len(texts)).tolist() == list(range(len(texts)))


def test_a_signature_is_the_same_in_every_run() -> None:
    assert signature("The quick brown fox jumps")[:3].tolist() == signature("the QUICK brown fox, jumps")[:3].tolist()
