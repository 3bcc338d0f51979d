"""Speakers are listed by how much they said, found by words of name, office or country, and paged."""

import pytest

from index import InvalidFilter
from rag import Record


def test_every_speaker_is_listed_once_with_all_statements(seeds: Record) -> None:
    page = seeds.speakers(limit=1000)
    table = seeds.index.statements
    assert (page.cursor, page.total) == (None, len(page.speakers))
    assert len({speaker.name for speaker in page.speakers}) == page.total
    assert sum(speaker.statements for speaker in page.speakers) == int((table.rows["speaker"] >= 0).sum())
    counts = [speaker.statements for speaker in page.speakers]
    assert counts == sorted(counts, reverse=True)


def test_pages_follow_each_other(seeds: Record) -> None:
    first = seeds.speakers(limit=2)
    second = seeds.speakers(limit=2, cursor=first.cursor)
    assert (*first.speakers, *second.speakers) == seeds.speakers(limit=4).speakers


def test_words_of_name_office_and_country_are_looked_for(seeds: Record) -> None:
    (zuma,) = seeds.speakers("zuma").speakers
    assert (zuma.name, zuma.countries) == ("Jacob Zuma", ("South Africa",))
    assert zuma in seeds.speakers("president south africa").speakers
    assert seeds.speakers("nobody of that name").speakers == ()


@pytest.mark.parametrize("cursor", ["", "x", "-1", "9" * 20, "١"])
def test_another_cursor_is_refused(seeds: Record, cursor: str) -> None:
    with pytest.raises(InvalidFilter, match="cursor"):
        seeds.speakers(cursor=cursor)
