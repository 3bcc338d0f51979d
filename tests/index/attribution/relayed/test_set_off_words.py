"""Whose the words are that are indented under a line that ends in a colon."""

import pytest

from index.attribution.forms.layout.paragraphs import find_paragraphs
from index.attribution.relayed.set_off_words import find_set_off_words
from index.text.spans import Span

SET_OFF = "\n\n       We have more boats in the museum than\n     we have at sea.\n\n  I agree with that.\n"


def read(text: str) -> list[tuple[str, str]]:
    """Return the words that name each source, with what is set off."""
    whole = Span(0, len(text))
    found = find_set_off_words(text, whole, find_paragraphs(text), (whole,))
    return [(each.referent.slice(text), " ".join(each.content[0].slice(text).split())) for each in found]


@pytest.mark.parametrize(
    ("lead", "referent"),
    [
        ("  Last month General Bo Reva spoke to the\nCommittee in Halm. He said:", "General Bo Reva"),
        ("  The Harbour Minister wrote to us in May:", "The Harbour Minister"),
        ("  Captain Lena Orsi told the Board:", "Captain Lena Orsi"),
        ("  My grandmother used to say:", "My grandmother"),
        ("  Admiral Holm, who is retired, wrote:", "Admiral Holm"),
    ],
)
def test_words_that_are_set_off_are_whose_the_line_above_says(lead: str, referent: str) -> None:
    assert read(lead + SET_OFF) == [(referent, "We have more boats in the museum than we have at sea.")]


@pytest.mark.parametrize(
    "lead",
    [
        "  I said last year:",
        "  The bill does three things:",
        "  Captain Lena Orsi never said:",
        "  Captain Lena Orsi told the Board so.",
        "       Captain Lena Orsi told the Board:",
    ],
)
def test_words_that_are_set_off_are_no_ones_else(lead: str) -> None:
    assert read(lead + SET_OFF) == []
