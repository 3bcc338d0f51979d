"""Questions in other languages, answered over the seeds."""

import pytest

from rag import Answer, Record
from rag.query.follow_ups import Exchange


def speakers(answer: Answer) -> set[str]:
    return {citation.speaker.name for citation in answer.citations if citation.speaker}


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Was hat Hollande über den Terrorismus in Mali gesagt?", "Hollande"),
        ("Qu'a dit Porochenko sur l'annexion de la Crimée ?", "Poroshenko"),
        ("¿Qué dijo Zuma sobre la Unión Africana?", "Zuma"),
        ("O que disse Obama sobre as armas químicas?", "Obama"),
        ("Cosa ha detto Lavrov sull'Ucraina?", "Lavrov"),
        ("Cameron Libya hakkında ne dedi?", "Cameron"),
        ("ماذا قال لافروف عن أوكرانيا؟", "Lavrov"),
        ("Что сказал Обама о химическом оружии?", "Obama"),
        ("Що сказав Порошенко про Крим?", "Poroshenko"),
        ("Co powiedział Ławrow o Ukrainie?", "Lavrov"),
    ],
)
def test_a_speaker_is_answered_with_his_words_alone(seeds: Record, question: str, speaker: str) -> None:
    assert {name.split()[-1] for name in speakers(seeds.ask(question))} == {speaker}


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("combien d'articles avez-vous ?", "library"),
        ("Welche Quellen gibt es?", "library"),
        ("¿Qué fuentes hay?", "library"),
        ("Quantos artigos há?", "library"),
        ("Kaç makale var?", "library"),
        ("Сколько статей в библиотеке?", "library"),
        ("¿qué puedes hacer?", "help"),
        ("Що ти вмієш?", "help"),
        ("Buenos días", "greeting"),
        ("Dzień dobry", "greeting"),
        ("مرحبا", "greeting"),
    ],
)
def test_the_library_and_the_tool_are_answered_from_facts(seeds: Record, question: str, intent: str) -> None:
    answer = seeds.ask(question)
    assert answer.intent == intent
    assert not answer.abstained
    assert not answer.citations
    assert answer.language != "en"


@pytest.mark.parametrize(
    ("first", "second", "speaker"),
    [
        ("Was hat Zuma über Libyen gesagt?", "und Cameron?", "Cameron"),
        ("Qu'a dit Cameron sur la Libye ?", "et Zuma ?", "Zuma"),
        ("¿Qué dijo Obama sobre Siria?", "¿y Hollande?", "Hollande"),
        ("Что сказал Кэмерон о Ливии?", "а Зума?", "Zuma"),
    ],
)
def test_a_follow_up_in_the_same_language_goes_on(seeds: Record, first: str, second: str, speaker: str) -> None:
    before = seeds.ask(first)
    answer = seeds.ask(second, history=[Exchange(first, before.answer, before.id)])
    assert {name.split()[-1] for name in speakers(answer)} == {speaker}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Was wurde über Quallen gesagt?", "Quallen"),
        ("Qu'a dit Zuma sur les coccinelles ?", "coccinelles"),
        ("¿Qué dijo Poroshenko sobre las luciérnagas de Somalia?", "luciérnagas"),
        ("Cosa ha detto Zuma sulle lucciole?", "lucciole"),
        ("Что сказал Хрущев о Ливии?", "Хрущев"),
        ("ماذا قيل عن اليراعات؟", "اليراعات"),
    ],
)
def test_what_was_not_read_is_never_answered_by_nothing(seeds: Record, question: str, word: str) -> None:
    answer = seeds.ask(question)
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.code == "not_understood"
    assert word in answer.reason.text
    assert "not read" in answer.reason.text


def test_what_was_left_out_is_named_beside_what_was_found(seeds: Record) -> None:
    answer = seeds.ask("Was hat Zuma über Libyen und Quallen gesagt?")
    assert answer.citations
    assert any("Not read: Quallen" in note for note in answer.notes)
