import pytest

from index.attribution.forms.speaker_turns import find_turns

BRIEFING = """Press Briefing by Press Secretary Ana Haddad, 3/7/2016
1:05 P.M. EST
MS. HADDAD: Good afternoon. Deputy Secretary of Energy Bo Li is here.
Q Is the port open?
MS. HADDAD: It is. Bo, the depots?
DEPUTY SECRETARY LI: They are full.
Q: And the road? -- MS. HADAD: The road is open, too.
SENIOR ADMINISTRATION OFFICIAL: I add nothing.
"""


def turns_in(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return words, name and role of each turn."""
    return [(turn.words.slice(text), turn.name, turn.role) for turn in find_turns(text)]


def test_a_turn_has_its_speaker_by_name_and_office() -> None:
    speakers = {words: (name, role) for words, name, role in turns_in(BRIEFING)}
    assert speakers["They are full."] == ("Bo Li", "Deputy Secretary of Energy")
    assert speakers["It is. Bo, the depots?"] == ("Ana Haddad", "Press Secretary")
    assert speakers["I add nothing."] == ("Senior administration official", None)


def test_an_office_may_follow_the_name() -> None:
    text = "MS. HADDAD: With me is Bo Li, the envoy for ports, again.\nMR. LI: Hello.\nQ Who pays?\nMR. LI: We do."
    assert ("We do.", "Bo Li", "envoy for ports") in turns_in(text)


def test_a_reporters_question_has_no_speaker() -> None:
    assert [words for words, name, _ in turns_in(BRIEFING) if name is None] == ["Is the port open?", "And the road? --"]


def test_a_label_that_is_misspelt_once_names_the_usual_speaker() -> None:
    assert ("The road is open, too.", "Ana Haddad", "Press Secretary") in turns_in(BRIEFING)


def test_no_question_is_within_a_named_turn() -> None:
    assert not any("?" in words.removesuffix("the depots?") for words, name, _ in turns_in(BRIEFING) if name)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said so. The envoy did not.",
        "WHAT: A fair\nWHERE: The square\nWHEN: Noon\nWHAT: A race\nWHERE: The port",
        "WASHINGTON: The talks went on.\nLONDON: They ended.",
        "",
    ],
)
def test_a_text_that_is_not_a_transcript_has_no_turns(text: str) -> None:
    assert find_turns(text) == []


@pytest.mark.timeout(10)  # seconds; backtracking through all ways to match would take years
def test_a_long_word_in_capitals_is_no_label() -> None:
    assert not find_turns(f"MR. {'X' * 5000} said nothing.\n{'MS' * 5000}\n{'A’' * 5000}")
