import pytest

from rag import Record
from rag.dialogue.completion.fragments import complete_fragment

KNOWN = {"presidents", "zuma", "Zuma", "african leaders", "South Africa"}


def whole(question: str) -> str:
    return complete_fragment(question, KNOWN.__contains__, {"2011", "2013"}.__contains__)


@pytest.mark.parametrize(
    ("fragment", "question"),
    [
        ("oil according to presidents", "what was said on oil by presidents?"),
        ("zuma quotes about oil", "what was said about oil by zuma?"),
        ("Zuma's remarks on oil", "what was said on oil by Zuma?"),
        ("on oil by zuma", "what was said on oil by zuma?"),
        ("oil - zuma", "what was said on oil by zuma?"),
        ("african leaders on the price of oil", "what did african leaders say about the price of oil?"),
        ("list all speakers who mentioned oil", "who mentioned oil?"),
        ("show me the countries that raised oil", "which countries raised oil?"),
        ("what did leaders raise about oil?", "what was said about oil?"),
        ("what did people say on oil in 2013?", "what was said on oil in 2013?"),
        ("when did oil first come up?", "when was oil first mentioned?"),
        ("whats the last thing you have on oil", "what is the latest on oil?"),
        ("what do you have on oil?", "what was said on oil?"),
        ("have you got something about oil", "is there anything about oil?"),
        ("do you have any quotes on oil?", "is there anything on oil?"),
        ("which British officials took part in the talks in Oslo?", "who were the British officials in Oslo?"),
        ("whats the position of Norway on oil", "what is the position of Norway on oil"),
        ("last speaker on oil?", "who was the last to mention oil?"),
        ("who was the first person speaking about oil", "who was the first to mention oil?"),
        ("most recent one on oil", "who was the last to mention oil?"),
        ("first person to talk about oil", "who was the first to mention oil?"),
        ("is oil mentioned anywhere?", "is oil mentioned?"),
        ("did Zuma and Deby agree on oil?", "compare Zuma and Deby on oil?"),
        ("latest from zuma", "what did zuma say, newest first?"),
        ("show all zuma 2012", "what did zuma say in 2012, everything?"),
        ("oil price 2013 libya", "oil price libya in 2013"),
        ("zuma 2013 on oil", "what did zuma say about oil in 2013?"),
        ("Zuma on oil, presidents on gas", "what did Zuma say about oil? what did presidents say about gas?"),
        ("how many speakers mentioned oil, and which ones?", "how many speakers mentioned oil?"),
        ("who mentioned oil and list them", "who mentioned oil"),
        ("everything zuma ever said", "what did zuma say, everything?"),
        ("oil, no statements by zuma", "what was said on oil, excluding those by zuma?"),
        (
            "zuma 2011 on oil, and presidents on gas",
            "what did zuma say about oil in 2011? what did presidents say about gas?",
        ),
        ("oil, speeches of 2011 and 2013 only", "what was said on oil, speeches in 2011 and in 2013?"),
        ("oil 2011 and 2013 only", "what was said on oil in 2011 and in 2013?"),
        ("oil, speeches of 2013, newest first", "oil, speeches in 2013, newest first"),
    ],
)
def test_a_question_typed_in_a_hurry_becomes_a_whole_one(fragment: str, question: str) -> None:
    assert whole(fragment) == question


@pytest.mark.parametrize(
    "question",
    [
        "what did Zuma say about oil?",
        "what did the people of Libya say about oil?",
        "oil by the barrel on the market",
        "a report on oil",
        "quotes on oil",
        "oil - gas",
        "resolution 1973",
        "statements from sept 2013 on oil",
        "oil since 2013",
        "oil 1999",
        '"oil according to presidents"',
        "newest first",
        "and in 2013?",
    ],
)
def test_what_is_whole_or_names_nobody_stays_as_it_is(question: str) -> None:
    assert whole(question) == question


def test_a_text_that_is_too_long_to_be_typed_in_a_hurry_is_left_as_it_is() -> None:
    question = f"did {'Zuma and ' * 200}agree on oil?"
    assert whole(question) == question


def test_words_are_not_asked_of_leaders_as_if_these_were_a_name(seeds: Record) -> None:
    answer = seeds.ask("what did leaders raise about Mali?")
    assert not answer.abstained
    assert any("Mali" in citation.cited_text for citation in answer.citations)


def test_a_speaker_after_according_to_is_the_speaker(seeds: Record) -> None:
    answer = seeds.ask("libya according to zuma")
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"Jacob Zuma"}


def test_those_who_took_part_are_named_by_the_sentence_that_lists_them(seeds: Record) -> None:
    answer = seeds.ask("which British officials took part?")
    assert "Mark Ridgway" in answer.citations[0].cited_text


def test_what_is_newest_on_a_subject_is_searched_also_where_it_is_the_name_of_a_state(seeds: Record) -> None:
    answer = seeds.ask("whats the last thing you have on Ukraine?")
    assert answer.intent == "latest"
    assert "Ukrain" in answer.citations[0].cited_text


def test_a_bare_year_is_the_time(seeds: Record) -> None:
    answer = seeds.ask("libya 2014 niger")
    assert answer.citations
    assert {(citation.published or "")[:4] for citation in answer.citations} == {"2014"}


@pytest.mark.parametrize(
    "question",
    ["Compare Turkey and France on Libya between 2011 and 2014", "everything said about Mali between 2012 and 2013"],
)
def test_a_whole_question_with_two_years_stays_as_it_is(question: str) -> None:
    assert complete_fragment(question, lambda _: False, lambda _: True) == question
