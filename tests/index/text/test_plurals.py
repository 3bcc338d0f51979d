import pytest

from index.text.plurals import format_count


@pytest.mark.parametrize(
    ("count", "noun", "text"),
    [(0, "word", "0 words"), (1, "article", "1 article"), (1208, "speaker", "1,208 speakers")],
)
def test_a_noun_agrees_with_its_count(count: int, noun: str, text: str) -> None:
    assert format_count(count, noun) == text
