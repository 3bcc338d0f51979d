import pytest

from index.attribution.forms.speaker_turns import turns

BRIEFING = """Press Briefing by Press Secretary Ana Haddad, 3/7/2016
1:05 P.M. EST
MS. HADDAD: Good afternoon. Deputy Secretary of Energy Bo Li is here.
Q Is the port open?
MS. HADDAD: It is. Bo, the depots?
DEPUTY SECRETARY LI: They are full.
Q: And the road? -- MS. HADAD: The road is open, too.
SENIOR ADMINISTRATION OFFICIAL: I add nothing.
"""


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(turn.words.slice(text), turn.name, turn.role) for turn in turns(text)]


def test_each_turn_is_its_speakers_by_name_and_office() -> None:
    found = {words: (name, role) for words, name, role in told(BRIEFING)}
    assert found["They are full."] == ("Bo Li", "Deputy Secretary of Energy")
    assert found["It is. Bo, the depots?"] == ("Ana Haddad", "Press Secretary")
    assert found["I add nothing."] == ("Senior administration official", None)


def test_an_office_is_told_after_the_name_too() -> None:
    text = "MS. HADDAD: With me is Bo Li, the envoy for ports, again.\nMR. LI: Hello.\nQ Who pays?\nMR. LI: We do."
    assert ("We do.", "Bo Li", "envoy for ports") in told(text)


def test_a_reporters_question_is_nobodys() -> None:
    assert [words for words, name, _ in told(BRIEFING) if name is None] == ["Is the port open?", "And the road? --"]


def test_a_label_that_is_misspelt_once_is_the_usual_one() -> None:
    assert ("The road is open, too.", "Ana Haddad", "Press Secretary") in told(BRIEFING)


def test_no_question_lies_in_a_named_turn() -> None:
    assert not any("?" in words.removesuffix("the depots?") for words, name, _ in told(BRIEFING) if name)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said so. The envoy did not.",
        "WHAT: A fair\nWHERE: The square\nWHEN: Noon\nWHAT: A race\nWHERE: The port",
        "WASHINGTON: The talks went on.\nLONDON: They ended.",
        "",
    ],
)
def test_a_text_that_is_no_transcript_has_no_turns(text: str) -> None:
    assert turns(text) == []


@pytest.mark.timeout(10)  # seconds, where to try every way of reading it would take years
def test_a_long_word_in_capitals_is_nobody() -> None:
    assert not turns(f"MR. {'X' * 5000} said nothing.\n{'MS' * 5000}\n{'A’' * 5000}")
