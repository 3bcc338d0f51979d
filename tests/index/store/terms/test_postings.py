from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.store.terms.postings import Postings

ROWS = st.lists(st.lists(st.sampled_from(["war", "peace", "@LY", "treaty"]), max_size=5), max_size=8)


def build(rows: list[list[str]]) -> Postings:
    vocabulary = {term: number for number, term in enumerate(dict.fromkeys(term for row in rows for term in row))}
    numbers = [vocabulary[term] for row in rows for term in row]
    owners = [number for number, row in enumerate(rows) for _ in row]
    return Postings.build([*vocabulary], np.array(numbers, dtype=np.int32), np.array(owners, dtype=np.int32))


def counts(postings: Postings, rows: int) -> dict[str, list[int]]:
    return {term: postings.count_occurrences(term, rows).tolist() for term in ("war", "peace", "@LY", "treaty")}


@given(ROWS)
def test_each_term_has_the_rows_in_which_it_occurs_as_often_as_it_does(rows: list[list[str]]) -> None:
    postings = build(rows)
    for term in ("war", "peace", "@LY", "treaty", "absent"):
        assert postings.count_occurrences(term, len(rows)).tolist() == [Counter(row)[term] for row in rows]
        assert postings.mask(term, len(rows)).tolist() == [term in row for row in rows]


@given(ROWS, st.data())
def test_moved_postings_are_those_of_the_rows_in_their_new_places(rows: list[list[str]], data: st.DataObject) -> None:
    kept = [row for row in range(len(rows)) if data.draw(st.booleans())]
    added = data.draw(ROWS)
    places = sorted(data.draw(st.permutations(range(len(kept) + len(added))))[: len(added)])
    free = [place for place in range(len(kept) + len(added)) if place not in places]
    moved = np.full(len(rows), -1, dtype=np.int32)
    moved[kept] = free
    together: list[list[str]] = [[]] * (len(kept) + len(added))
    for row, place in zip(kept, free, strict=True):
        together[place] = rows[row]
    for new, place in zip(added, places, strict=True):
        together[place] = new
    new_postings = build(added)
    new_postings = new_postings._replace(rows=np.array(places, dtype=np.int32)[new_postings.rows])
    anew, carried = build(together), build(rows).move(moved, new_postings)
    assert all(np.array_equal(*parts) for parts in zip(anew, carried, strict=True))


def test_what_is_written_is_loaded_again(tmp_path: Path) -> None:
    rows = [["war", "war"], [], ["peace", "@LY"]]
    build(rows).write(tmp_path, "terms")
    assert counts(Postings.load(tmp_path, "terms"), 3) == counts(build(rows), 3)
