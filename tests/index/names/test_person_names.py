"""A typed name, and those whom it may mean."""

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
