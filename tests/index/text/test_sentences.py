"""The sentences are our own, about facts the United Nations has on record."""

import re
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.display import INVISIBLE
from index.text.sentences import is_quotable, split_sentences

PRINTS = re.compile(rf"[^\s{INVISIBLE}]")
MANNERISMS = st.sampled_from(
    ["A word", "and more", ". ", '."', "“", "”", "\n", " \n", "\n\n", "\f", "\r\n", "\n7 11-20304\n", "Q ", "MR. LIE: "]
)

WRAPPED = (
    "The Security Council adopted resolution 1970 \n"
    "on Libya on 26 February 2011. It referred the matter \n"
    "to the International Criminal Court in The Hague, \n"
    "and it set up a committee. \n"
    " Three weeks later, by ten votes in favour, the \n"
    "Council adopted a second resolution on Libya. \n"
)


def cut(text: str) -> list[str]:
    return [sentence.slice(text) for sentence in split_sentences(text)]


def flat(text: str) -> list[str]:
    return [" ".join(sentence.split()) for sentence in cut(text)]


def test_a_wrapped_sentence_is_one_sentence() -> None:
    assert flat(WRAPPED) == [
        "The Security Council adopted resolution 1970 on Libya on 26 February 2011.",
        "It referred the matter to the International Criminal Court in The Hague, and it set up a committee.",
        "Three weeks later, by ten votes in favour, the Council adopted a second resolution on Libya.",
    ]


def test_a_heading_in_a_wrapped_article_stands_alone() -> None:
    assert flat("Libya\n" + WRAPPED)[0] == "Libya"


@pytest.mark.parametrize(
    "pages", [" \n \n \n7 11-20304 \n \n", "\n7/9 11-20304\n\f\nA/66/PV.2 20/09/2011\n", " \n\n\n\f\n", "\n\n- 7 -\n\n"]
)
def test_a_page_break_does_not_end_a_sentence(pages: str) -> None:
    text = f"Libya became independent on 24 December{pages}of the year 1951, as the Assembly had decided."
    assert cut(text) == [text]


def test_a_page_number_between_sentences_is_a_unit_of_its_own() -> None:
    text = "Libya became independent in 1951.\n\n7 11-20304\n\nIt joined the United Nations in 1955."
    assert cut(text) == [
        "Libya became independent in 1951.",
        "7 11-20304",
        "It joined the United Nations in 1955.",
    ]


def test_a_dateline_is_not_glued_to_the_first_sentence() -> None:
    text = "Libya joins\n\nNEW YORK\nLibya was admitted to the United Nations on 14 December 1955.\n\nUN,\n"
    assert cut(text) == [
        "Libya joins",
        "NEW YORK",
        "Libya was admitted to the United Nations on 14 December 1955.",
        "UN,",
    ]


@pytest.mark.parametrize("between", ["\n", " "])
def test_a_question_is_never_glued_to_an_answer(between: str) -> None:
    turns = ["MR. LIE: Not before the vote --", "Q When is the vote?", "MR. LIE: On Monday.", "Q Thank you."]
    assert cut(between.join(turns)) == turns


def test_a_list_item_is_a_unit_of_its_own() -> None:
    assert cut("Two organs met:\n• the Security Council\n• the General Assembly") == [
        "Two organs met:",
        "• the Security Council",
        "• the General Assembly",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Trygve Lie of Norway was the first Secretary-General of the U.N. in 1946.",
        "Gen. Assembly resolution 289 (IV), para. 3, recommended that Libya be independent by 1952.",
        "Libya has an area of about 1.76 million square kilometres.",
        "Sen. Cory Booker, D-N.J., met J.D. Vance at 5 p.m. Monday in Washington.",
        "“Libya is a Member State. It joined in 1955,” the record says.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(f"{sentence} Libya is in North Africa.") == [sentence, "Libya is in North Africa."]


def test_an_opening_quotation_mark_belongs_to_what_it_opens() -> None:
    assert cut('It met, he said. "One Council met. It voted.') == ["It met, he said.", '"One Council met.', "It voted."]


def test_offsets_count_code_points() -> None:
    assert cut("\ufeff🕊️ Peace came. E\u0301té was long.\r\nNext came 🇱🇾 Libya.") == [
        "🕊️ Peace came.",
        "E\u0301té was long.",
        "Next came 🇱🇾 Libya.",
    ]


@pytest.mark.parametrize("text", ["", " \n\t\f\u200b\ufeff\xa0"])
def test_a_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.security
@pytest.mark.parametrize(
    "piece",
    ["word ", "“A word. ", "\n", "a. ", "7 11-20304\n", "A ", "Q ", '" ', "wordy\n", "\ud800", " ", "- 7 -\n\n"],
)
def test_a_megabyte_of_anything_takes_seconds_at_most(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    split_sentences(text)
    assert time.process_time() - started < 10


@given(st.one_of(st.text(), st.lists(st.one_of(MANNERISMS, st.text(max_size=3))).map("".join)))
def test_every_printing_character_lies_in_exactly_one_trimmed_sentence(text: str) -> None:
    found = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(PRINTS.fullmatch(one[0]) and PRINTS.fullmatch(one[-1]) for one in cut(text))
    outside = text
    for span in reversed(found):
        outside = outside[: span.start] + outside[span.end :]
    assert not PRINTS.search(outside)


@pytest.mark.parametrize(
    "text",
    [
        "Libya joined the United Nations in 1955.",
        "“Did Libya join the United Nations?”",
        "MR. LIE: Libya has joined the United Nations.",
        "利比亚于1955年加入联合国。",
        "انضمت ليبيا إلى الأمم المتحدة عام 1955.",
    ],
)
def test_a_sentence_can_be_cited(text: str) -> None:
    assert is_quotable(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UN,",
        "NEW YORK",
        "Libya Joins the United Nations",
        "MR. LIE: Yes, sir.",
        "Q Thank you.",
        "7 11-20304",
        "AP/U.N.",
    ],
)
def test_a_stray_line_cannot_be_cited(text: str) -> None:
    assert not is_quotable(text)


def test_few_units_of_real_speeches_stop_in_mid_air(collection: Callable[[str], list[dict[str, Any]]]) -> None:
    units = [unit for speech in collection("statements")[:300] for unit in cut(speech["text"])]
    cut_short = [unit for unit in units if unit[-1].isalpha()]
    assert len(units) > 20_000
    assert len(cut_short) < len(units) / 1000


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Der Minister kam am 5. Mai.", "Die 3. Sitzung war kurz.", "Es kamen 12.", "Danach ging er."]),
        ("de-AT", ["Er traf am 12. März den 3. Botschafter.", "Das war alles."]),
        ("fr", ["M. Dupont est venu.", "Mme. Roy est partie."]),
    ],
)
def test_sentences_end_by_the_rules_of_their_language(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.slice(text) for span in split_sentences(text, language)] == expected


def test_two_blank_lines_set_a_heading_apart_in_a_text_with_pages() -> None:
    heading = "The withdrawal of foreign forces from the coastal road"
    text = f"It met on Monday in the hall.\n\n\n{heading}\n\n\nThe envoy told the\n\n\fCouncil that they had left."
    assert [span.slice(text) for span in split_sentences(text)][1:] == [heading, text[text.index("The envoy") :]]
