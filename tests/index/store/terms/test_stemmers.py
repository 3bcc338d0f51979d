"""Stems of words in other languages."""

import pytest

from index.store.terms.stemmers import stem_word


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("de", "sanktionen", "sanktion"),
        ("fr", "élections", "élection"),
        ("es", "refugiados", "refugiado"),
        ("pt", "refugiados", "refugiado"),
        ("it", "guerre", "guerra"),
        ("ru", "оружие", "оружии"),
        ("ar", "الأزمة", "أزمة"),
        ("tr", "silahlar", "silah"),
    ],
)
def test_forms_of_a_word_have_one_stem(code: str, one: str, other: str) -> None:
    assert stem_word(one, code) == stem_word(other, code)


def test_a_word_without_letters_is_its_own_stem() -> None:
    assert stem_word("2014", "de") == "2014"
