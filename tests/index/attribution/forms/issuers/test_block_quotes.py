import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.block_quotes import find_block_quotes


def quoted(text: str, title: str = "") -> list[tuple[str, str]]:
    """Return the speaker and the first word of each block quote of a text."""
    turns = find_block_quotes(Document(text, title))
    return [(turn.speaker.name, turn.words[0].slice(text).split()[0]) for turn in turns if turn.speaker]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Rasmus Berg, the defence minister of Arvania, posted on X:", "Rasmus Berg"),
        ("Minister Berg sees it otherwise. In his speech at Lusk:", "Rasmus Berg"),
        ("Here is our diplomatic editor **Kit Brand** with a first reading:", "Kit Brand"),
        ("**Jo Merry** is in Lusk:", "Jo Merry"),
        ("Pauline in Lusk writes:", "Pauline"),
        ("This is what Defence Minister Rasmus Berg wrote in his letter:", "Rasmus Berg"),
        ("The Prime Minister, in a post on X, wrote:", "Ana Ruiz"),
        ("The port was closed on Monday. President Ana Ruiz explained why:", "Ana Ruiz"),
        ("General Karl Roth did not wait for questions:", "Karl Roth"),
        ("Ms. Ana Ruiz, on the evening of the vote:", "Ana Ruiz"),
        ("Anna Blake has more:", "Anna Blake"),
    ],
)
def test_a_block_quote_is_of_the_person_whom_the_line_above_names(lead: str, speaker: str) -> None:
    text = f"""Defence Minister Rasmus Berg and Prime Minister Ana Ruiz spoke on Monday.

{lead}

> Patience does not jam. We will wait for the tide.

It rained in Lusk."""
    assert quoted(text) == [(speaker, "Patience")]


def test_a_statement_is_of_the_one_person_whom_the_paragraph_above_the_line_names() -> None:
    above = "The foreign secretary, Baroness Hale, announced help for the port."
    text = f"{above}\n\nThe full statement says:\n\n> We will judge the truce.\n>\n> We told both sides."
    assert quoted(text) == [("Baroness Hale", "We")]


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Lusk:\n\n> Rain until Monday.",
        "Ana Ruiz met Karl Roth.\n\nThe full statement says:\n\n> We will wait.",
        "Rasmus Berg, the defence minister, spoke.\n\n> Patience does not jam.",
        "The Council of Lusk decided:\n\n> The port is closed.",
    ],
)
def test_a_block_quote_of_no_one_who_is_named_has_no_speaker(text: str) -> None:
    assert quoted(text) == []
