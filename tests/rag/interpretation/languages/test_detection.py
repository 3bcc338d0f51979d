"""The language of a question."""

import pytest

from rag.interpretation.languages.detection import is_certain, likely_languages


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Was hat die Regierung dazu gesagt?", "de"),
        ("Qu'est-ce que le ministre a dit ?", "fr"),
        ("¿Qué dijeron los ministros sobre el gas?", "es"),
        ("O que foi dito sobre a seca?", "pt"),
        ("Che cosa hanno detto i ministri?", "it"),
        ("Bakan bu konuda ne dedi?", "tr"),
        ("ماذا قال الوزير؟", "ar"),
        ("Что сказал министр об этом?", "ru"),
        ("Що сказав міністр про це?", "uk"),
        ("Co powiedział minister o gazie?", "pl"),
        ("Wat heeft de minister over gas gezegd?", "nl"),
        ("Vad har ministern sagt om gas?", "sv"),
        ("部长说了什么？", "zh"),
        ("大臣は何と言いましたか", "ja"),
        ("장관은 뭐라고 말했나요?", "ko"),
        ("وزیر چه گفت؟", "fa"),
        ("Какво каза министърът?", "bg"),
        ("Τι είπε ο υπουργός;", "el"),
    ],
)
def test_a_question_in_another_language_is_never_taken_for_english(question: str, code: str) -> None:
    assert likely_languages(question)[0] == code
    assert is_certain(question, code)


@pytest.mark.parametrize(
    "question",
    [
        "what was said on Libya?",
        "who spoke about the coup d'état in Mali?",
        "Dos Santos and da Silva on trade",
        "Charles de Gaulle on Europe",
        "quotes by Ursula von der Leyen",
        "Angela Merkel",
        "how many articles do you have?",
        "did Lula da Silva mention El Salvador?",
        "newest first",
        "Côte d'Ivoire in 2011?",
    ],
)
def test_a_question_in_english_is_not_certainly_in_another_language(question: str) -> None:
    assert not any(is_certain(question, code) for code in likely_languages(question)[:1])
