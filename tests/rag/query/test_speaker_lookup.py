"""Who is meant in a library by a name, an office or a country, and which passages hold their words."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.statements import Speaker, Statement
from index.names.person_names import is_name_of
from index.store.statement_table import StatementTable
from index.text.spans import Span
from rag import Filters, Record
from rag.query.speaker_lookup import SpeakerSelection

PEOPLE = [
    Speaker("Jacob Zuma", "President", "South Africa"),
    Speaker("Sergey Lavrov", "Minister for Foreign Affairs", "Russia"),
    Speaker("the Turkish Defense Ministry"),
    Speaker("Mahamadou Issoufou", "President", "Niger"),
    Speaker("Recep Tayyip Erdoğan", "Prime Minister", "Türkiye"),
    Speaker("Russia"),
    Speaker("American Airlines"),
]


def said(speaker: Speaker | None, start: int = 0, end: int = 9) -> Statement:
    return Statement(speaker, None, (Span(start, end),), "direct", 1.0)


@pytest.fixture(scope="module")
def spoken() -> StatementTable:
    return StatementTable.from_articles([[said(one)] for one in PEOPLE])


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Zuma", {"Jacob Zuma"}),
        ("president zuma", {"Jacob Zuma"}),
        ("Erdogan", {"Recep Tayyip Erdoğan"}),
        ("the Turkish Defense Ministry", {"the Turkish Defense Ministry"}),
        ("Turkey's defence ministry", {"the Turkish Defense Ministry"}),
        ("Niger's president", {"Mahamadou Issoufou"}),
        ("the president of Niger", {"Mahamadou Issoufou"}),
        ("Russia", {"Sergey Lavrov", "Russia"}),
        ("Moscow", {"Sergey Lavrov", "Russia"}),
        ("the Russian foreign minister", {"Sergey Lavrov"}),
        ("Turkish officials", {"the Turkish Defense Ministry", "Recep Tayyip Erdoğan"}),
        ("Zuma and Lavrov", {"Jacob Zuma", "Sergey Lavrov"}),
        ("the United States", set()),
        ("Guterres", set()),
        ("sanctions", set()),
    ],
)
def test_a_name_an_office_and_a_country_mean_who_speaks_under_it(
    spoken: StatementTable, who: str, names: set[str]
) -> None:
    assert {person.name for person in SpeakerSelection.by_phrase(spoken, who).persons} == names


def test_an_office_means_its_holder_and_no_deputy() -> None:
    deputy, holder = Speaker("Ana Ruiz", "Deputy Prime Minister", "Niger"), Speaker("Bo Li", "Prime Minister", "Niger")

    def find(*people: Speaker) -> set[str]:
        statements = StatementTable.from_articles([[said(one)] for one in people])
        return {person.name for person in SpeakerSelection.by_phrase(statements, "Niger's prime minister").persons}

    assert find(deputy, holder) == {"Bo Li"}
    assert find(deputy) == set()


@pytest.mark.parametrize(
    "who", ["Zuma", "Sergei Lavrov", "Omar", "President of Niger", "Ada Berg, Norway", "the", "A. B."]
)
def test_a_name_means_exactly_those_whom_a_look_at_everybody_finds(who: str) -> None:
    others = [
        Speaker(f"{name} Berg", role, "Norway") for name in ("Ada", "Aya", "Omar") for role in ("President", None)
    ]
    spoken = StatementTable.from_articles([[said(one)] for one in [*PEOPLE, *others, Speaker("the Union of A. Berg")]])
    real = who != "the"  # a word that everybody may have means nobody
    every = zip(spoken.people, map(spoken.speaker, range(len(spoken.people))), strict=True)
    found = [real and (is_name_of(who, *one) or is_name_of(who, *shown)) for one, shown in every]
    assert SpeakerSelection.by_name(spoken, [who]).rows.tolist() == found


@given(st.data())
def test_a_passage_is_a_speakers_where_one_of_their_statements_overlaps_it(seeds: Record, data: st.DataObject) -> None:
    generation = seeds.index
    bounds = st.tuples(st.integers(0, 3000), st.integers(1, 400)).map(lambda pair: Span(pair[0], sum(pair)))
    told = data.draw(
        st.lists(st.tuples(st.sampled_from([*PEOPLE[:3], None]), bounds), max_size=4), label="statements of each"
    )
    made = [[said(one, span.start, span.end) for one, span in told] for _ in generation.articles]
    changed = replace(generation, statements=StatementTable.from_articles(made))
    mask = SpeakerSelection.by_name(changed.statements, ["Zuma", "Lavrov"]).passage_mask(changed)
    theirs = [span for one, span in told if one in PEOPLE[:2]]
    held = zip(generation.passages["start"].tolist(), generation.passages["end"].tolist(), strict=True)
    assert mask.tolist() == [any(span.start < end and start < span.end for span in theirs) for start, end in held]


def test_a_speaker_filter_goes_by_any_form_of_the_name(seeds: Record) -> None:
    every = [Filters(speaker=(name,)).passage_mask(seeds.index) for name in ("zuma", "Jacob Zuma", "ZUMA, Jacob")]
    assert every[0].any()
    assert all((one == other).all() for one, other in pairwise(every))
    both = Filters(speaker=("Zuma", "Cameron")).passage_mask(seeds.index)
    cameron = Filters(speaker=("Cameron",)).passage_mask(seeds.index)
    assert (both == (every[0] | cameron)).all()
    assert not Filters(speaker=("Guterres",)).passage_mask(seeds.index).any()


def test_who_speaks_for_a_country_passes_its_filter_without_naming_it(seeds: Record) -> None:
    generation = seeds.index
    russian = Filters(country=("Russia",)).passage_mask(generation)
    lavrov = Filters(speaker=("Lavrov",)).passage_mask(generation)
    assert np.flatnonzero(lavrov).tolist()
    assert (russian & lavrov == lavrov).all()
