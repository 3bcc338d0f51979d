import pytest

from rag import Citation, Record, SpeakerDocument
from ui.export.printed_quotation import describe_manner, find_missing_marks, format_quotation


@pytest.fixture
def citation(seeds: Record) -> Citation:
    """Return a citation of a speech."""
    return seeds.ask("What did Barack Obama say about Libya?").citations[0]


def quoted(citation: Citation, text: str, *, named_at: int | None = 5, attribution: str = "direct") -> Citation:
    """Return a citation of other words, whose article names the speaker at some place, or is all the speaker's."""
    speaker = SpeakerDocument(name="Ada Berg", role=None, country=None, start=named_at, end=named_at and 13)
    changes = {"display_text": text, "speaker": speaker, "attribution": attribution, "source": "Wire"}
    return citation.model_copy(update=changes)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("“We stay,” Berg said.", "“We stay,” Berg said."),
        ('"We stay," Berg said. "We do."', '"We stay," Berg said. "We do."'),
        ("We will fight on.", "“We will fight on.”"),
        ('"We stay.', '"We stay.”'),
        ("We will fight on,” Berg said.", "“We will fight on,” Berg said."),
        ('We will fight on," Berg said.', '“We will fight on," Berg said.'),
        ("“We will fight on.", "“We will fight on.”"),
    ],
)
def test_a_quotation_of_a_report_gets_the_marks_that_it_lacks_at_its_edges(
    citation: Citation, text: str, printed: str
) -> None:
    assert format_quotation(quoted(citation, text)) == printed


def test_a_speech_stands_in_marks_and_what_it_quotes_in_single_ones(citation: Citation) -> None:
    speech = quoted(citation, 'As they say, "all or nothing", and “now”.', named_at=None)
    assert format_quotation(speech) == "“As they say, ‘all or nothing’, and ‘now’.”"
    assert find_missing_marks(speech).both


@pytest.mark.parametrize("attribution", ["indirect", "mixed", "outlet"])
def test_a_paraphrase_gets_no_quotation_marks(citation: Citation, attribution: str) -> None:
    text = "Berg floated the idea that the town should buy the harbour."
    assert format_quotation(quoted(citation, text, attribution=attribution)) == text


def test_it_is_said_whose_words_a_paraphrase_is_in(citation: Citation) -> None:
    manners = [describe_manner(quoted(citation, "A.", attribution=how)) for how in ("direct", "indirect", "outlet")]
    assert manners == ["", "paraphrased by Wire", "in the words of Wire"]
