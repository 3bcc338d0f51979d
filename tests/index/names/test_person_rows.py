"""The rows of people are found by a key, in memory or in files."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.names.person_rows import PersonRows

LISTS = st.dictionaries(st.text(max_size=3), st.lists(st.integers(0, 9), min_size=1, unique=True).map(sorted))


@given(LISTS)
def test_each_key_has_its_rows_and_no_other_key_has_any(rows_by_key: dict[str, list[int]]) -> None:
    rows = PersonRows.build(rows_by_key)
    assert {key: rows.find(key) for key in rows.numbers} == rows_by_key
    assert rows.find("abcd") == []


@given(LISTS, st.text(min_size=1, max_size=2))
def test_the_rows_of_keys_that_begin_alike_are_found_together(rows_by_key: dict[str, list[int]], letters: str) -> None:
    beginning = {row for key, rows in rows_by_key.items() if key.startswith(letters) for row in rows}
    assert PersonRows.build(rows_by_key).find_beginning(letters) == beginning


def test_the_same_rows_give_the_same_files_in_whatever_order_they_came(tmp_path: Path) -> None:
    for folder, keys in ((tmp_path / "one", ["é", "b", ""]), (tmp_path / "other", ["", "é", "b"])):
        folder.mkdir()
        PersonRows.build({key: [len(key)] for key in keys}).write(folder, "words")
    written = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "other")]
    assert written[0] == written[1]
    read = PersonRows.load(tmp_path / "one", "words")
    assert [read.find(key) for key in ("é", "b", "", "c")] == [[1], [1], [0], []]
