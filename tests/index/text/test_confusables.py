from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.confusables import find_confusables
from index.text.normalize import fold

LETTERS = st.sampled_from("Libya Lіbуа \u200b\u202e\u0301\ufeff\U000e0061👍é ")


@given(st.text(LETTERS))
def test_each_has_the_position_it_describes_and_none_overlaps(text: str) -> None:
    found = [*find_confusables(text)]
    assert all(one.end <= other.start for one, other in pairwise(found))
    for each in found:
        part = text[each.start : each.end]
        assert not part.isascii()
        assert each.description.startswith("looks like") == any(letter.isalpha() for letter in part)
    hidden = {place for each in found for place in range(each.start, each.end)}
    assert {place for place, letter in enumerate(text) if letter in "\u200b\u202e\U000e0061"} <= hidden


@pytest.mark.parametrize(
    "spoofed",
    [
        "Lib\u200bya",
        "Lіbуа",
        "L\u0301\u0302\u0303ibya",
        "Li\u202ebya",
        "Li\x08bya",
        "𝐋𝐢𝐛𝐲𝐚",
        "Ｌibya",
        "Lib\U000e0061ya",
    ],
)
def test_a_name_is_the_same_with_confusable_characters(spoofed: str) -> None:
    assert fold(spoofed) == "libya"
