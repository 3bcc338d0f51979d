"""Groups of ministers have the abbreviation of their organisation where the document gives it."""

import pytest

from index.attribution.forms.issuers.abbreviations import abbreviate, find_abbreviations

HEAD = "We, the Foreign Ministers of the Association of Lake States (ALS), met in Halm with the Envoy of Lusk (EL)."


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Foreign Ministers of the Association of Lake States", "ALS Foreign Ministers"),
        ("Heads of State and Government of the Association of Lake States", "ALS Heads of State and Government"),
        ("Foreign Ministers of the Union of Lakes", "Foreign Ministers of the Union of Lakes"),
        ("Secretariat of the Association of Lake States", "Secretariat of the Association of Lake States"),
    ],
)
def test_a_group_is_called_by_the_abbreviation(name: str, short: str) -> None:
    assert abbreviate(name, find_abbreviations(HEAD)) == short


def test_brackets_that_abbreviate_no_name_before_them_define_nothing() -> None:
    assert find_abbreviations("the Ministers of the Union of Lakes (NATO) met") == {}
