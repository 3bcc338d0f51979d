import pytest

from index.text.normalize import fold, is_part_of


@pytest.mark.parametrize(
    ("typed", "printed"), [("Altindag", "Altındağ"), ("TURKIYE", "Türkiye"), ("Zelenskiy", "Зеленский"), ("g", "ğ")]
)
def test_a_name_folds_to_what_a_plain_keyboard_types(typed: str, printed: str) -> None:
    assert fold(typed) == fold(printed)


def test_a_part_of_a_name_is_found_in_any_order_and_half_a_word_is_not() -> None:
    assert is_part_of("erdogan recep", "Recep Tayyip Erdoğan")
    assert not is_part_of("erdo", "Recep Tayyip Erdoğan")
    assert not is_part_of("", "Recep Tayyip Erdoğan")
