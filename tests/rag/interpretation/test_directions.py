import pytest

from rag.interpretation.direction_reader import Directions
from rag.interpretation.directions import read_directions

SOURCES = frozenset({"cnn.com", "usatoday.com", "UN General Assembly"})


def read(question: str) -> Directions:
    return read_directions(question, lambda: SOURCES)


@pytest.mark.parametrize(
    ("question", "left", "directed"),
    [
        ("Give me three quotes on the Arab Spring", "Give me quotes on the Arab Spring", {"limit": 3}),
        (
            "In one sentence, what is Turkey's position on Somalia?",
            "what is Turkey's position on Somalia?",
            {"limit": 1},
        ),
        ("just the best quote on fish, nothing else", "quote on fish", {"limit": 1}),
        ("give me the single strongest statement on fish", "statement on fish", {"limit": 1}),
        ("what was said on Libya since 2013, newest first", "what was said on Libya since 2013", {"order": "newest"}),
        ("what was said on Kashmir, in chronological order", "what was said on Kashmir", {"order": "oldest"}),
        ("how many leaders raised whaling, just the number", "how many leaders raised whaling", {}),
        ("how often was oil named? only a count please", "how often was oil named", {}),
        ("who names Mali most often, top 3", "who names Mali most often", {"limit": 3}),
        ("how many named Mali - number only", "how many named Mali", {}),
        ("how many spoke on oil, I only need the total", "how many spoke on oil", {}),
        ("what was said on poverty, just a number", "what was said on poverty, just a number", {}),
        ("everything said about Mali", "what was said about Mali", {"everything": True}),
        ("what was said on Libya, only official ones", "what was said on Libya", {"kind": ("official",)}),
        ("What was said about Ukraine in the news only?", "What was said about Ukraine?", {"kind": ("news",)}),
        ("what did official sources say about Crimea?", "what was said about Crimea?", {"kind": ("official",)}),
        ("news (not speeches) about Orban", "what was said about Orban", {"kind": ("news",)}),
        (
            "news only: what was said on Haiti, only official ones?",
            "news only: what was said on Haiti?",
            {"kind": ("official",)},
        ),
        ("two quotes on capitalism, short", "quotes on capitalism", {"limit": 2}),
        ("what did the press report on Haiti?", "what was said on Haiti?", {"kind": ("news",)}),
        ("any news on Iran since 2022", "what was said on Iran since 2022", {"kind": ()}),
        (
            "what was said on Syria in USA Today in 2013?",
            "what was said on Syria in 2013?",
            {"source": ("usatoday.com",)},
        ),
    ],
)
def test_words_that_direct_the_answer_are_read_and_removed(
    question: str, left: str, directed: dict[str, object]
) -> None:
    found = read(question)
    assert found.question == left
    assert {name: getattr(found, name) for name in directed} == directed
    assert not found.notes


@pytest.mark.parametrize(
    ("question", "left", "noted"),
    [
        ("summarise what was said on Syria", "what was said on Syria?", "no summary"),
        ("write me a poem about Libya", "what was said on Libya?", "no poem"),
        ("translate what Erdogan said on Somalia into Turkish", "what Erdogan said on Somalia?", "not translate"),
        ("what was said on Iran before the summit?", "what was said on Iran?", "before the summit"),
        ("quotes on Mali as a table", "quotes on Mali", "CSV"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_note(question: str, left: str, noted: str) -> None:
    found = read(question)
    assert found.question == left
    assert any(noted in note for note in found.notes)


def test_a_source_is_left_out_by_asking_for_the_others() -> None:
    found = read("What was said about Taiwan, excluding CNN?")
    assert found.question == "What was said about Taiwan?"
    assert found.source == ("UN General Assembly", "usatoday.com")
    assert found.notes == ("Left out: articles of cnn.com.",)


@pytest.mark.parametrize("question", ["what was said on Libya?", "Who led the delegation?", "peace", "?"])
def test_a_question_without_directions_stays_as_it_is(question: str) -> None:
    assert read(question) == Directions(question)
