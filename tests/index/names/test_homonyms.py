import pytest

from index.names.gazetteer import load_gazetteer


@pytest.mark.parametrize(
    "text",
    [
        "Senator Jordan Reed said the army budget had to shrink. “We cannot pay for every tank,” Jordan said.",
        "Captain Chad Wilson said the drill had gone well. “No one was hurt,” said Chad.",
        "Judge Georgia Hale dismissed the case.",
        "India Marsh, a nurse, left the hall.",
        "Kenya Moore's lawyer spoke first. Kenya's brother did not.",
    ],
)
def test_a_person_who_has_a_countrys_name_is_not_the_country(text: str) -> None:
    assert not {"JO", "TD", "GE", "IN", "KE"} & set(load_gazetteer().find_codes(text))


def test_a_state_that_has_a_countrys_name_is_not_the_country() -> None:
    text = "“The base in Georgia brings jobs to our state,” said Governor Mary Whitfield in Atlanta."
    assert "GE" not in load_gazetteer().find_codes(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("“Jordan cannot take in more refugees alone,” said Foreign Minister Rania Khatib.", "JO"),
        ("Jordan said it would keep its border open.", "JO"),
        ("The Jordan Army denied it.", "JO"),
        ("Chad President Idriss Itno spoke.", "TD"),
        ("Georgia will not give up its path to NATO, its minister said in Tbilisi.", "GE"),
        ("He flew from Jordan Tuesday.", "JO"),
        ("Israel Defense Forces left the town.", "IL"),
    ],
)
def test_a_country_that_shares_its_name_with_persons_stays_a_country(text: str, code: str) -> None:
    assert code in load_gazetteer().find_codes(text)
