"""A name means its person, and not a spokesman, an office or a relative whose name holds it as well."""

import pytest

from index.attribution.statements import Speaker, Statement
from index.store.statement_table import StatementTable
from index.text.spans import Span
from rag.query.speaker_lookup import SpeakerSelection

PEOPLE = [
    *[Speaker("Carl Berg", "President")] * 6,
    Speaker("Berg"),
    Speaker("a Berg spokesman"),
    Speaker("Carl Berg’s office"),
    Speaker("Berg administration"),
    Speaker("Dora Berg"),
    Speaker("Carl Berg Jr."),
    Speaker("Ada Lund"),
    Speaker("Bo Lund"),
    Speaker("Lund officials"),
    Speaker("Xu Mingbai"),
    Speaker("Xu critics"),
    Speaker("Walid Al-Hasan"),
    Speaker("Ana Vidal Prado", "President"),
    Speaker("Luis Vidal"),
    Speaker("Reform Front"),
    Speaker("Reform Front fighters"),
]


@pytest.fixture(scope="module")
def spoken() -> StatementTable:
    return StatementTable.from_articles([[Statement(one, None, (Span(0, 9),), "direct", 1.0)] for one in PEOPLE])


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Berg", {"Carl Berg", "Berg"}),
        ("President Berg", {"Carl Berg", "Berg"}),
        ("Carl Berg", {"Carl Berg"}),
        ("Dora Berg", {"Dora Berg"}),
        ("Carl Berg Jr.", {"Carl Berg Jr."}),
        ("Lund", {"Ada Lund", "Bo Lund"}),
        ("Xu", {"Xu Mingbai"}),
        ("Hasan", {"Walid Al-Hasan"}),
        ("Vidal", {"Ana Vidal Prado", "Luis Vidal"}),
        ("Prado", {"Ana Vidal Prado"}),
    ],
)
def test_a_name_means_its_person(spoken: StatementTable, phrase: str, names: set[str]) -> None:
    assert {person.name for person in SpeakerSelection.by_phrase(spoken, phrase).persons} == names


def test_a_filter_by_name_admits_every_form(spoken: StatementTable) -> None:
    assert "a Berg spokesman" in {person.name for person in SpeakerSelection.by_name(spoken, ["Berg"]).persons}
