"""Whose the words are that a report quotes through another."""

import pytest

from index.attribution.linking import LinkedStatement
from index.attribution.relayed.quoted_through import name_quoted
from index.text.spans import Span


def named(text: str, source: str | None, cue: str, *content: str) -> tuple[str | None, list[str]]:
    """Return the source and the content of a statement as it is named after its cue."""

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    linked = LinkedStatement(place(source) if source else None, place(cue), tuple(map(place, content)), 1.0, 1.0)
    found = name_quoted(text, linked)
    return found.source.slice(text) if found.source else None, [part.slice(text) for part in found.content]


def test_what_an_agency_quotes_somebody_as_saying_is_not_the_agencys() -> None:
    text = '"We are ready," the Halm agency quoted him as saying.'
    assert named(text, "the Halm agency", "quoted", '"We are ready,"', "him as saying") == ("him", ['"We are ready,"'])


def test_an_office_beside_the_name_is_no_part_of_the_source() -> None:
    text = "The paper cited Reino Holt, keeper of the light, as saying on Monday that the lamp was out."
    assert named(text, "The paper", "cited", "Reino Holt, keeper of the light, as saying on Monday that the lamp") == (
        "Reino Holt",
        ["the lamp"],
    )


def test_the_subject_of_was_quoted_is_the_source() -> None:
    text = "Port Minister Bo Lind was quoted by the Lamp as saying that the border was closed."
    cue = "was quoted by the Lamp as saying"
    assert named(text, None, cue, "Port Minister Bo Lind", "that the border was closed") == (
        "Port Minister Bo Lind",
        ["that the border was closed"],
    )


def test_what_is_read_out_for_another_is_not_the_readers() -> None:
    text = "Ms. Brand then read out a message on behalf of the Harbour Board: “The lamps burn.”"
    assert named(text, "Ms. Brand", "read out", "“The lamps burn.”") == ("the Harbour Board", ["“The lamps burn.”"])


def test_a_message_that_is_read_is_of_whom_it_is() -> None:
    text = "Mr. Brand also read a message of the Warden, Ana Ruiz, for the day of lamps: “The lamps burn.”"
    assert named(text, "Mr. Brand", "also read", "“The lamps burn.”") == ("the Warden, Ana Ruiz", ["“The lamps burn.”"])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ana Ruiz cited the cost of the lamps.", "cited"),
        ("Ana Ruiz read out the names. She was silent.", "read out"),
        ("Ana Ruiz said that the Lamp quoted prices.", "said"),
    ],
)
def test_other_sources_stay(text: str, cue: str) -> None:
    content = text[text.index(cue) + len(cue) + 1 :]
    assert named(text, "Ana Ruiz", cue, content) == ("Ana Ruiz", [content])
