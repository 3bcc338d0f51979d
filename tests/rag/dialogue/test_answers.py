"""What comes back over the seeds for the kinds of question that are not only "what was said on X?"."""

import pytest

from rag import Answer, Record
from rag.query.follow_ups import Exchange


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


def test_counts_come_first_and_are_counted(seeds: Record) -> None:
    often = seeds.ask("How often did Zuma mention Libya?")
    assert often.direct is not None
    assert often.direct.kind == "number"
    assert {citation.speaker.name for citation in often.citations if citation.speaker} == {"Jacob Zuma"}
    most = seeds.ask("Who mentioned Libya most often?")
    assert most.direct is not None
    assert most.direct.kind == "speaker"
    assert noted(most, "Mentions counted")
    first = seeds.ask("when was Libya first mentioned?")
    assert first.direct is not None
    assert first.direct.kind == "date"


@pytest.mark.parametrize(
    "question",
    [
        "what was said on Libya",
        "Libya",
        "who spoke about Libya",
        "Libya, newest first",
        "what did Zuma say about Libya",
    ],
)
def test_a_question_has_the_same_answer_with_a_mark_and_without(seeds: Record, question: str) -> None:
    one, other = seeds.ask(question), seeds.ask(f"{question}?")
    assert [citation.cited_text for citation in one.citations] == [citation.cited_text for citation in other.citations]


def test_whether_somebody_mentioned_it_is_counted(seeds: Record) -> None:
    yes, no = seeds.ask("Did Zuma mention Libya?"), seeds.ask("Did Zuma mention Ukraine?")
    assert yes.direct is not None
    assert yes.direct.kind == "yes"
    assert no.direct is not None
    assert no.direct.kind == "no"
    assert no.reason is not None
    assert "Zuma" in no.reason.text


@pytest.mark.parametrize(
    "question", ["what did Zuam say about Lybia?", "quotes about Libia by Zuma", "Libya, by Jacob Zuma: what was said?"]
)
def test_names_are_found_misspelt_and_wherever_they_stand(seeds: Record, question: str) -> None:
    answer = seeds.ask(question)
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"Jacob Zuma"}


def test_groups_are_read_from_tables_and_said(seeds: Record) -> None:
    answer = seeds.ask("what did African leaders say about Libya?")
    assert {citation.speaker.country for citation in answer.citations if citation.speaker} <= {
        "South Africa",
        "Niger",
        "Libya",
        "Somalia",
        "Kenya",
    }
    assert noted(answer, "African leaders")


def test_whoever_is_left_out_is_left_out(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya, not by Zuma", everything=True)
    assert answer.citations
    assert "Jacob Zuma" not in {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert noted(answer, "Left out")


def test_what_is_not_read_is_said(seeds: Record) -> None:
    assert noted(seeds.ask("what did Zuma not say about Libya?"), "not taken into account")


def test_order_and_number_are_as_asked(seeds: Record) -> None:
    answer = seeds.ask("three quotes on Libya, newest first")
    dates = [citation.published or "" for citation in answer.citations]
    assert len(dates) == 3
    assert dates == sorted(dates, reverse=True)


def test_the_day_of_asking_comes_back(seeds: Record) -> None:
    assert seeds.ask("what was said on Libya?", asked="2015-01-01").asked == "2015-01-01"
    assert seeds.ask("what was said on Libya?").asked is not None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Was wurde über Libyen gesagt?", "de"),
        ("Qu'est-ce qui a été dit sur la Libye ?", "fr"),
        ("¿Qué se ha dicho sobre Libia?", "es"),
        ("Libya hakkında ne söylendi?", "tr"),
        ("ماذا قيل عن ليبيا؟", "ar"),
        ("Что было сказано о Ливии?", "ru"),
    ],
)
def test_the_commonest_form_is_read_in_six_languages(seeds: Record, question: str, language: str) -> None:
    answer = seeds.ask(question)
    assert answer.language == language
    assert answer.citations
    assert noted(answer, "English")


def test_a_question_that_is_not_read_says_so_and_nothing_of_the_record(seeds: Record) -> None:
    answer = seeds.ask("Warum ist der Himmel über Berlin eigentlich blau?")
    assert answer.language == "de"
    assert answer.reason is not None
    assert answer.reason.code == "not_understood"


def test_a_day_of_which_the_record_gives_only_the_month_is_said_so(seeds: Record) -> None:
    answer = seeds.ask("What did Obama say on 24 September 2013?")
    assert answer.citations
    assert noted(answer, "The record gives September 2013, not the day.")


def test_who_somebody_is_is_said_first(seeds: Record) -> None:
    first = seeds.ask("what did Zuma say about Libya?")
    answer = seeds.ask("who is he?", history=[Exchange("what did Zuma say about Libya?", first.answer, first.id)])
    assert answer.direct is not None
    assert answer.direct.text.startswith("Jacob Zuma: President")


def test_a_place_that_somebody_misspells_is_searched_and_not_sought_among_speakers(seeds: Record) -> None:
    answer = seeds.ask("anything on Benghasi?")
    assert answer.intent != "library"
    assert answer.citations
    assert noted(answer, "Benghazi")


def test_an_ordinary_word_is_corrected_by_the_word_beside_it(seeds: Record) -> None:
    answer = seeds.ask("what was said on chemicall weapons?")
    assert noted(answer, "read as chemical")
    assert any("chemical weapons" in citation.cited_text for citation in answer.citations)


def test_which_leaders_of_a_state_kept_silent_is_counted_among_them(seeds: Record) -> None:
    answer = seeds.ask("which leaders of Somalia never mentioned Ukraine?")
    assert answer.direct is not None
    assert "did not mention Ukraine" in answer.direct.text


def test_what_is_suggested_works(seeds: Record) -> None:
    question = "what was said on Libya?"
    answer = seeds.ask(question)
    assert answer.suggestions
    for suggestion in answer.suggestions:
        assert not seeds.ask(suggestion, history=[(question, answer.answer)]).abstained
