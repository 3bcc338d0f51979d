"""Whom the sources of an article stand for."""

import re
import time

import pytest

from index.spans import Span
from index.speakers import Known, identify
from index.statements import Speaker

NOTHING = Known()


def named(marked: str, known: Known = NOTHING) -> list[Speaker | None]:
    """Read a text in which the sources stand in square brackets."""
    parts = re.split(r"[\[\]]", marked)
    starts = [sum(map(len, parts[:place])) for place in range(len(parts))]
    spans = [Span(starts[place], starts[place] + len(parts[place])) for place in range(1, len(parts), 2)]
    return identify("".join(parts), spans, known)


def names(marked: str, known: Known = NOTHING) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in named(marked, known)]


@pytest.mark.parametrize(
    ("marked", "name", "role"),
    [
        ("[Harbour Minister Lena Okafor] said no.", "Lena Okafor", "Harbour Minister"),
        ("[Lena Okafor, the harbour minister,] said no.", "Lena Okafor", "harbour minister"),
        ("[Sen. Paul Brandt (I-Me.)] said no.", "Paul Brandt", "Sen."),
        ("[Okafor’s press secretary, Mark Tully,] said no. Lena Okafor left.", "Mark Tully", None),
        ("[Pilots] said no.", "Pilots", None),
    ],
)
def test_a_name_and_its_office_are_told_apart(marked: str, name: str, role: str | None) -> None:
    (speaker,) = named(marked)
    assert speaker is not None
    assert (speaker.name, speaker.role) == (name, role)


def test_a_person_goes_under_the_fullest_form_of_the_name() -> None:
    text = "Lena Okafor opened the port. [Okafor] said so. [Ms. Okafor] repeated it."
    assert names(text) == ["Lena Okafor", "Lena Okafor"]


def test_two_of_one_surname_are_told_apart_by_their_title() -> None:
    text = "Laura Hale and Peter Hale spoke. [Mr. Hale] said yes. [Mrs. Hale] said no."
    assert names(text) == ["Peter Hale", "Laura Hale"]


def test_a_pronoun_stands_for_who_spoke_last() -> None:
    text = "[Laura Hale] said the bridge would open. “It is ready,” [she] said. [He] nodded."
    assert names(text) == ["Laura Hale", "Laura Hale", None]


def test_who_is_only_spoken_of_is_not_who_speaks() -> None:
    text = "[Peter Hale] said the mayor had called. “Then Mark Tully left,” [he] said."
    assert names(text) == ["Peter Hale", "Peter Hale"]


def test_a_relative_clause_is_about_the_one_before_it() -> None:
    text = "Peter Hale, a farmer, [who] said no, met a woman from Leeds [who] said yes."
    assert names(text) == ["Peter Hale", "a woman from Leeds"]


def test_i_is_who_speaks_in_the_quotation() -> None:
    text = "“[I] think so,” [Peter Hale] said."
    assert names(text) == ["Peter Hale", "Peter Hale"]


def test_i_outside_a_quotation_is_the_one_speaker_of_the_article() -> None:
    known = Known(speaker="Lena Okafor", speaker_role="Prime Minister", country="Turkey")
    (speaker,) = named("[I] think so.", known)
    assert speaker == Speaker("Lena Okafor", "Prime Minister", "Türkiye", Span(0, 1))
    assert names("[I] think so.") == [None]


def test_a_document_stands_for_who_issued_it() -> None:
    text = "[A statement from the Turkish Defense Ministry] said so. [The statement] named nobody. [It] added more."
    assert names(text) == ["Turkish Defense Ministry"] * 3


def test_a_ministry_speaks_for_its_country() -> None:
    speakers = named("[The Turkish Defense Ministry] and [German Chancellor Anna Weber] agreed. [Peter Hale] did not.")
    assert [one and one.country for one in speakers] == ["Türkiye", "Germany", None]


def test_an_office_stands_for_who_holds_it_in_the_article() -> None:
    assert names("Maine Sen. Peter Hale came. [The Maine senator] spoke.") == ["Peter Hale"]


def test_what_cannot_be_resolved_keeps_its_words() -> None:
    assert names("[A senior official] said so, and [sources] agreed.") == ["A senior official", "sources"]


def test_several_at_once_are_not_taken_for_one() -> None:
    assert names("Lena Okafor and Peter Hale came. [Okafor and Hale] agreed.") == ["Okafor and Hale"]


def test_a_long_article_takes_time_in_proportion() -> None:
    page = "Lena Okafor said the port would open. “It is ready,” [she] said. Peter Hale, [who] left, agreed. "
    named(page)
    began = time.perf_counter()
    assert names(page * 500)[-2:] == ["Lena Okafor", "Peter Hale"]
    assert time.perf_counter() - began < 5
