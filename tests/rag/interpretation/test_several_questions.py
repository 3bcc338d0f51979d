import pytest

from rag import Record
from rag.interpretation.several_questions import split_questions


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What did Obama say about Syria and what did Putin say about Ukraine?",
            ["What did Obama say about Syria?", "what did Putin say about Ukraine?"],
        ),
        ("What did Obama say about Syria and Putin about Ukraine?", None),
        (
            "What did Russia say about Syria in 2012 and in 2015?",
            ["What did Russia say about Syria in 2012?", "What did Russia say about Syria in 2015?"],
        ),
        (
            "what did Berg promise and what did Lund say about it?",
            ["what did Berg promise?", "what did Lund say about it?"],
        ),
        (
            "what did Berg say about whaling and also on oil in 2013?",
            ["what did Berg say about whaling in 2013?", "what did Berg say about oil in 2013?"],
        ),
        (
            "compare Berg and Lund on oil and tell me who spoke about it first",
            ["compare Berg and Lund on oil?", "who spoke about it first"],
        ),
        (
            "what was said on whaling in 2010 and what in 2013?",
            ["what was said on whaling in 2010?", "what was said on whaling in 2013?"],
        ),
        (
            "did Berg mention whaling and did Lund mention it?",
            ["did Berg mention whaling?", "did Lund mention it?"],
        ),
        ("did anyone mention oil or gas?", ["did anyone mention oil?", "did anyone mention gas?"]),
        (
            "has anybody talked about whales or the ban",
            ["has anybody talked about whales?", "has anybody talked about the ban?"],
        ),
        (
            "did Berg bring up the whales of Oman, what was said about it",
            ["did Berg bring up the whales of Oman?", "what was said about it"],
        ),
        (
            "has Lund defended whaling, and how did he justify it?",
            ["has Lund defended whaling?", "how did he justify it?"],
        ),
        ("speeches in 2009 and in 2013 on oil", ["speeches in 2009 on oil", "speeches in 2013 on oil"]),
    ],
)
def test_two_questions_in_one_are_parted(question: str, parts: list[str] | None) -> None:
    found = split_questions(question)
    assert len(found) == 2
    assert parts is None or found == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who spoke about Somalia and when?",
        "what was said on Libya and Syria?",
        "Niger? 2011",
        "what was said in 2011 or 2012?",
        "what was built and who did it?",
        "what did Berg say about the talks between Norway and Iceland about cod?",
        "did Berg say that Lund came, and what Oman did?",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert split_questions(question) == [question]


def test_a_second_question_may_be_only_a_name(seeds: Record) -> None:
    answer = seeds.ask("Did Zuma mention Libya? And Cameron?")
    names = {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert {"Jacob Zuma", "David Cameron"} <= names
    assert answer.direct is not None
    assert answer.direct.text.count("Yes") == 2


def test_what_follows_a_semicolon_is_a_question_of_its_own(seeds: Record) -> None:
    answer = seeds.ask("What did Zuma say on Libya; and Cameron?")
    assert {"Jacob Zuma", "David Cameron"} <= {one.speaker.name for one in answer.citations if one.speaker}


def test_joined_answers_number_their_citations_on(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya and who spoke about Somalia?")
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(answer.answer[one.start : one.end] == one.text for one in answer.sentences)
    assert any("Somalia" in citation.cited_text for citation in answer.citations)
    assert any("Liby" in citation.cited_text for citation in answer.citations)
