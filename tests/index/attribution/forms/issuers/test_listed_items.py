import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.listed_items import find_listed_items
from index.attribution.forms.positions import find_positions


def listed(text: str, title: str = "") -> list[tuple[str, str]]:
    """Return the speaker and the beginning of each item of a text."""
    turns = find_listed_items(Document(text, title))
    return [(turn.speaker.name, " ".join(turn.words[0].slice(text).split()[:3])) for turn in turns if turn.speaker]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("The Cabinet took the following decisions:", "Cabinet"),
        ("In its weekly session, the Cabinet decided the following:", "Cabinet"),
        ("The minister opened the session. The Council of Ministers also approved:", "Council of Ministers"),
        ("In particular, the Council's text:", "Council"),
        ("The main points of Parliament’s position:", "Parliament"),
        ("The Commission is asking Arvania to act on:", "Commission"),
        ("MEPs want to see the following:", "MEPs"),
        ("In this regard, the Ministry of Fisheries states the following:", "Ministry of Fisheries"),
        ("The Embassy of Lusk considers it necessary to state the following:", "Embassy of Lusk"),
        ("Ministers agreed on the following:", "Ministers"),
        ("The Supreme Court decided as follows:", "Supreme Court"),
    ],
)
@pytest.mark.parametrize(
    "items",
    [
        "First: Authorizing the Minister of Energy to sign.\n\nSecond: Approving the plan for the port.",
        "Approving the agreement with Lusk;\n\nDesignating the first of May as a day of rest.",
        "•  clarifies that standby counts as duty\n•  lowers the least rest to nine hours",
        "1. The article of 3 May is wrong. It has no source.\n\n2. We ask the editors to print this reply.",
        "- To open the port to all ships;\n- to close the road to lorries.",
    ],
)
def test_items_are_of_the_body_that_the_line_above_names(line: str, body: str, items: str) -> None:
    assert [speaker for speaker, _ in listed(f"{line}\n\n{items}\n\nIt rained in Lusk that day.")] == [body, body]


@pytest.mark.parametrize(
    "text",
    [
        "The Council is composed of:\n\n- the Minister of Energy,\n- the Minister of Ports.",
        "I told the Council:\n\n1. The road is closed.\n\n2. The port is open.",
        "The Council met on Monday:\n\nIt rained all day.\n\nNo one came.",
        "The Council took the following decision:\n\nApproving the agreement with Lusk.",
        "What you will need:\n\n- a boat of your own,\n- a net of fine mesh.",
        "Participants in the Council meeting included:\n\n- Ana Ruiz of Arvania,\n- Karl Roth of Lusk.",
    ],
)
def test_other_lists_are_no_ones(text: str) -> None:
    assert listed(text) == []


def test_a_list_ends_with_the_first_paragraph_of_another_kind() -> None:
    text = "The Cabinet decided:\n\nFirst: Opening the port.\n\nSecond: Closing the road.\n\nThe minister thanked all."
    assert listed(text) == [("Cabinet", "Opening the port."), ("Cabinet", "Closing the road.")]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Luskan Foreign Minister expressed his thanks for the boats.", "Karl Roth"),
        ("The Arvanian Foreign Minister expressed her thanks for the boats.", "Ana Ruiz"),
        ("The Olvian Foreign Minister expressed his thanks for the boats.", "Olvian Foreign Minister"),
    ],
)
def test_an_office_of_a_nationality_is_its_holder_in_that_country(sentence: str, speaker: str) -> None:
    text = f"""Embassy of the Republic of Arvania

Foreign Minister Ana Ruiz called the Foreign Minister of Lusk, Karl Roth.

{sentence}"""
    positions = find_positions(Document(text))
    assert [each.speaker.name for each in positions][1:] == [speaker]
