"""Whom the sources of an article stand for."""

import re
import time

import pytest

from index.attribution.coreference.resolve import Known, identify
from index.attribution.statements import Speaker
from index.text.spans import Span

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


def test_who_is_asked_is_who_answers() -> None:
    text = "Peter Hale asked Mark Tully about the bridge. “It is ready,” [he] said."
    assert names(text) == ["Mark Tully"]


def test_who_is_introduced_is_who_speaks_next() -> None:
    text = "[Peter Hale] left. That concerned Mark Tully, president of the rowing club. “The river is low,” [he] said."
    assert names(text) == ["Peter Hale", "Mark Tully"]


def test_an_office_in_its_own_words_brings_its_holder_back() -> None:
    text = "Actress Laura Hale and Ruth Okafor met. Okafor left. The actress stayed. “It is late,” [she] said."
    assert names(text) == ["Laura Hale"]


def test_a_name_is_told_from_what_only_looks_like_one() -> None:
    text = "Laura Hale Calls Mark Tully\n\n[Mark Tully] spoke of Laura Hale. [She]’ll go, [Hale] said. [Iran] agreed."
    assert names(text) == ["Mark Tully", "Laura Hale", "Laura Hale", "Iran"]


def test_a_surname_that_is_misspelt_once_is_the_one_it_resembles() -> None:
    assert names("[Leslie Wimes] came. [Wines] said no. [She] left.") == ["Leslie Wimes"] * 3


def test_kin_is_known_by_the_given_name() -> None:
    assert names("Peter Hale came with his daughter, Ilse. [She] said no. [He] agreed.") == ["Ilse", "Peter Hale"]


def test_a_relative_clause_looks_past_what_stands_between() -> None:
    text = (
        "Anna Weber, a Hale campaign worker, [who] said no, met drivers from the north [who] said yes, "
        "and a farmer [who] stayed, and [who] spoke. Laura Hale left."
    )
    assert names(text) == ["Anna Weber", "drivers from the north", "a farmer", "a farmer"]


def test_they_are_those_whom_the_sentence_is_about() -> None:
    assert names("If drivers are late, [they] said, nothing runs.") == ["drivers"]
    assert names("Peter Hale and Laura Hale left early. [They] denied it.") == ["Peter Hale and Laura Hale"]
    assert names("The Harbour Board needs time because [it] wants to vote.") == ["Harbour Board"]


def test_an_institution_has_its_name_in_full() -> None:
    text = "The International Monetary Fund met. [The IMF] said no, and [it] said why. [The EBRD] did not."
    assert names(text) == ["International Monetary Fund"] * 2 + ["EBRD"]


def test_letters_are_their_signers_and_a_column_the_one_of_whom_its_last_line_tells() -> None:
    letters = "LETTERS\n\n[I] say no.\n\nVicki Holm.\n\n[I] say yes.\n\nOtto Brandt"
    assert names(letters) == ["Vicki Holm", "Otto Brandt"]
    column = "[I] say no. As someone [who] rows, I know.\n\nVicki Holm, an economist, is president of a rowing club."
    assert names(column) == ["Vicki Holm", "Vicki Holm"]
    assert names("Vicki Holm rowed. [I] say no.\n\nVicki Holm.") == [None]


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
