import random

import numpy as np
import pytest

from index.store.near_duplicates import LENGTH, _find_pairs, first_published, minhash_signature

WORDS = [f"word{number}" for number in range(3000)]


def story(seed: int, sentences: int = 30) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 (nothing is secret)
    return [" ".join(chance.choices(WORDS, k=18)) + "." for _ in range(sentences)]


def reword(sentences: list[str]) -> str:
    """Cut the last fifth, and say five of the others in other words."""
    kept = sentences[: len(sentences) * 4 // 5]
    return " ".join([*story(99, 5), *kept[5:]])


def test_a_cut_and_reworded_near_duplicate_goes_with_the_earliest() -> None:
    stories = [story(1), story(2)]
    texts = [reword(stories[0]), " ".join(stories[1]), " ".join(stories[0])]
    signatures = np.array([minhash_signature(text) for text in texts])
    assert first_published(signatures, ["2025-05-02", "2025", "2025-05-01"]).tolist() == [2, 1, 2]
    assert first_published(signatures, [None, None, None]).tolist() == [0, 1, 0]
    assert first_published(signatures, [None, None, "2025"]).tolist() == [2, 1, 2]


def test_a_thousand_other_stories_are_no_near_duplicates() -> None:
    signatures = np.array([minhash_signature(" ".join(story(seed, 12))) for seed in range(1000)])
    assert first_published(signatures, [None] * 1000).tolist() == list(range(1000))


@pytest.mark.parametrize("texts", [[], ["Two words", "Two words"], ["", ""]])
def test_texts_of_fewer_than_three_words_are_no_near_duplicates(texts: list[str]) -> None:
    signatures = np.array([minhash_signature(text) for text in texts], dtype=np.uint32).reshape(-1, LENGTH)
    assert first_published(signatures, [None] * len(texts)).tolist() == list(range(len(texts)))


def test_a_signature_is_the_same_in_every_run() -> None:
    assert (
        minhash_signature("The quick brown fox jumps")[:3].tolist()
        == minhash_signature("the QUICK brown fox, jumps")[:3].tolist()
    )


def propagate_labels(signatures: np.ndarray, published: list[str | None]) -> list[int]:
    """Return the earliest near duplicate of each article, by label propagation along the pairs."""
    age = {
        row: place for place, row in enumerate(sorted(range(len(published)), key=lambda r: (published[r] or "~", r)))
    }
    earliest = [*range(len(published))]
    pairs = [*zip(*(rows.tolist() for rows in _find_pairs(signatures)), strict=True)]
    while True:
        before = [*earliest]
        for first, second in pairs:
            best = min(earliest[first], earliest[second], key=age.__getitem__)
            earliest[first] = earliest[second] = best
        if earliest == before:
            return earliest


def test_chains_of_near_duplicates_all_go_with_the_earliest() -> None:
    chance = random.Random(3)  # noqa: S311 (nothing is secret)
    rows: list[np.ndarray] = []
    for seed in range(40):
        rows.append(minhash_signature(" ".join(story(seed))))
        for _ in range(chance.randrange(4)):  # each keeps six in ten hash values of the last one
            kept = np.array([chance.random() < 0.6 for _ in range(LENGTH)])
            other = minhash_signature(" ".join(story(chance.randrange(1000, 2000))))
            rows.append(np.where(kept, rows[-1], other))
    chance.shuffle(rows)
    signatures = np.array(rows)
    published = [chance.choice([None, "2025", f"2025-0{chance.randrange(1, 10)}-11"]) for _ in rows]
    labels = first_published(signatures, published)
    assert labels.tolist() == propagate_labels(signatures, published)
    assert labels.dtype == np.int32
    assert len(set(labels.tolist())) < len(rows)
