from random import Random

import pytest

from index.names.entity_resolution import Person, canonical
from index.names.merge_rules import sounds
from index.names.person_names import byline, matches, printed


def _names(*people: tuple[Person, int]) -> dict[str, str]:
    """Give each name the one it is listed under, each person in articles of their own."""
    starts = [sum(count for _, count in people[:place]) for place in range(len(people))]
    rows = {person: range(start, start + count) for start, (person, count) in zip(starts, people, strict=True)}
    return {person.name: listed.name for person, listed in canonical(rows).items()}


def _of(country: str | None, role: str | None, *names: str) -> list[tuple[Person, int]]:
    """Give people of one office, the first of them often on record."""
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
    assert len(set(canonical(people).values())) == 3


def test_spellings_of_a_country_are_one_country() -> None:
    people = {Person("Barack Obama", "President", country): [1] for country in ("USA", "United States", None)}
    assert set(canonical(people).values()) == {Person("Barack Obama", None, "United States")}


def test_a_surname_by_itself_is_the_one_person_it_nearly_always_means() -> None:
    often, once = Person("Donald Trump", None, None), Person("Ivanka Trump", None, None)
    surname = Person("Mr. Trump", None, None)
    assert canonical({often: range(40), surname: [50], once: [60]})[surname].name == "Donald Trump"
    assert canonical({often: range(4), surname: [50], once: [60]})[surname].name == "Mr. Trump"


def test_a_slip_in_a_label_is_told_by_the_right_ones_beside_it() -> None:
    right, slip = Person("MR. EARNEST", None, None), Person("MR. EARNET", None, None)
    assert canonical({right: [7] * 20, slip: [7]})[slip].name == "Mr. Earnest"
    assert canonical({right: [7] * 20, slip: [8]})[slip].name == "Mr. Earnet"


def test_the_order_of_a_library_makes_no_difference() -> None:
    people = _of("Hungary", "Prime Minister", "Viktor Orbán", "Victor Orbán", "V. Orbán", "Viktor M. Orbán", "Orbán")
    rows = {person: [row] * 2 for row, (person, _) in enumerate(people)}
    for seed in range(10):
        shuffled = Random(seed).sample(list(rows.items()), len(rows))  # noqa: S311 - an order, not a secret
        assert canonical(dict(shuffled)) == canonical(rows)


def test_a_name_in_capitals_is_printed_in_proper_case() -> None:
    assert printed("RAÚL O’NEILL-MCAULIFFE III DE LA CRUZ") == "Raúl O’Neill-McAuliffe III de la Cruz"
    assert printed("Emmanuel MACRON") == "Emmanuel Macron"
    assert printed("S.M. Krishna") == "S.M. Krishna"


def test_titles_that_are_all_there_is_remain() -> None:
    assert byline("THE PRESIDENT").words == ("the", "president")
    assert byline("").words == ()
    assert sounds("qadhafi") == sounds("gaddafi")


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
    assert matches(typed, "António Guterres", "Secretary-General")


@pytest.mark.parametrize(
    "typed", ["", "Guter", "Antonia Gutierrez", "President", "Vice-President Guterres Silva", "Mr"]
)
def test_another_name_does_not(typed: str) -> None:
    assert not matches(typed, "António Guterres", "Secretary-General")


def test_a_short_name_is_found_by_its_own_letters_only() -> None:
    assert not matches("Clifton", "Hillary Clinton")
    assert not matches("Bus", "George Bush")


def test_who_speaks_for_somebody_is_not_they() -> None:
    assert not matches("Berg", "Omar Said", "spokesman for Ada Berg")
    assert matches("spokesman", "Omar Said", "spokesman for Ada Berg")
    assert matches("Said", "Omar Said", "spokesman for Ada Berg")


def test_a_name_without_a_letter_is_listed_as_it_is_beside_the_others() -> None:
    assert _names(*_of(None, None, "%", "--"), *_of("Hungary", "Prime Minister", "Viktor Orbán", "Orban")) == {
        "%": "%",
        "--": "--",
        "Viktor Orbán": "Viktor Orbán",
        "Orban": "Viktor Orbán",
    }
