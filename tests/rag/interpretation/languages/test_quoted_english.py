"""Quoted English: a quotation in English is traced, whatever language asks who said it."""

import pytest

from rag.interpretation.languages.quoted_english import read_traced


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ('wer hat gesagt: "the strait stays open to all"?', "de"),
        ("Von wem stammt „the strait stays open to all“?", "de"),
        ("« the strait stays open to all », qui a dit ça ?", "fr"),
        ("¿quién dijo 'the strait stays open to all'?", "es"),
        ('"the strait stays open to all" kim söyledi?', "tr"),
        ('кто сказал "the strait stays open to all"?', "ru"),
    ],
)
def test_an_english_quotation_is_traced(question: str, code: str) -> None:
    assert read_traced(question) == (code, 'who said "the strait stays open to all"?')


@pytest.mark.parametrize(
    "question",
    [
        'who said "the strait stays open to all"?',
        'wer hat gesagt: "oil"?',
        "wer hat gesagt, dass die Meerenge offen bleibt?",
        'wer hat gesagt: "die Meerenge bleibt für alle Schiffe offen"?',
    ],
)
def test_nothing_else_is(question: str) -> None:
    assert read_traced(question) is None
