import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import InvalidFilter
from rag import Filters
from ui.page.permalinks import PageQuestion, parse_filter_boxes

NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), max_size=3).map(tuple)
FILTERS = st.builds(
    Filters,
    since=st.sampled_from([None, "2011", "2011-09"]),
    until=st.sampled_from([None, "2014-09-27"]),
    speaker=NAMES,
    country=NAMES,
    kind=st.sampled_from([(), ("news",), ("official", "news")]),
)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), FILTERS, st.booleans())
def test_an_address_asks_what_it_was_made_of(question: str, filters: Filters, aliases: bool) -> None:  # noqa: FBT001
    asked = PageQuestion(question, filters, aliases)
    assert PageQuestion.parse(asked.address.partition("?")[2]) == asked


def test_a_filter_is_taken_away_whole_or_one_of_its_values() -> None:
    asked = PageQuestion("Libya", Filters(since="2011", speaker=("Obama", "Lavrov")))
    assert asked.without("since").address == "./?q=Libya&speaker=Obama&speaker=Lavrov"
    assert asked.without("speaker", "Obama").address == "./?q=Libya&since=2011&speaker=Lavrov"
    assert asked.without("speaker").address_in("look") == "./?look=Libya&since=2011"


def test_values_are_typed_between_semicolons() -> None:
    filters = parse_filter_boxes(since=" 2011 ", until="", speaker="Obama; Lavrov, Sergey;", country="")
    assert filters == Filters(since="2011", speaker=("Obama", "Lavrov, Sergey"))
    assert PageQuestion("", filters).filter_text("speaker") == "Obama; Lavrov, Sergey"


@pytest.mark.parametrize("query", ["q=Libya&since=soon", "q=Libya&kind=rumour"])
def test_a_filter_that_is_none_is_refused(query: str) -> None:
    with pytest.raises(InvalidFilter):
        PageQuestion.parse(query)
