"""The sentences are our own, about facts the United Nations has on record."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.display import OMISSION, display_text
from index.text.sentences import split_sentences
from index.text.spans import Span

LAYOUT = st.sampled_from(
    ["Libya", "in 2014", "-", "\n", " \n", "\n\n", "\f", "\n7 11-20304\n", "\xad", "\ufeff", "\x07"]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(LAYOUT, st.text(max_size=3))).map("".join))


def printed(text: str) -> str:
    return display_text(text, Span(0, len(text)))


def test_lines_are_unwrapped() -> None:
    assert (
        printed("Libya joined the \nUnited  Nations\r\nin \xa01955. \n") == "Libya joined the United Nations in 1955."
    )


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    assert printed("the sixty-\nsixth session, pre- \nand post-war") == "the sixty-sixth session, pre- and post-war"


def test_a_soft_hyphen_goes() -> None:
    assert printed("the inde\xad\npendence of Lib\xadya") == "the independence of Libya"


@pytest.mark.parametrize(
    "page_header",
    [
        " \n \n \n7 11-20304 \n \n",
        "  \n \n11-20304 7 \n \n",
        "\n7/9 11-20304\n\f\n20/09/2011 A/66/PV.2\n",
        "\n11-20304 7/9\n\f\nA/66/PV.2 20/09/2011\n",
        "\n\nA/65/397\n\n7 11-20304\n\n",
        "\n\n- 7 -\n\n",
        "\n\nPage 7 of 9\n\n",
        "\n\f7\n\f",
    ],
)
def test_a_page_header_is_replaced_by_a_mark(page_header: str) -> None:
    text = f"Libya became independent{page_header}on 24 December 1951."
    assert printed(text) == f"Libya became independent {OMISSION} on 24 December 1951."


@pytest.mark.parametrize(
    "text",
    [
        "Libya became independent in \n1951 \nas the Assembly had decided.",
        "There were 60 members in \n51 \nand there are 193 now.",
        "The votes were \n\n10\n\nAbstentions numbered five.",
        "the report (see \nA/66/264) \nof the Secretary-General",
        "on \n24/12/1951 \nLibya became independent",
        "7 11-20304",
    ],
)
def test_a_number_that_belongs_to_the_text_stays(text: str) -> None:
    assert printed(text) == " ".join(text.split())


def test_only_the_span_is_printed() -> None:
    text = "Libya joined.\n7 11-20304\nIt was 1955."
    assert display_text(text, Span(text.index("It"), len(text))) == "It was 1955."


def test_nothing_is_repaired() -> None:
    text = "“The brief ly  ‘worded’ resolution — n° 1970… — was adopted”, می‌گوید 👩‍⚖️ ."
    assert printed(text) == text.replace("  ", " ")


@given(TEXTS)
def test_printing_what_was_printed_changes_nothing(text: str) -> None:
    assert printed(printed(text)) == printed(text)


@given(TEXTS)
def test_no_control_character_and_no_line_break_is_printed(text: str) -> None:
    result = printed(text)
    assert not {unicodedata.category(character) for character in result} & {"Cc", "Cs", "Zl", "Zp"}
    assert len(result.splitlines()) <= 1


@given(TEXTS)
def test_all_that_is_printed_stands_in_the_source_in_that_order(text: str) -> None:
    source = iter(text)
    assert all(character in source for character in "".join(printed(text).replace(OMISSION, "").split()))


@given(TEXTS)
def test_what_is_left_out_prints_nothing_or_is_marked(text: str) -> None:
    result = printed(text)
    if result.count(OMISSION) == text.count(OMISSION):
        kept = "".join(result.split())
        assert "".join(
            c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"}
        ) == ("".join(c for c in kept if unicodedata.category(c) not in {"Cf", "Cn"}))


@pytest.mark.quality
def test_real_speeches_print_without_lines_and_page_numbers(
    collection: Callable[[str], list[dict[str, Any]]],
) -> None:
    texts = [speech["text"] for speech in collection("statements")]
    libya = [(text, span) for text in texts for span in split_sentences(text) if "Libya" in span.slice(text)]
    results = [display_text(text, span) for text, span in libya]
    assert len(results) > 600
    assert sum("\n" in span.slice(text) for text, span in libya) > 500
    assert not any("\n" in result or re.search(r"\d\d-\d{5}", result) for result in results)
    assert sum(OMISSION in result for result in results) == 11
