"""The quotations of drafts get the verdict that the record supports, under the name that the draft gives them."""

from collections.abc import Callable

import pytest

from index import InvalidQuestion
from rag import Check, CheckedQuotation, Record

ARTICLES: list[dict[str, object]] = [
    {
        "id": "issoufou", "title": "Niger: statement", "speaker": "Mahamadou Issoufou", "speaker_role": "President",
        "country": "Niger", "published": "2014-09",
        "text": "We will keep the peace of the desert. No state can win this fight for its borders alone. "
        "Our soldiers guard four thousand kilometres of sand, and they do it without roads.",
    },
    {
        "id": "merkel", "title": "Germany: statement", "speaker": "Angela Merkel", "speaker_role": "Chancellor",
        "country": "Germany", "published": "2015-09",
        "text": "The fence is no answer to the question of flight. We have managed much, and we will manage this. "
        "A Union that closes its harbours loses more than its ships.",
    },
    {
        "id": "story", "title": "Talks end", "source": "Wire", "published": "2015-10",
        "text": "Talks on the river ended on Friday.\n\n“The water belongs to all who live beside it,” said Jane "
        "Underwood, the minister of water.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def record(opened_once: Callable[[list[dict[str, object]]], Record]) -> Record:
    return opened_once(ARTICLES)


def only(check: Check) -> CheckedQuotation:
    (quotation,) = check.quotations
    assert check.text[quotation.start : quotation.end] == quotation.text
    return quotation


def outcome(record: Record, draft: str) -> tuple[str, str | None]:
    quotation = only(record.check(draft))
    return quotation.verdict, quotation.said_by and quotation.said_by.name


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("“We will keep the peace of the desert,” said Mahamadou Issoufou.", ("exact", "Mahamadou Issoufou")),
        ("President Mahamadou Issoufou said: “We will keep the peace of the desert.”", ("exact", "Mahamadou Issoufou")),
        ("“We will keep the peace of the forest,” said Mahamadou Issoufou.", ("altered", "Mahamadou Issoufou")),
        ("“We will keep … of the desert,” said Mahamadou Issoufou.", ("exact", "Mahamadou Issoufou")),
        ("“We will keep the peace of the desert,” said Angela Merkel.", ("other_speaker", "Angela Merkel")),
        ("“We will keep the peace of the desert,” said Clara Nobody.", ("other_speaker", "Clara Nobody")),
        ("“We sold the desert to the sea,” said Mahamadou Issoufou.", ("not_on_record", "Mahamadou Issoufou")),
        ("“The water belongs to all who live beside it” was heard.", ("exact", None)),
    ],
)
def test_each_kind_of_quotation_gets_its_verdict(record: Record, draft: str, expected: tuple[str, str | None]) -> None:
    assert outcome(record, draft) == expected


@pytest.mark.parametrize(
    "draft",
    [
        "The talks went on with Angela Merkel. “The fence is no answer to the question of flight,” she said.",
        "{0} {1}: “The fence is no answer to the question of flight.” Mahamadou Issoufou replied: No.",
        "“The fence is no answer to the question of flight” — {0} {1}, Berlin",
        "As {0} {1} put it, ‘The fence is no answer to the question of flight’.",
        "According to {0} {1}, “the fence is no answer to the question of flight.”",
        "{0} {1}, asked by Mahamadou Issoufou, said, “The fence is no answer to the question of flight.”",
        "“{0} {1} told me, ‘The fence is no answer to the question of flight,’ and left.",
    ],
)
def test_the_speaker_beside_a_quotation_is_read(record: Record, draft: str) -> None:
    checked = record.check(draft.format("Angela", "Merkel")).quotations[-1]
    assert checked.said_by
    assert (checked.verdict, checked.said_by.name) == ("exact", "Angela Merkel")


def test_two_speakers_of_one_sentence_that_changed_places_are_told_apart(record: Record) -> None:
    desert, much = "“We will keep the peace of the desert,”", "“We have managed much.”"
    draft = f"{desert} said Angela Merkel, and Mahamadou Issoufou said, {much}"
    assert [quotation.verdict for quotation in record.check(draft).quotations] == ["other_speaker", "other_speaker"]


def test_an_uncertain_name_accuses_no_one_who_is_named_beside_it(record: Record) -> None:
    draft = "Angela Merkel and Mahamadou Issoufou met. “We will keep the peace of the desert.” It was late."
    assert only(record.check(draft)).verdict == "exact"


def test_an_alteration_is_shown_with_the_words_of_the_record(record: Record) -> None:
    match = only(record.check("“No state can lose this fight for its borders alone,” Issoufou said.")).matches[0]
    assert [(one.op, one.quote, one.record) for one in match.differences] == [("replace", "lose", "win")]


def test_a_translation_is_on_no_record_and_says_why(record: Record) -> None:
    quotation = only(record.check("„Der Zaun ist keine Antwort auf die Frage der Flucht“, sagte Angela Merkel."))
    assert (quotation.verdict, quotation.said_by) == ("not_on_record", None)
    assert quotation.note == "in German, as it seems; quotations are found word for word, so a translation is not"


def test_words_in_marks_that_are_no_quotation_are_listed_with_the_reason(record: Record) -> None:
    check = record.check("The so-called “friends” read “The Guns of August” and left.")
    assert check.quotations == ()
    assert [(one.text, one.reason) for one in check.unchecked] == [
        ("friends", "fewer than 3 words, too short to be found"),
        ("The Guns of August", "a title or a name"),
    ]


def test_a_quotation_that_cannot_be_traced_says_why_and_the_others_are_traced(record: Record) -> None:
    check = record.check(f"“{'so … ' * 21}” she said.\n\n“We have managed much,” said Angela Merkel.")
    assert [quotation.verdict for quotation in check.quotations] == ["exact"]
    assert check.unchecked[0].reason.startswith("the quotation has 21 parts between ellipses")


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        (" \n", "the draft is empty; it needs at least one word"),
        ("word " * 50_000, "the draft has 250,000 characters; at most 200,000 are checked at a time"),
        ("half a \ud800", "the draft contains an invalid Unicode character (a lone surrogate); save it again"),
    ],
)
def test_what_cannot_be_checked_gets_one_line(record: Record, draft: str, line: str) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        record.check(draft)
    assert str(refused.value) == line


def test_a_draft_without_quotations_has_none(record: Record) -> None:
    assert record.check("Nothing was said.").quotations == ()
