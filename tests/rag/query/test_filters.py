from collections.abc import Callable

import pytest

from index import InvalidFilter
from rag import Filters, Record

Opened = Callable[[list[dict[str, object]]], Record]

ZUMA = "Jacob Zuma"  # of September 2011


@pytest.mark.parametrize(
    ("given", "admitted"),
    [
        ({}, True),
        ({"until": "2011"}, True),
        ({"until": "2011-08"}, False),
        ({"since": "2011-09-30"}, True),
        ({"since": "2011-10-01"}, False),
        ({"source": "un general debate"}, True),
        ({"kind": "news"}, False),
        ({"kind": ["news", "official"]}, True),
    ],
)
def test_a_filter_admits_what_it_names(seeds: Record, given: dict[str, object], *, admitted: bool) -> None:
    (row,) = [row for row, entry in enumerate(seeds.index.articles) if entry.speaker == ZUMA]
    assert Filters.parse(given).article_mask(seeds.index)[row] == admitted


def test_a_date_filter_leaves_the_undated_out_and_counts_those_that_pass_the_others(opened: Opened) -> None:
    speech = {"title": "Speech", "text": "The harbour is open again.", "speaker": "Ada Berg"}
    index = opened(
        [speech | {"id": "1", "published": "2020"}, speech | {"id": "2"}, speech | {"id": "3", "speaker": "Omar"}]
    ).index
    assert Filters(since="2010").passage_mask(index).sum() == 1
    assert Filters(since="2010").count_undated(index) == 2
    assert Filters(since="2010", speaker=("Berg",)).count_undated(index) == 1


@pytest.mark.parametrize(
    ("given", "reported"),
    [
        ({"colour": "red"}, "unknown filter “colour”; the filters are since, until, speaker, source, country, kind"),
        ({"since": "last May"}, "filter since: .* is not a date"),
        ({"kind": "rumour"}, "filter kind: "),
    ],
)
def test_a_filter_that_is_wrong_is_reported_in_one_line(given: dict[str, object], reported: str) -> None:
    with pytest.raises(InvalidFilter, match=reported) as caught:
        Filters.parse(given)
    assert "\n" not in str(caught.value)


def test_a_narrow_filter_is_applied_before_ranking(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya?", limit=1, filters=Filters(speaker=("Hollande",)))
    assert [citation.speaker and citation.speaker.name for citation in answer.citations] == ["François Hollande"]


def test_a_country_filter_finds_passages_that_name_it_and_speakers_who_speak_for_it(seeds: Record) -> None:
    hits = seeds.search("security", limit=50, filters=Filters(country=("Niger",))).hits
    assert hits
    assert all("Niger" in hit.text + hit.title for hit in hits)


def test_the_filter_that_left_nothing_to_search_is_named(seeds: Record) -> None:
    reason = seeds.ask("what was said on Libya?", filters=Filters(since="2011", speaker=("Nobody",))).reason
    assert reason
    assert (reason.code, reason.emptied_by) == ("emptied_by_filter", "speaker")
    assert reason.searched.passages == 0
