from random import Random

import pytest

from index.names.entity_resolution import Person, resolve_people
from index.names.merge_rules import reduce_to_consonants
from index.names.person_names import format_name, is_name_of, parse_name


def _names(*people: tuple[Person, int]) -> dict[str, str]:
    """Return for each name its canonical name, with each person in articles of their own."""
    starts = [sum(count for _, count in people[:place]) for place in range(len(people))]
    rows = {person: range(start, start + count) for start, (person, count) in zip(starts, people, strict=True)}
    return {person.name: listed.name for person, listed in resolve_people(rows).items()}


def _of(country: str | None, role: str | None, *names: str) -> list[tuple[Person, int]]:
    """Return people of one office, the first of them frequent."""
    return [(Person(name, role, country), 1 if place else 6) for place, name in enumerate(names)]


@pytest.mark.parametrize(
    "variant",
    [
        "Mr. Viktor Orbán",
        "VIKTOR ORBAN",
        "Orbán, Viktor",
        "H.E. Mr. Viktor Orban",
        "Prime Minister Viktor Orbán",
        "Victor Orbán",
        "Vikor Orbán",
        "Viktor Mihály Orbán",
        "V. Orbán",
        "Mr. Orbán",
    ],
)
def test_variants_of_a_name_in_one_office_of_one_country_are_one_person(variant: str) -> None:
    people = _of("Hungary", "Prime Minister", "Viktor Orbán", variant)
    assert set(_names(*people).values()) == {"Viktor Orbán"}


def test_transcriptions_of_a_name_in_one_office_are_one_person() -> None:
    people = _of("Libya", "Head of State", "Muammar Qadhafi", "Moammar Gaddafi")
    assert set(_names(*people).values()) == {"Muammar Qadhafi"}


@pytest.mark.parametrize(
    ("country", "role", "names"),
    [
        ("Syria", "President", ("Hafez al-Assad", "Bashar al-Assad", "President Assad")),
        ("United States", None, ("Bill Clinton", "Hillary Clinton", "Clinton")),
        ("United States", "President", ("George W. Bush", "George H. W. Bush", "George Bush")),
        ("Jordan", "Head of State", ("King Abdullah I", "King Abdullah II")),
        ("North Korea", "Head of State", ("Kim Jong Il", "Kim Jong Un", "Kim Il Sung")),
        ("China", "Minister for Foreign Affairs", ("Wang Yi", "Wang Li")),
        ("Poland", "President", ("Lech Kaczyński", "Jarosław Kaczyński")),
        (None, None, ("Mr. Clinton", "Mrs. Clinton")),
        (None, None, ("Mr. Park", "President Park")),
        (None, None, ("Mr. Clinton", "Mr. Clifton")),
    ],
)
def test_persons_who_may_be_two_stay_apart(country: str | None, role: str | None, names: tuple[str, ...]) -> None:
    listed = _names(*_of(country, role, *names))
    assert len(set(listed.values())) == len(names)


def test_one_name_in_two_countries_is_two_persons() -> None:
    people = {Person("Mohamed Ali", None, country): [row] for row, country in enumerate(("Egypt", "Kenya", None))}
    assert len(set(resolve_people(people).values())) == 3


def test_spellings_of_a_country_are_one_country() -> None:
    people = {Person("Barack Obama", "President", country): [1] for country in ("USA", "United States", None)}
    assert set(resolve_people(people).values()) == {Person("Barack Obama", None, "United States")}


def test_a_surname_by_itself_is_the_one_person_it_nearly_always_means() -> None:
    often, once = Person("Donald Trump", None, None), Person("Ivanka Trump", None, None)
    surname = Person("Mr. Trump", None, None)
    assert resolve_people({often: range(40), surname: [50], once: [60]})[surname].name == "Donald Trump"
    assert resolve_people({often: range(4), surname: [50], once: [60]})[surname].name == "Mr. Trump"


def test_a_slip_in_a_label_is_answered_by_the_right_ones_beside_it() -> None:
    right, slip = Person("MR. EARNEST", None, None), Person("MR. EARNET", None, None)
    assert resolve_people({right: [7] * 20, slip: [7]})[slip].name == "Mr. Earnest"
    assert resolve_people({right: [7] * 20, slip: [8]})[slip].name == "Mr. Earnet"


def test_the_order_of_a_library_makes_no_difference() -> None:
    people = _of("Hungary", "Prime Minister", "Viktor Orbán", "Victor Orbán", "V. Orbán", "Viktor M. Orbán", "Orbán")
    rows = {person: [row] * 2 for row, (person, _) in enumerate(people)}
    for seed in range(10):
        shuffled = Random(seed).sample(list(rows.items()), len(rows))  # noqa: S311 - an order, not a secret
        assert resolve_people(dict(shuffled)) == resolve_people(rows)


def test_a_name_in_capitals_is_printed_in_proper_case() -> None:
    assert format_name("RAÚL O’NEILL-MCAULIFFE III DE LA CRUZ") == "Raúl O’Neill-McAuliffe III de la Cruz"
    assert format_name("Emmanuel MACRON") == "Emmanuel Macron"
    assert format_name("S.M. Krishna") == "S.M. Krishna"


def test_titles_that_are_all_there_is_remain() -> None:
    assert parse_name("THE PRESIDENT").words == ("the", "president")
    assert parse_name("").words == ()
    assert reduce_to_consonants("qadhafi") == reduce_to_consonants("gaddafi")


@pytest.mark.parametrize(
    "typed",
    [
        "Guterres",
        "Mr Guterres",
        "Antonio Guterres",
        "GUTERRES, António",
        "A. Guterres",
        "H.E. Mr. António Guterres",
        "UN Secretary-General António Guterres",
        "Secretary-General",
        "Guterrez",
        "Guterrs",
    ],
)
def test_a_typed_form_of_a_name_finds_the_person(typed: str) -> None:
    assert is_name_of(typed, "António Guterres", "Secretary-General")


@pytest.mark.parametrize(
    "typed", ["", "Guter", "Antonia Gutierrez", "President", "Vice-President Guterres Silva", "Mr"]
)
def test_another_name_does_not(typed: str) -> None:
    assert not is_name_of(typed, "António Guterres", "Secretary-General")


def test_a_short_name_is_found_by_its_own_letters_only() -> None:
    assert not is_name_of("Clifton", "Hillary Clinton")
    assert not is_name_of("Bus", "George Bush")


def test_who_speaks_for_somebody_is_not_they() -> None:
    assert not is_name_of("Berg", "Omar Said", "spokesman for Ada Berg")
    assert is_name_of("spokesman", "Omar Said", "spokesman for Ada Berg")
    assert is_name_of("Said", "Omar Said", "spokesman for Ada Berg")


def test_a_name_without_a_letter_is_listed_as_it_is_beside_the_others() -> None:
    assert _names(*_of(None, None, "%", "--"), *_of("Hungary", "Prime Minister", "Viktor Orbán", "Orban")) == {
        "%": "%",
        "--": "--",
        "Viktor Orbán": "Viktor Orbán",
        "Orban": "Viktor Orbán",
    }


def test_an_office_that_came_with_a_form_of_the_name_is_no_fault_where_nobody_else_of_the_name_holds_it() -> None:
    forms = Person("J. Smithson", "Foreign Minister", "Kenya"), Person("J. Smithson", "Prime Minister", "Kenya")
    full = Person("John Smithson", "Foreign Minister", "Kenya")
    listed = resolve_people({forms[0]: [1, 1], forms[1]: [4], full: [7, 8]})
    assert len({*listed.values()}) == 1
