import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.text.arrays import find_groups

LINKS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40)


@given(LINKS)
def test_rows_that_are_linked_over_others_are_one_group_under_the_least(links: list[tuple[int, int]]) -> None:
    expected = [*range(30)]
    for first, second in links * len(links):
        expected[first] = expected[second] = min(expected[first], expected[second])
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    assert find_groups(ends[:, 0], ends[:, 1], 30).tolist() == expected


def test_a_long_chain_is_one_group() -> None:
    order = np.random.default_rng(1).permutation(10_000)
    assert not find_groups(order[:-1], order[1:], 10_000).any()
