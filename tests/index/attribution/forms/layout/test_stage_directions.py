import pytest

from index.attribution.forms.layout.stage_directions import is_direction


@pytest.mark.parametrize(
    "line",
    [
        "Link to the video: https://example.org/v/1",
        "Authorised by Senator Ruta Spruds, Harbour Party (Lusk Branch)",
        "Related links",
        "(For more information: Bo Lindt – Tel.: 12 34)",
        "Press releases and statements may be used on condition that the source is named.",
        "The full version of the briefing will be available shortly on the Ministry's website.",
    ],
)
def test_what_a_website_prints_under_a_transcript_is_not_spoken(line: str) -> None:
    assert is_direction(line)


@pytest.mark.parametrize(
    "line",
    [
        "Force may be used only where all else has failed.",
        "Authorised by the Council in 2011, the mission kept the harbour open for us.",
        "Follow us, and the harbour will be yours.",
        "The full text is what we agreed on, and we shall keep to it.",
        "For more information you can ask my colleagues, who were there.",
    ],
)
def test_what_begins_like_that_and_is_said_stays(line: str) -> None:
    assert not is_direction(line)
