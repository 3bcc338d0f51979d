from collections import Counter
from time import process_time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.store.category import Category
from index.text.arrays import NEW, MergedRows
from index.text.normalize import is_part_of

NAMES = st.sampled_from(["Reuters", "BBC News", "The News", "news", "Al-Ahram", "São Tomé News", "", "%", None])


@given(
    st.lists(NAMES), st.lists(st.sampled_from(["news", "the news", "BBC", "Sao", "", "!", "Reuters UK"]), max_size=3)
)
def test_values_are_selected_by_all_words_of_a_part(column: list[str | None], parts: list[str]) -> None:
    selected = Category.encode(column).select_by_words(parts)
    assert selected.tolist() == [any(is_part_of(part, value or "") for part in parts) for value in column]


@given(st.lists(st.tuples(NAMES, st.booleans())))
def test_a_merged_column_is_that_of_all_rows(rows: list[tuple[str | None, bool]]) -> None:
    kept, added = ([value for value, is_new in rows if is_new == side] for side in (False, True))
    numbers = np.cumsum([not is_new for _, is_new in rows], dtype=np.int64) - 1
    order = MergedRows(np.where([is_new for _, is_new in rows], NEW, numbers).astype(np.int64))
    merged, whole = Category.encode(kept).merge(order, Category.encode(added)), Category.encode([v for v, _ in rows])
    assert (merged.values, merged.codes.tolist()) == (whole.values, whole.codes.tolist())


@given(st.lists(NAMES))
def test_rows_are_counted_by_value_in_the_order_of_first_occurrence(column: list[str | None]) -> None:
    assert [*Category.encode(column).count().items()] == [*Counter(value for value in column if value).items()]


def test_a_hundred_thousand_rows_of_as_many_sources_are_selected_in_milliseconds() -> None:
    count = 100_000
    sources = Category([f"Daily Paper {number}" for number in range(count)], np.arange(count, dtype=np.int32))
    sources.select_by_words(["paper 7"])  # the words are found once
    started = process_time()
    assert sources.select_by_words(["paper 77"]).sum() == 1
    assert process_time() - started < 0.02  # 1 ms on the machine where it was written; predicates took 400
