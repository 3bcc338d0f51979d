import pytest

from index.attribution.forms.document import Document
from index.attribution.relayed.continued_reports import find_continued
from index.attribution.statements import Speaker, Statement
from index.text.spans import Span

SAID = "that the camp was full"


def continued(sentence: str, title: str = "UN Geneva Press Briefing", also: str = "") -> list[str]:
    """Return what goes on with a statement of Ana Ruiz in a paragraph of a summary."""
    text = f"Ana Ruiz, for the Agency, said {SAID}. {sentence} {also}"
    place = text.index(SAID)
    statements = [Statement(Speaker("Ana Ruiz"), None, (Span(place, place + len(SAID)),), "indirect", 1.0)]
    if also:
        start = text.index(also)
        statements.append(Statement(Speaker("Bo Li"), None, (Span(start, len(text)),), "indirect", 1.0))
    turns = find_continued(Document(text, title), statements)
    return [part.slice(text).strip() for turn in turns for part in turn.words]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine out of ten had walked there by night.",
        "Some 41,000 children had lost their schools since May.",
        "The appeal was funded at 17 per cent.",
        "The stockpile had fallen below its threshold.",
        "Vaccines would leave Lusk on Thursday.",
    ],
)
def test_a_sentence_in_the_past_goes_on_with_what_was_said(sentence: str) -> None:
    assert continued(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Li had asked about the road.",
        "Several journalists asked whether it was open.",
        "The meeting was adjourned at noon.",
        "Bo Li said it was closed.",
        "“It was closed,” a guard had told him.",
        "The road is closed.",
    ],
)
def test_a_sentence_of_another_or_in_the_present_does_not(sentence: str) -> None:
    assert continued(sentence) == []


def test_nothing_goes_on_in_a_report_or_where_two_speak() -> None:
    assert continued("The road had been closed since May.", "Fire in Lusk") == []
    assert continued("The road had been closed since May.", also="It was open, Bo Li said.") == []
