from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ui.page.anchors import Anchor

IDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
POSITIONS = st.integers(0, 999_999_999)


def read(fragment: str) -> Anchor:
    return Anchor.model_validate(dict(parse_qsl(fragment.removeprefix("#"))))


@given(st.builds(Anchor, article=IDS, version=POSITIONS.map(lambda number: number + 1), start=POSITIONS, end=POSITIONS))
def test_a_link_leads_to_its_place(place: Anchor) -> None:
    assert read(place.link) == place
    assert place.link.isascii()


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#",
        "#top",
        "#article=a",
        "#article=a&version=1&start=1&end=-2",
        "#article=a&version=1&start=1e3&end=2",
        "#article=a&version=1&start=٣&end=4",
        "#article=a&version=1&start=1&end=" + "9" * 5000,
    ],
)
def test_a_fragment_that_names_no_place_is_none(fragment: str) -> None:
    with pytest.raises(ValidationError):
        read(fragment)
