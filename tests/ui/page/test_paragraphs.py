from hypothesis import given, settings
from hypothesis import strategies as st

from index import Span
from ui.page.paragraphs import expand_to_sentences, split_paragraphs

WRAPPED = (
    "The delegates met in the hall on the first day of \n"
    "the month and heard the report of the chair. It was \n"
    "long. \n"
    "After the pause they turned to the budget of the year \n"
    "to come, which nobody had read before the morning. \n"
    " The last speaker thanked the hosts and the sitting \n"
    "was closed at six.\n"
)
TEXTS = st.text(st.sampled_from("ab cd. A?\n\n\r\f\u2028“” 1"), max_size=300)


def opening_words(text: str) -> list[str]:
    return [" ".join(paragraph.slice(text).split()[:2]) for paragraph in split_paragraphs(text)]


def test_a_text_wrapped_at_a_width_falls_into_its_paragraphs() -> None:
    assert opening_words(WRAPPED) == ["The delegates", "After the", "The last"]


def test_a_line_of_a_text_that_is_not_wrapped_is_a_paragraph() -> None:
    long = "A sentence that goes on and on. " * 12
    assert opening_words(f"{long}\nOne more line.\n\nThe last line.") == ["A sentence", "One more", "The last"]


@settings(deadline=None)
@given(TEXTS)
def test_every_character_that_prints_lies_in_exactly_one_paragraph(text: str) -> None:
    parts = split_paragraphs(text)
    assert "".join("".join(part.slice(text).split()) for part in parts) == "".join(text.split())


@settings(deadline=None)
@given(TEXTS, st.integers(0, 300), st.integers(0, 300))
def test_what_stands_around_a_quotation_holds_it(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    around = expand_to_sentences(text, Span(start, end))
    assert 0 <= around.start <= start <= end <= around.end <= len(text)


def test_whole_sentences_stand_around_a_quotation() -> None:
    text = " ".join(f"Sentence number {number} says little more than this." for number in range(100))
    cited = Span(text.index("Sentence number 50"), text.index(" Sentence number 51"))
    shown = expand_to_sentences(text, cited).slice(text)
    assert shown.startswith("Sentence number 4")
    assert shown.endswith("than this.")
    assert len(shown) < 800
