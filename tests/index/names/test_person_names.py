"""A typed name, and those whom it may mean."""

import pytest

from index.names.person_names import is_name_of, parse_name


def test_a_joint_statement_is_found_by_each_who_signed_it() -> None:
    role = "signed by Karl Roth, Lena Okafor"
    body = "Presidents of Chad and Egypt"
    assert is_name_of("Karl Roth", body, role)
    assert is_name_of("Okafor", body, role)
    assert is_name_of("Presidents of Chad and Egypt", body, role)
    assert not is_name_of("Karl Okafor", body, role)


def test_a_president_elect_is_the_person() -> None:
    assert parse_name("President-elect Donald Trump").words == parse_name("Donald Trump").words


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Mering, Ada", "Ada Mering"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Ada Mering, a retired general", "Ada Mering"),
        ("Others, including Ada Mering", "Others"),
        (
            "Arvania's Foreign, Commonwealth & Development Office",
            "Arvania's Foreign, Commonwealth & Development Office",
        ),
        ("Maps, letters and photographs", "Maps, letters and photographs"),
        ("Governor of Lusk", "Governor of Lusk"),
        ("Secretary of State Ada Mering", "Secretary of State Ada Mering"),
        ("Gov. Ada Mering and Attorney General Bo Li", "Gov. Ada Mering and Attorney General Bo Li"),
    ],
)
def test_a_name_is_put_in_order_and_a_body_or_a_list_stays_as_it_is(name: str, written: str) -> None:
    assert parse_name(name).written == written
