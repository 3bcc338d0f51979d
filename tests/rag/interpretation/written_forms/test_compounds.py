"""Words that are written as one, with a hyphen and apart; and names in another transcription."""

from collections.abc import Callable
from typing import Any

import pytest

from rag import Record

TEXTS = {
    "hyphen": "The cease-fire in the valley must be kept by both armies without delay. The Al-Qirbi family was there.",
    "joined": "A ceasefire was signed in the valley by both armies on Monday. Peacekeeping costs us more each year.",
    "flight": "The cause of the Flight MH-17 disaster must be brought to light by those who looked into it.",
    "virus": "All of us have suffered from COVID19 in the past year, and schools were closed in the city.",
    "mission": "The peace-keeping mission in the hills must be paid for by the member states of this house.",
}
ARTICLES: list[dict[str, Any]] = [
    *({"id": name, "title": name, "text": text, "published": "2014-09"} for name, text in TEXTS.items()),
    {
        "id": "speech",
        "title": "Statement",
        "text": "Our gas must reach the markets of all neighbours. Energy needs pipelines, and pipelines need peace.",
        "published": "2011-09",
        "kind": "official",
        "speaker": "Gurbanguly Berdimuhamedov",
        "speaker_role": "President",
        "country": "Turkmenistan",
    },
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(ARTICLES)


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("what was said on the ceasefire?", {"hyphen", "joined"}),
        ("what was said on the cease-fire?", {"hyphen", "joined"}),
        ("what was said on peacekeeping?", {"joined", "mission"}),
        ("what was said on peace-keeping?", {"joined", "mission"}),
        ("what was said on MH17?", {"flight"}),
        ("MH17", {"flight"}),
        ("mh-17", {"flight"}),
        ("mh 17", {"flight"}),
        ("what was said on COVID-19?", {"virus"}),
        ("covid 19", {"virus"}),
    ],
)
def test_a_compound_is_found_however_it_is_written(record: Record, question: str, articles: set[str]) -> None:
    assert {citation.article_id for citation in record.ask(question).citations} == articles


@pytest.mark.parametrize("name", ["Berdymukhammedov", "Berdimukhamedov", "Berdymuhammedow"])
def test_a_name_in_another_transcription_is_read_as_the_one_on_record(record: Record, name: str) -> None:
    answer = record.ask(f"what did {name} say about energy?")
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"Gurbanguly Berdimuhamedov"}
    assert any(name in note for note in answer.notes)
