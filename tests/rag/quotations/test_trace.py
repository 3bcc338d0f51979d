from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rag
from index import InvalidFilter, InvalidQuestion
from rag import Match, Record, Trace
from rag.quotations.tokens import TokenizedText

# From the record of the Security Council's 6498th meeting, of 17 March 2011, told in other words.
COUNCIL = """The Security Council met on 17 March 2011 and adopted resolution 1973 by ten votes, with five absten-
tions. It “decided” – for the first time – to establish a ban on all flights in the airspace of Libya in order
43 11-51384
to help protect civilians, and it did not allow a foreign occupation force of any form on Libyan territory.

Colonel Qaddafi's forces stood before Benghazi. The Council asked for a cease-fire at once and for an end to all attacks
on civilians. States that act on their own or through regional organizations were to tell the Secretary-General at once
what measures they took. The Council also asked for inspections of ships on the high seas. It spoke of 1,000 vehicles,
of 3.5 million people and of a fall of 5% in a year; the café of the mission stayed shut. Germany and Brazil abstained.
"""

STORY = """Ministers of nine river states met to agree on the sharing of water. A first draft of the treaty had been
sent round before the summer rains. Engineers showed maps of the gorge and of the plains that flood each year. Talks on
the filling of the reservoir go on next month. The pumps of the upper station lift forty cubic metres in a second."""

ARTICLES: list[dict[str, object]] = [
    {"id": "council", "title": "A ban on flights", "text": COUNCIL, "source": "United Nations", "published": "2011-03"},
    {"id": "late", "title": "River talks", "text": STORY, "published": "2020-03-02"},
    {"id": "first", "title": "River talks", "text": STORY, "published": "2020-03-01"},
    {"id": "other", "title": "Maps", "text": "Engineers showed maps of the gorge. It was hot.", "published": "2019"},
    {
        "id": "correction", "title": "Correction: the harbour", "published": "2022-01-05",
        "text": "An earlier version of this article misquoted Ana Ruiz as saying “we will leave the harbour at dawn.” "
        "In fact, she said “we will never leave the harbour of this town.”",
    },
    {
        "id": "speech", "title": "Speech", "kind": "official", "speaker": "Mahamadou Issoufou", "country": "Niger",
        "text": "We will keep the peace of the desert, and we will pay for it ourselves. " * 2,
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def record(opened_once: Callable[[list[dict[str, object]]], Record]) -> Record:
    return opened_once(ARTICLES)


def test_what_a_correction_takes_back_is_not_on_record(record: Record) -> None:
    assert record.trace("we will leave the harbour at dawn").verdict == "not_on_record"
    assert record.trace("we will never leave the harbour of this town").verdict == "exact"


def differences(match: Match) -> list[tuple[str, str, str]]:
    return [(one.op, one.quote, one.record) for one in match.differences]


def places(trace: Trace) -> list[str]:
    return [match.citation.article_id for match in trace.matches]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_run_of_words_rewrapped_and_with_other_quote_marks_is_exact_where_it_stands(
    seeds: Record, data: st.DataObject
) -> None:
    heads, _ = seeds.heads(limit=100)
    article = seeds.article(data.draw(st.sampled_from(heads)).id)
    bounds = TokenizedText.from_text(article.text).bounds
    first = data.draw(st.integers(0, len(bounds) - 4))
    last = data.draw(st.integers(first + 3, min(len(bounds) - 1, first + 200)))
    start, end = bounds[first][0], bounds[last][1]
    spaces = data.draw(st.sampled_from([" ", "\n", "\r\n", "\xa0", "  \n\n"]))
    marks = data.draw(st.sampled_from(["\"\"''", "“”‘’", "«»‘’", "„“''"]))
    quote = spaces.join(article.text[start:end].split()).translate(str.maketrans("“”‘’", marks))
    trace = seeds.trace(f"{marks[0]}{quote}{marks[1]}")
    assert trace.verdict == "exact"
    held = {(match.citation.article_id, match.citation.start, match.citation.end) for match in trace.matches}
    words = TokenizedText.from_text(article.text).find(TokenizedText.from_text(quote))
    same = {(article.id, bounds[place.start][0], bounds[place.stop - 1][1]) for place in words}
    assert (article.id, start, end) in same
    assert held & same
    for match in trace.matches:
        text = seeds.article(match.citation.article_id).text
        assert text[match.citation.start : match.citation.end] == match.citation.cited_text


@pytest.mark.parametrize(
    "quote",
    [
        "by ten votes, with five abstentions",
        "by ten votes, with five absten-tions",
        'It "decided" — for the first time — to establish',
        "it 'decided' for the FIRST time",
        "in order to help protect civilians",
        "in order\n43 11-51384\nto help protect civilians",
        "of Libya in order 43 11-51384 to help protect civilians",
        "an end to all\nattacks on\xa0civilians",
        "asked for a cease\xadfire at once",
        "1000 vehicles, of 3.5 million people",
        "fall of 5 percent in a year; the cafe of the mission",
        "[F]or the first time to establish",
        "... It decided, for the first time, to establish [sic] ...",
    ],
)
def test_what_typesetting_changes_is_no_alteration(record: Record, quote: str) -> None:
    trace = record.trace(quote)
    assert (trace.verdict, places(trace)) == ("exact", ["council"])
    assert not trace.matches[0].differences


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("adopted resolution 1970 by ten votes", ("replace", "1970", "1973")),
        ("did allow a foreign occupation force", ("delete", "", "not")),
        ("asked never for a cease-fire at once", ("insert", "never", "")),
        ("it didn't allow a foreign occupation force of any form", ("replace", "didn't", "did not")),
        ("Germany and Brazil abstained not", ("insert", "not", "")),
        ("of 35 million people and of a fall", ("replace", "35", "3.5")),
        ("Talks on the [slow] filling of the reservoir go on", ("insert", "slow", "")),
        ("Talks on the filling of the lake", ("replace", "lake", "reservoir")),
    ],
)
def test_an_alteration_is_marked_and_nothing_else(record: Record, quote: str, marked: tuple[str, str, str]) -> None:
    trace = record.trace(quote)
    assert (trace.verdict, differences(trace.matches[0])) == ("altered", [marked])


def test_words_written_together_are_no_negation_written_apart() -> None:
    assert not [*TokenizedText.from_text("They were notable men").find(TokenizedText.from_text("were not able"))]
    assert [*TokenizedText.from_text("They can not go").find(TokenizedText.from_text("they cannot go"))]


def test_an_ellipsis_joins_what_stands_in_this_order_and_near(record: Record) -> None:
    trace = record.trace("Ministers of nine river states … the sharing of water [...] before the summer rains")
    assert trace.verdict == "exact"
    assert differences(trace.matches[0]) == [
        ("ellipsis", "…", "met to agree on"),
        ("ellipsis", "[...]", "A first draft of the treaty had been sent round"),
    ]
    assert trace.matches[0].citation.display_text.startswith("Ministers of nine")
    assert record.trace("before the summer rains … Ministers of nine river states").verdict == "not_on_record"
    assert record.trace("adopted resolution 1973 … stayed shut. Germany and Brazil abstained").verdict != "exact"


def test_an_ellipsis_that_takes_out_a_negation_alters(record: Record) -> None:
    trace = record.trace("protect civilians, and it did … allow a foreign occupation force")
    assert (trace.verdict, differences(trace.matches[0])) == ("altered", [("delete", "…", "not")])


def test_another_spelling_of_a_name_is_marked_and_alters_nothing(record: Record) -> None:
    trace = record.trace("Colonel Gadhafi's forces stood before Benghazi")
    assert (trace.verdict, differences(trace.matches[0])) == ("exact", [("spelling", "Gadhafi's", "Qaddafi's")])
    assert record.trace("of any form on Libya territory").verdict == "altered"


@pytest.mark.parametrize(
    ("speaker", "matching"),
    [(None, None), ("Issoufou", True), ("President Mahamadou Issoufou", True), ("Niger", True), ("Guterres", False)],
)
def test_the_right_words_of_another_speaker_are_reported(
    record: Record,
    speaker: str | None,
    matching: bool | None,  # noqa: FBT001
) -> None:
    trace = record.trace("We will keep the peace of the desert", speaker)
    assert trace.verdict == "exact"
    assert [
        (match.citation.speaker and match.citation.speaker.name, match.speaker_matches) for match in trace.matches
    ] == [("Mahamadou Issoufou", matching)]


def test_a_speaker_without_a_name_is_refused(record: Record) -> None:
    with pytest.raises(InvalidFilter, match="filter speaker: is empty"):
        record.trace("We will keep the peace of the desert", " ")


def test_words_of_nobody_named_are_neither_the_speakers_nor_anothers(record: Record) -> None:
    assert record.trace("Germany and Brazil abstained", "Issoufou").matches[0].speaker_matches is None


def test_copies_are_one_match_and_other_articles_their_own_the_earliest_first(record: Record) -> None:
    trace = record.trace("Engineers showed maps of the gorge")
    assert places(trace) == ["other", "first"]
    assert [one.article_id for one in trace.matches[1].citation.duplicates] == ["late"]
    assert [match.citation.number for match in trace.matches] == [1, 2]


def test_a_long_quotation_runs_over_sentences_passages_and_paragraphs(seeds: Record) -> None:
    heads, _ = seeds.heads(limit=1)
    text = seeds.article(heads[0].id).text
    quote = text[: text.rindex(" ", 0, rag.MAX_LENGTH)]
    match = seeds.trace(quote).matches[0]
    assert (match.verdict, match.citation.start) == ("exact", 0)
    altered = seeds.trace(quote.replace(" the ", " that ", 1)).matches[0]
    assert (altered.verdict, differences(altered)) == ("altered", [("replace", "that", "the")])
    assert altered.citation.cited_text == match.citation.cited_text


@pytest.mark.parametrize(
    "quote",
    [
        "The Assembly of the lake towns voted to sell its boats to the highest bidder",
        "Ministers of nine river states abstained from all attacks on maps",
        "的的的的 的的的的 的的的的",
        "% % % %",
    ],
)
def test_what_nobody_said_is_not_on_record(record: Record, quote: str) -> None:
    assert record.trace(quote) == Trace(verdict="not_on_record", matches=())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"%…’-\n", "not", "able", "the", "1,000", "Libya", "ｇ", "\u0301", "Qaddafi's"])).map(
        " ".join
    )
)
def test_whatever_is_typed_is_traced_or_refused(record: Record, quote: str) -> None:
    with suppress(InvalidQuestion):
        trace = record.trace(quote)
        assert (trace.verdict == "not_on_record") == (not trace.matches)


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("", "the quotation has 0 words; enter at least 3, as printed"),
        ("“ … ”", "the quotation has 0 words; enter at least 3, as printed"),
        ("no more", "the quotation has 2 words; enter at least 3, as printed"),
        ("word " * 401, "the quotation has 2,005 characters; at most 2,000 are accepted"),
        ("so … " * 21, "the quotation has 21 parts between ellipses; at most 20 are traced at a time"),
        (
            "half a \ud800 character here",
            "the quotation contains an invalid Unicode character (a lone surrogate); type it again",
        ),
    ],
)
def test_what_cannot_be_traced_gets_one_line(record: Record, quote: str, line: str) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        record.trace(quote)
    assert str(refused.value) == line


@pytest.mark.parametrize(
    "question",
    [
        "“Talks on the filling of the reservoir”",
        '"talks on the filling of the reservoir go on".',
        "‘Talks on the filling of the reservoir’",
        "Talks on the filling of the reservoir go on next month.",
    ],
)
def test_a_question_that_is_a_quotation_is_traced(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert (answer.intent, answer.abstained, answer.confidence) == ("trace", False, 1)
    assert answer.answer.startswith("On record, word for word.")
    assert [citation.article_id for citation in answer.citations] == ["first"]
    assert [answer.answer[one.start : one.end] for one in answer.sentences] == [answer.citations[0].display_text]


@pytest.mark.parametrize(
    "question",
    [
        "what was said on the filling of the reservoir?",
        '"the reservoir"',
        '"Libya" and "the talks on water": who spoke?',
    ],
)
def test_any_other_question_is_answered_as_before(record: Record, question: str) -> None:
    assert record.ask(question).intent != "trace"


def test_an_altered_quotation_is_answered_with_what_differs(record: Record) -> None:
    answer = record.ask("“Talks on the draining of the reservoir”")
    told = "On record with changes: the article has “filling”, the quotation “draining”."
    assert answer.answer.startswith(told)
    spelt = record.ask("“Colonel Gadhafi's forces … before Benghazi”").answer
    assert spelt.startswith("On record with another spelling: the article has “Qaddafi's”, the quotation “Gadhafi's”.")
    assert answer.confidence < 1


def test_a_quotation_that_nobody_made_abstains_and_says_so(record: Record) -> None:
    answer = record.ask("“Talks are a thing for people without boats or maps or time”")
    assert (answer.intent, answer.abstained, answer.citations) == ("trace", True, ())
    assert answer.reason
    assert answer.reason.text.startswith(
        "This quotation was not found, neither word for word nor with changes (6 articles"
    )


def test_filters_narrow_where_a_quotation_is_looked_for(record: Record) -> None:
    quote = "“Engineers showed maps of the gorge”"
    assert record.ask(quote, filters=rag.Filters(since="2020")).citations[0].article_id == "first"
    assert record.ask(quote, filters=rag.Filters(speaker=("Issoufou",))).abstained
    assert len(record.ask(quote, limit=1).citations) == 1
    assert record.ask(quote, limit=1).found.truncated
    assert len(record.ask(quote, limit=1, everything=True).citations) == 2
