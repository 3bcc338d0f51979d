from collections.abc import Callable

import pytest

from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.introductions import find_introductions

SpeakerAt = Callable[[str, str, str], str | None]
NAMESAKES = """Witnesses: Ms. Carla Jones, Assistant Secretary of State; General Peter Jones, Africa Command

MS. JONES: The embassy stays closed.

GEN. JONES: We have no troops there today.

MS. JONES: It will open in May.

GEN. JONES: The Marines could protect it."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The embassy stays closed", "Carla Jones"),
        ("We have no troops", "Peter Jones"),
        ("The Marines could", "Peter Jones"),
    ],
)
def test_speakers_of_namesakes(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(NAMESAKES, words, "Hearing on Arvania") == speaker


@pytest.mark.parametrize(
    ("label", "title", "speaker"),
    [
        ("SG", "Press encounter", "Secretary-General"),
        ("HR/VP", "Doorstep", "High Representative/Vice-President"),
        ("PM", "Interview", "Prime Minister"),
    ],
)
def test_an_abbreviated_office_is_the_office_and_no_name_is_made_of_it(
    speaker_at: SpeakerAt, label: str, title: str, speaker: str
) -> None:
    turns = ["Good afternoon. We sent aid.", "Question: To whom?", "To all.", "Question: When?", "Now."]
    text = "\n\n".join(turn if turn.startswith("Question") else f"{label}: {turn}" for turn in turns)
    assert speaker_at(text, "We sent aid", title) == speaker


@pytest.mark.parametrize(("words", "speaker"), [("I rise", "Mr. Price of Ohio"), ("My islands", "Ms. Price of Maine")])
def test_two_of_one_surname_are_told_apart_by_their_states_and_neither_is_a_slip(
    speaker_at: SpeakerAt, words: str, speaker: str
) -> None:
    turns = [
        "Mr. PRICE of Ohio. I rise today.",
        "Ms. PRICE of Maine. My islands wait.",
        *["Mr. PRICE of Ohio. Yes."] * 4,
    ]
    assert speaker_at("\n".join(f"  {turn}" for turn in turns), words, "Congressional Record") == speaker


@pytest.mark.parametrize("presiding", ["The CHAIRMAN", "The Acting CHAIR", "The Chairwoman", "The SPEAKER"])
def test_who_presides_is_a_label_before_a_full_stop(speaker_at: SpeakerAt, presiding: str) -> None:
    text = f"  Mr. ROTH. I yield the floor.\n  {presiding}. The time has expired.\n  Ms. LI. We thank you.\n"
    assert speaker_at(text, "The time has", "Congressional Record") not in {"Roth", None}
    assert speaker_at(text, "I yield", "Congressional Record") == "Roth"


@pytest.mark.parametrize("office", ["NATO Secretary General", "Foreign Minister", "Deputy Chief Envoy"])
def test_a_name_that_no_list_has_is_read_after_an_office_and_a_comma(speaker_at: SpeakerAt, office: str) -> None:
    text = f"{office}, Tarvo Lankhorst: We stay.\n\nQuestion: Why?\n\n{office}: Because we must."
    assert speaker_at(text, "Because we", "Press conference") == "Tarvo Lankhorst"


@pytest.mark.parametrize(
    "label",
    [
        "SENIOR ADMINISTRATION OFFICIAL #1",
        "SENIOR ADMINISTRATION OFFICIAL TWO",
        "Senior Defense Official 2",
        "OFFICIAL #3",
        "EUROPEAN OFFICIAL THREE",
        "Witness Three",
        "MILITARY OFFICIAL #1",
        "Embassy Officer 4",
        "Senior Treasury Official #2",
        "WESTERN DIPLOMAT #1",
    ],
)
def test_one_of_several_without_names_has_a_number(label: str) -> None:
    parsed = parse_label(label)
    assert parsed is not None
    assert (parsed.kind, parsed.office) == ("office", label)


@pytest.mark.parametrize("label", ["1541st Meeting of the Council", "Section 2", "Room One", "Chapter #3"])
def test_a_numbered_heading_is_no_speaker(label: str) -> None:
    parsed = parse_label(label)
    assert parsed is None or parsed.kind != "office" or label != parsed.office


def test_a_name_does_not_begin_in_the_sentence_before() -> None:
    text = "Hello. It's Penelope, please. The ship came to Port Lessay. Nam asked for help."
    assert find_introductions(text, {"penelope", "nam"}) == {}


@pytest.mark.parametrize("paper", ["The Paper", "The Times", "The Irish Times", "The Guardian", "The Hindu"])
def test_a_paper_with_its_article_is_a_label(paper: str) -> None:
    parsed = parse_label(paper)
    assert parsed is not None
    assert (parsed.kind, parsed.name) == ("person", paper)


def test_whoever_presides_over_the_parliament_of_ireland_is_a_label() -> None:
    parsed = parse_label("An Ceann Comhairle")
    assert parsed is not None
    assert (parsed.kind, parsed.office) == ("office", "An Ceann Comhairle")


def test_a_scholar_and_an_officer_of_one_surname_are_two(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = """Chair: Welcome. I call Dr Vega and Captain Vega.

Dr Vega: The channel is silting at nine centimetres a year.

Captain Vega: It is eleven. I sail it.

Chair: Dr Vega, is he right?

Dr Vega: He may be.

Captain Vega: I think so."""
    first = speaker_at(text, "The channel is silting", "Evidence on the channel")
    assert first == speaker_at(text, "He may be", "Evidence on the channel")
    second = speaker_at(text, "I sail it", "Evidence on the channel")
    assert second == "Captain Vega"
    assert first != second


@pytest.mark.parametrize(
    ("printed", "office", "name"),
    [
        ("HR/VP Ruiz", "High Representative/Vice-President", "Ruiz"),
        ("HRVP Ana Ruiz", "High Representative/Vice-President", "Ana Ruiz"),
        ("SG Roth", "Secretary-General", "Roth"),
        ("PM LINDT", "Prime Minister", "LINDT"),
        ("FM Bo Lindt", "Foreign Minister", "Bo Lindt"),
        ("DSG Spruds", "Deputy Secretary-General", "Spruds"),
        ("EAM Rao", "External Affairs Minister", "Rao"),
        ("DPM Ruta Spruds", "Deputy Prime Minister", "Ruta Spruds"),
        ("VP Ruiz", "Vice President", "Ruiz"),
        ("Sg Ruiz", None, "Sg Ruiz"),
    ],
)
def test_an_abbreviated_office_before_a_name_is_no_part_of_it(printed: str, office: str | None, name: str) -> None:
    label = parse_label(printed)
    assert label
    assert (label.office, label.name) == (office, name)


def test_the_letters_of_a_ministry_before_an_office_are_written_out_as_none() -> None:
    label = parse_label("MOD Spokesperson")
    assert label is None or "Moderator" not in (label.office or "")


@pytest.mark.parametrize("notice", ["PLEASE NOTE", "EDITOR’S NOTE", "DISCLAIMER", "CORRECTION"])
def test_a_notice_beside_a_transcript_is_no_label(notice: str) -> None:
    assert parse_label(notice) is None
