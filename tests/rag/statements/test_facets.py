from collections import Counter

from rag import Filters, Record


def test_facets_count_what_the_list_of_statements_has(seeds: Record) -> None:
    filters = Filters(since="2011", kind=("official",))
    listed = seeds.statements(about="Libya", filters=filters, limit=1000).statements
    facets = seeds.facets("Libya", filters)
    assert facets.total == len(listed) > 0
    for counted, values in (
        (facets.speaker, [one.speaker.name for one in listed if one.speaker]),
        (facets.source, [one.source for one in listed if one.source]),
        (facets.year, [one.published[:4] for one in listed if one.published]),
        (facets.kind, [one.kind for one in listed]),
    ):
        assert {one.value: one.statements for one in counted} == Counter(values)
        assert [one.statements for one in counted] == sorted((one.statements for one in counted), reverse=True)
    assert facets.country[0].statements <= facets.total
