from collections.abc import Callable

import pytest

from index.attribution.forms.communique import COMMUNIQUE as COMMUNIQUE_FORM
from index.attribution.forms.document import Document

SpeakerAt = Callable[[str, str, str], str | None]
COMMUNIQUE = """The Foreign Ministers of Egypt, Tunisia and Chad met in Lusk on 3 May.

The Ministers:

1. Reaffirmed their attachment to the unity of Arvania;

2. Called on the parties to refrain from any escalation.

Chad expressed reservations on paragraph 2."""
LEADERS = """We, the G7 Foreign Ministers of Canada, France and Italy, condemn the attack on Lusk.

We call on Arvania to withdraw.

These actions endanger the whole of the region. We will not recognise them."""
CONCLUSIONS = """1. The European Council reiterates its commitment to the unity of Arvania.

2. It calls on all parties to lay down their arms.

3. Recalling its conclusions of March, the European Council condemns the attack."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Called on the parties", "Foreign Ministers of Egypt, Tunisia and Chad"),
        ("Chad expressed reservations", None),
    ],
)
def test_speakers_of_communique(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(COMMUNIQUE, words, "Joint communiqué on Arvania") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We call on Arvania", "G7 Foreign Ministers"),
        ("These actions endanger", "G7 Foreign Ministers"),
    ],
)
def test_speakers_of_leaders(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(LEADERS, words, "G7 Foreign Ministers' Statement on Arvania") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("It calls on all parties", "European Council"),
        ("condemns the attack", "European Council"),
    ],
)
def test_speakers_of_conclusions(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(CONCLUSIONS, words, "European Council conclusions on Arvania") == speaker


MEETING = """1. The 27th Lusk Regional Forum was convened on 27 July.

2. The Ministers underscored the importance of peace in the South Sea.

3. The Meeting expressed grave concern over the hostilities in Arvania.

4. Some Ministers voiced concern over land reclamation and incidents at sea.

5. The Meeting took note of the offer of Sondmark to host the next seminar."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The Meeting expressed", "Lusk Regional Forum"),
        ("The Meeting took note", "Lusk Regional Forum"),
        ("Some Ministers", None),
    ],
)
def test_a_meeting_takes_note_and_some_ministers_are_no_body(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str | None
) -> None:
    assert speaker_at(MEETING, words, "Chairman's Statement of the 27th Lusk Regional Forum") == speaker


def test_guarantors_have_the_clauses_under_their_chapeau(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = (
        "The representatives of Chad, Egypt and Tunisia as guarantors of the Lusk format:\n\n"
        "1. Reaffirmed their commitment to the sovereignty of Arvania;\n\n"
        "2. Discussed the situation in the north and rejected new realities on the ground;\n\n"
        "3. Condemned the attacks on civilian facilities."
    )
    name = "representatives of Chad, Egypt and Tunisia"
    assert speaker_at(text, "Reaffirmed", "Closing statement of the Lusk-format talks") == name
    assert speaker_at(text, "Discussed", "Closing statement of the Lusk-format talks") == name


def test_a_statement_of_two_in_capitals_is_not_the_seconds(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "Prime Minister Edgar Lind and Prime Minister Lena Okafor met in Lusk.\n\n"
        "The Prime Ministers agreed to begin negotiations on the joint production of ships.\n\n"
        "The Prime Ministers called for restraint in the straits and for the law of the sea."
    )
    title = "JOINT STATEMENT BY PRIME MINISTER EDGAR LIND AND PRIME MINISTER LENA OKAFOR"
    assert speaker_at(text, "agreed to begin", title) == "Prime Ministers"


def test_a_pronoun_alone_is_a_chapeau(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = (
        "The Prime Ministers of the Lusk Group discussed migration on the eastern route.\n\nThey:\n\n"
        "• agreed to send sixty more officers to the border;\n\n• called on the Commission to finance it;\n\n"
        "• rejected any form of relocation."
    )
    assert speaker_at(text, "agreed to send", "Joint statement of the Lusk Group") is not None


def test_one_side_of_a_joint_statement_is_a_body(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = (
        "1. The Ministers reaffirmed the partnership between the two countries.\n\n"
        "2. The Lusk side informed of its plans for the exercise and invited the other side to take part.\n\n"
        "3. The Ministers condemned in unequivocal terms the attack on the port."
    )
    assert speaker_at(text, "informed of its plans", "Ministerial Meeting: Joint Statement") == "Lusk side"


@pytest.mark.parametrize(
    ("chapeau", "name"),
    [
        (
            "We, the Secretary of State of the United States and the Foreign Ministers of Chad, Mali, and Togo, met.",
            "Secretary of State of the United States and the Foreign Ministers of Chad, Mali, and Togo",
        ),
        (
            "We, the Foreign Ministers of Chad, Egypt and Tunisia, met to reaffirm our commitment to free seas.",
            "Foreign Ministers of Chad, Egypt and Tunisia",
        ),
    ],
)
def test_all_sides_of_a_chapeau_are_the_body(
    speaker_at: Callable[[str, str, str], str | None], chapeau: str, name: str
) -> None:
    text = f"{chapeau}\n\nWe strongly oppose any action that seeks to change it by force.\n\nWe stand with them."
    assert speaker_at(text, "strongly oppose", "Joint Statement from the Foreign Ministers") == name


def test_remarks_in_the_first_person_under_a_joint_statement_are_not_its_bodys(speaker_at: SpeakerAt) -> None:
    text = f"{COMMUNIQUE}\n\nIt was a long night, and I want to thank my colleague for the patience of her people."
    assert speaker_at(text, "It was a long night", "Joint communiqué on Arvania") is None
    joint = """The Foreign Ministers of Arvania and Chad met in Lusk on 3 May.

The Ministers agreed to reopen the crossing by 1 June. They condemned the attack on the customs post.

They called on all parties to respect the line of 1994.

I never thought I would stand here. My grandfather built the bridge that we reopen today, in sun and wind."""
    assert speaker_at(joint, "My grandfather built", "Joint statement by the Foreign Ministers") is None
    assert speaker_at(joint, "They called on", "Joint statement by the Foreign Ministers")


AGREED = "We agree that the quays are shared, and the tolls are paid in Lusk on the first day.\n\n" * 3


@pytest.mark.parametrize(
    ("title", "added", "is_read"),
    [
        ("Joint declaration on the quays", "", True),
        ("Who signed the declaration on the quays?", "", False),
        ("Declaration Day address", "I was a child in Lusk, and my mother swept the quay by night.\n\n" * 3, False),
    ],
)
def test_questions_and_speeches_are_no_communique(title: str, added: str, *, is_read: bool) -> None:
    document = Document(f"We, the Ministers of Arvania and Lusk,\n\n{AGREED}{added}", title)
    assert bool(COMMUNIQUE_FORM.evidence(document).score) is is_read


QUOTED = """ARVANIA MINISTRY OF FOREIGN AFFAIRS

JOINT STATEMENT OF THE FOREIGN MINISTERS OF ARVANIA, LUSK AND HALM

The text of the joint statement follows.

"We have reviewed the safety of the cables between our countries.

We condemn the damage that was done in May.

We will keep a repair ship at Halm."

Minister Ruiz said that the ship would be paid for by Lusk. We thank all who came, the ministry wrote.

The next meeting will be in Halm in the spring."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We have reviewed", "Foreign Ministers of Arvania, Lusk and Halm"),
        ("We condemn", "Foreign Ministers of Arvania, Lusk and Halm"),
        ("We will keep", "Foreign Ministers of Arvania, Lusk and Halm"),
        ("We thank all", None),
        ("The next meeting", None),
    ],
)
def test_a_quoted_joint_statement_is_the_ministers_up_to_its_closing_mark(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(QUOTED, words, "Statement on cables") == speaker


def test_a_joint_statement_ends_where_the_press_conference_is_reported(speaker_at: SpeakerAt) -> None:
    text = QUOTED.replace('"', "").replace("Minister Ruiz said", "At the press conference afterwards, Ana Ruiz said")
    assert speaker_at(text, "We will keep", "Statement on cables") == "Foreign Ministers of Arvania, Lusk and Halm"
    assert speaker_at(text, "Ana Ruiz said", "Statement on cables") is None


def test_a_note_under_the_clauses_is_no_clause(speaker_at: SpeakerAt) -> None:
    text = LEADERS + "\n\n* * *\n\nADVANCE COPY - subject to correction by the Secretariat of the Group of Seven"
    assert speaker_at(text, "ADVANCE COPY", "G7 Foreign Ministers' Statement on Arvania") is None


def test_a_statement_in_quotation_marks_ends_where_they_close(speaker_at: SpeakerAt) -> None:
    text = (
        "The President made the following statement on behalf of the Council:\n\n"
        "“The Security Council condemns the attack on Halm.\n\n“The Security Council recalls its texts on Lusk.\n\n"
        "“The Security Council remains seized of the matter.”\n\n"
        "The Security Council thanked the interpreters, a note to correspondents said."
    )
    title = "Statement by the President of the Security Council"
    assert speaker_at(text, "remains seized", title) == "Security Council"
    assert speaker_at(text, "thanked the interpreters", title) is None


SEVERAL = """G7 Foreign Ministers' Communiqué

We, the Foreign Ministers of Canada, France, Germany, Italy, Japan and the United Kingdom, met in Lusk.

1. We reject the view that might makes the map.

2. We call on both sides to light the lamps."""


def test_ministers_of_several_countries_have_the_short_name_that_the_title_gives(speaker_at: SpeakerAt) -> None:
    assert speaker_at(SEVERAL, "We reject the view", "G7 Foreign Ministers' Communiqué") == "G7 Foreign Ministers"
