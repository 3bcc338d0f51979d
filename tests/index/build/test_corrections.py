from collections.abc import Callable
from pathlib import Path

import index
from index import AttributeQuote, MergePeople, NamedForm, PersonKey, UndoCorrection
from rag import Record

SAND = (
    "“We will leave in May,” Foreign Minister Ada Berg told reporters. "
    "Omar Haddad said that Libya would welcome guests."
)
ROAD = "“The road is open,” Adah Bergh told parliament. “We will drive in June,” she said."
ARTICLES: list[dict[str, object]] = [
    {"id": "sand", "title": "Sand", "text": SAND, "source": "Wire", "published": "2020-05-03"},
    {"id": "road", "title": "Road", "text": ROAD, "source": "Wire", "published": "2021-05-03"},
]


def speakers(home: Path) -> list[tuple[str, str]]:
    """Return (article, speaker) of every statement in the current generation."""
    record = Record.open(home)
    listed = record.statements(limit=50).statements
    record.close()
    return sorted((one.article_id, one.speaker.name) for one in listed if one.speaker)


def test_a_correction_is_published_outlives_a_rebuild_and_is_undone(
    opened: Callable[[list[dict[str, object]]], Record],
) -> None:
    home = opened(ARTICLES).home
    before = speakers(home)
    assert {name for _, name in before} >= {"Ada Berg", "Omar Haddad"}
    wrong = AttributeQuote(
        article_id="sand",
        quote="Omar Haddad said that Libya would welcome guests.",
        speaker=NamedForm(name="Ruta Kask", role="envoy"),
    )
    number, report = index.correct(home, wrong)
    assert (report.encoded, report.added, report.updated) == (0, 0, 0)
    corrected = speakers(home)
    assert ("sand", "Ruta Kask") in corrected
    assert ("sand", "Omar Haddad") not in corrected

    index.bring_up_to_date(home, full=True)
    assert speakers(home) == corrected

    index.correct(home, UndoCorrection(correction=number))
    assert speakers(home) == before


def test_people_are_merged_across_the_library(opened: Callable[[list[dict[str, object]]], Record]) -> None:
    record = opened(ARTICLES)
    names = {person.name: person.country for person in record.speaker_directory.persons}
    bergs = [PersonKey(name=name, country=names[name]) for name in sorted(names) if name.startswith("Ada")]
    assert len(bergs) == 2
    index.correct(record.home, MergePeople(people=tuple(bergs), into=bergs[0]))
    assert {name for _, name in speakers(record.home)} == {*names} - {bergs[1].name}
