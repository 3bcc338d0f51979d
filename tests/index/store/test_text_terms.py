import pytest

from index.store.term_index import name_term
from index.store.text_terms import is_in_name, person_terms


@pytest.mark.parametrize(
    "name",
    ["Michael Jordan", "Chad Smith", "Jordan's foreign minister", "NATO spokesperson", "Ana María Ríos", "", None],
)
@pytest.mark.parametrize(
    "term", [name_term("JO"), name_term("TD"), name_term("NATO"), "jordan", "minist", "rio", "chad"]
)
def test_a_term_is_in_a_name_if_it_is_one_of_the_terms_of_that_person(name: str | None, term: str) -> None:
    assert is_in_name(term, name) == (term in person_terms(name))


def test_a_person_called_jordan_is_no_country_and_a_body_keeps_its_name() -> None:
    assert is_in_name("jordan", "Michael Jordan")
    assert not is_in_name(name_term("JO"), "Michael Jordan")
