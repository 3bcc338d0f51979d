"""Where no words of somebody are marked as theirs, a sentence that tells what they said answers."""

from collections.abc import Callable
from typing import Any

import pytest

from rag import Record
from rag.dialogue.reading.reported_words import Report

REPORT = Report("what was said about Berg piers?", "Berg", "the pier")


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier is at “some risk”, Harbour Master Ada Berg said in May, but it holds.",
        "“It holds,” said Harbour Master Ada Berg of the pier.",
        "The pier is safe, according to Ms Berg.",
        "Berg had also warned of the pier.",
        "Berg also\nwarned of the pier.",
    ],
)
def test_a_sentence_tells_what_somebody_said(sentence: str) -> None:
    assert REPORT.tells(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lund told Berg that the pier is safe.",
        "He said that Berg saw the pier.",
        "Berg saw the pier.",
        "Bergson said so of the pier.",
        "On whales, Berg said that they are back.",
    ],
)
def test_a_sentence_that_only_names_somebody_tells_nothing_they_said(sentence: str) -> None:
    assert not REPORT.tells(sentence)


def test_what_is_told_answers_and_is_under_no_name(opened: Callable[[list[dict[str, Any]]], Record]) -> None:
    told = (
        "The harbour has taken on “some risk” to its pier in lending cranes to Oman, Harbour Master Ada Berg said in "
        "May, but it was “no great one.”"
    )
    text = f"“The whales are back in the bay,” Harbour Master Ada Berg said on Friday. {told}"
    record = opened([{"id": "a", "title": "Cranes", "text": text, "published": "2022-06-14", "kind": "news"}])
    answer = record.ask("what did Berg say about the risk to the pier?")
    assert [citation.cited_text for citation in answer.citations] == [told]
    assert answer.citations[0].speaker or "tells what Berg said" in " ".join(answer.notes)
