import pytest

from index import InvalidCorrection, InvalidFilter, NamedForm, PersonKey, UnknownItem
from rag import Record, attribute_quote, merge_speakers, speaker_id, split_speaker


def test_speakers_are_listed_by_how_much_they_said_and_page_by_page(seeds: Record) -> None:
    whole = seeds.speakers(limit=200)
    assert whole.total == len(whole.speakers) == seeds.holdings().speakers
    counts = [one.statements for one in whole.speakers]
    assert counts == sorted(counts, reverse=True)
    first = seeds.speakers(limit=5)
    second = seeds.speakers(limit=5, cursor=first.cursor)
    assert first.speakers + second.speakers == whole.speakers[:10]


def test_every_named_statement_is_counted_for_one_speaker(seeds: Record) -> None:
    said = sum(speaker.statements for speaker in seeds.speakers(limit=1000).speakers)
    assert said == int((seeds.index.statements.rows["speaker"] >= 0).sum())


@pytest.mark.parametrize("cursor", ["", "x", "-1", "9" * 20, "١"])
def test_another_cursor_is_refused(seeds: Record, cursor: str) -> None:
    with pytest.raises(InvalidFilter, match="cursor"):
        seeds.speakers(cursor=cursor)


def test_words_of_name_office_and_country_are_looked_for(seeds: Record) -> None:
    (zuma,) = seeds.speakers("zuma").speakers
    assert (zuma.name, zuma.country) == ("Jacob Zuma", "South Africa")
    assert zuma in seeds.speakers("president south africa").speakers
    assert seeds.speakers("nobody of that name").speakers == ()


@pytest.mark.parametrize("typed", ["obama", "Barack Oba", "president united"])
def test_a_speaker_is_found_by_the_start_of_a_name_office_or_country(seeds: Record, typed: str) -> None:
    assert "Barack Obama" in [one.name for one in seeds.speaker_directory.list_speakers(typed, limit=50).speakers]


def test_a_profile_has_offices_years_and_subjects_and_its_statements_are_the_speakers(seeds: Record) -> None:
    [head] = seeds.speaker_directory.find_by_name("Barack Obama")
    profile = seeds.speaker_directory.profile(head.id)
    assert head.id == speaker_id("Barack Obama", head.country)
    assert "President" in [office.role for office in profile.offices]
    assert (
        sum(one.statements for one in profile.years)
        == sum(form.statements for form in profile.forms)
        == profile.statements
    )
    assert "Libya" in [subject.label for subject in profile.subjects]
    page = seeds.statements(speaker_id=head.id, limit=200)
    assert page.total == profile.statements
    assert {one.speaker.name for one in page.statements if one.speaker} == {"Barack Obama"}
    oldest = seeds.statements(speaker_id=head.id, limit=200, oldest_first=True)
    assert [one.id for one in oldest.statements] == [one.id for one in page.statements][::-1]


def test_who_is_quoted_in_the_same_articles_is_named(seeds: Record) -> None:
    heads = seeds.speaker_directory.list_speakers(limit=200).speakers
    profiles = {head.id: seeds.speaker_directory.profile(head.id) for head in heads[:8]}
    for id_, profile in profiles.items():
        for other in profile.quoted_with:
            assert other.id != id_
            assert (
                id_ in [one.id for one in seeds.speaker_directory.profile(other.id).quoted_with] or other.articles > 0
            )


def test_a_country_has_its_speakers(seeds: Record) -> None:
    names = [one.name for one in seeds.speaker_directory.list_of_country("USA", limit=20)]
    assert "Barack Obama" in names
    assert not seeds.speaker_directory.list_of_country("Atlantis", limit=20)


def test_an_unknown_id_is_no_speaker(seeds: Record) -> None:
    with pytest.raises(UnknownItem):
        seeds.speaker_directory.profile("0" * 16)


def test_a_correction_that_cannot_hold_is_refused(seeds: Record) -> None:
    [obama] = seeds.speaker_directory.find_by_name("Barack Obama")
    lavrov = next(one for one in seeds.speaker_directory.list_speakers("lavrov", limit=1).speakers)
    for ids in ([obama.id, obama.id], [obama.id, lavrov.id]):
        with pytest.raises(InvalidCorrection):
            merge_speakers(seeds.speaker_directory, ids)
    with pytest.raises(InvalidCorrection, match="forms"):
        split_speaker(seeds.speaker_directory, obama.id, [NamedForm(name="Somebody else")], PersonKey(name="B. Obama"))
    form = seeds.speaker_directory.profile(obama.id).forms[0]
    named = NamedForm(name=form.name, role=form.role, country=form.country)
    with pytest.raises(InvalidCorrection, match="into"):
        split_speaker(seeds.speaker_directory, obama.id, [named], PersonKey(name=obama.name, country=obama.country))
    article = seeds.article(seeds.heads(limit=1)[0][0].id)
    with pytest.raises(InvalidCorrection, match="word for word"):
        attribute_quote(article, "These words are in no article at all", None)
