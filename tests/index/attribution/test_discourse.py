import pytest

from index.attribution.discourse import Discourse
from index.text.spans import Span


def test_sentences_start_after_a_stop_and_a_capital_letter_or_a_line_break() -> None:
    text = "Mr. Hale left. “It is late!” She stayed.\nin Bath"
    starts = Discourse.parse(text).sentence_starts
    assert [text[start : start + 4] for start in starts] == ["Mr. ", "“It ", "She ", "in B"]


def test_a_position_has_its_sentence() -> None:
    discourse = Discourse.parse("Hale left. Ruiz stayed.")
    assert (discourse.sentence_number(3), discourse.sentence_start(3)) == (0, 0)
    assert (discourse.sentence_number(15), discourse.sentence_start(15)) == (1, 11)


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“It is late,” she said. \"Go,\" he said. ''No,'' I said.", ["“It is late,”", '"Go,"', "''No,''"]),
        ("“It is late.\n“Go home.” She left.", ["“It is late.", "“Go home.”"]),
        ("“The so-called “experts” left.", ["“The so-called “experts”"]),
        ("It’s the miners’ pit.", []),
    ],
)
def test_quotations_are_between_double_marks_or_end_with_their_paragraph(text: str, quotations: list[str]) -> None:
    assert [quotation.slice(text) for quotation in Discourse.parse(text).quotations] == quotations


def test_a_position_outside_quotations_has_none() -> None:
    discourse = Discourse.parse("“It is late,” she said.")
    assert discourse.quotation_at(4) == Span(0, 13)
    assert discourse.quotation_at(15) is None


@pytest.mark.parametrize(
    ("gap", "ends"),
    [(" said. The ", 1), (", ", 0), (" met Mr. Brandt and ", 0), ("!” ", 1), ("” ", 0), ("\n", 0)],
)
def test_a_sentence_ends_between_spans_only_by_punctuation(gap: str, ends: int) -> None:
    text = f"Ruiz{gap}Hale"
    first, second = Span(0, 4), Span(len(text) - 4, len(text))
    discourse = Discourse.parse(text)
    assert discourse.is_sentence_end_between(first, second) == bool(ends)
    assert discourse.is_sentence_end_between(second, first) == bool(ends)
