import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.page.places import Place

POSITIONS = st.integers(0, 999_999_999)


@given(st.builds(Place, st.text(min_size=1), POSITIONS, POSITIONS, POSITIONS))
def test_a_link_leads_to_its_place(place: Place) -> None:
    assert Place.parse(place.link) == place
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
    assert Place.parse(fragment) is None
