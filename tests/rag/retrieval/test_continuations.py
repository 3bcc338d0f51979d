"""Sentences that go on with a subject, paraphrases beside their originals, and whose words come first."""

from collections.abc import Callable
from typing import Any

import pytest

from rag import Answer, Record

READOUT = """The delegations met in Ankara on Tuesday. They discussed the situation in Zembla and voiced
concern over the siege. They reiterated support for the new government there and a one-army
policy. It must not be left alone, they added.

They also spoke of Ruritania, which is a neighbour of both. It exports wheat.
"""
SPEECH = """Mr. President, I thank you for your leadership. Let me now turn to Zembla.
There the siege must end at once and the sanctions must be lifted. Ruritania has another view of this.

My country has built four hundred schools. As Nelson Carver once said, "Peace in Zembla is the duty of every neighbour".
"""
REPORT = """Ada Berg told the assembly that there the siege had to end at once and that the sanctions had to be lifted.
The hall in Zembla was full. Ada Berg said in the debate that Zembla must not become a second Ruritania.
"""
ARTICLES: list[dict[str, Any]] = [
    {"id": "readout", "title": "Talks", "text": READOUT, "published": "2025-05-02", "source": "Ministry"},
    {
        "id": "speech",
        "title": "Statement",
        "text": SPEECH,
        "published": "2025-05",
        "kind": "official",
        "speaker": "Ada Berg",
        "speaker_role": "President",
        "country": "Norway",
    },
    {"id": "report", "title": "Debate", "text": REPORT, "published": "2025-05-03", "source": "News"},
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(ARTICLES)


def cited(answer: Answer) -> str:
    return " ".join(" ".join(citation.cited_text for citation in answer.citations).split())


def test_what_goes_on_with_a_subject_without_naming_it_belongs_to_it(record: Record) -> None:
    assert "one-army policy" in cited(record.ask("what was said on Zembla?"))


def test_what_goes_on_after_an_announcement_stands_in_its_place(record: Record) -> None:
    text = cited(record.ask("what did Ada Berg say about Zembla?"))
    assert "the siege must end at once" in text


def test_another_subject_and_another_paragraph_end_it(record: Record) -> None:
    text = cited(record.ask("what was said on Zembla?"))
    assert "Ruritania has another view" not in text
    assert "four hundred schools" not in text
    assert "exports wheat" not in text


def test_all_that_names_a_subject_is_asked_for_with_everything_and_nothing_else(record: Record) -> None:
    assert "one-army policy" not in cited(record.ask("what was said on Zembla?", everything=True))


def test_own_speeches_come_before_what_others_report(record: Record) -> None:
    answer = record.ask("what did Ada Berg say about Zembla?")
    assert answer.citations[0].article_id == "speech"
