import rag
from rag import Filters, Record


def test_what_was_read_for_a_subject_once_is_found_again_whatever_else_is_asked(seeds: Record) -> None:
    queries = [
        ("Libya", None), ("Libya", Filters.parse({"speaker": "Obama"})), ("Libya", Filters.parse({"since": "2014"})),
        ("Somalia", None), ("Libya", None), ("Libya or Somalia", None), ("Libya", Filters.parse({"country": "Syria"})),
    ]  # fmt: skip
    for about, filters in queries:
        fresh = rag.open(seeds.home)
        alone = fresh.statements(about=about, filters=filters, limit=200)
        assert seeds.facets(about, filters) == fresh.facets(about, filters)
        again = seeds.statements(about=about, filters=filters, limit=200)
        assert [one.id for one in again.statements] == [one.id for one in alone.statements]


def test_only_the_subjects_asked_last_are_remembered(seeds: Record) -> None:
    for subject in ("Libya", "Somalia", "Syria", "Mali", "Kenya", "Russia", "Niger", "France", "Turkey", "Ukraine"):
        assert seeds.facets(subject).total >= 0
    assert len(seeds._listing._selector._remembered) == 8
