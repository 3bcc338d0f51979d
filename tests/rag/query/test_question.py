import pytest

from index import InvalidQuestion
from index.names.gazetteer import load_gazetteer
from rag.query.question import MAX_LENGTH, Question


@pytest.mark.parametrize(
    ("asked", "intent", "topic"),
    [
        ("what was said on Libya?", "statements", ("libya",)),
        ("What did Cameron say about Libya?", "statements", ("cameron", "libya")),
        ("Libya", "statements", ("libya",)),
        ("what was said on the United States?", "statements", ("unit", "state")),
        ("who led the Turkish delegation?", "fact", ("led", "turkish", "deleg")),
        ("what did Altındağ do?", "fact", ("altindag",)),
        ("what was said?", "fact", ()),
    ],
)
def test_a_question_is_taken_apart(asked: str, intent: str, topic: tuple[str, ...]) -> None:
    question = Question.parse(asked)
    assert question.intent == intent
    assert question.topic == topic


@pytest.mark.parametrize(
    ("asked", "intent", "topic", "subjects"),
    [
        ("what was said on the U.S. and North Korea?", "statements", ("@US", "@KP"), (("@US",), ("@KP",))),
        ("what was said on Turkish exports?", "statements", ("@TR", "export"), (("@TR", "export"),)),
        ("what did Ankara say about Hizbullah?", "statements", ("@TR", "@Hezbollah"), (("@TR", "@Hezbollah"),)),
        ("how many speakers mentioned Libya?", "count", ("@LY",), (("@LY",),)),
        ("how many people died in Libya?", "fact", ("mani", "peopl", "die", "@LY"), None),
    ],
)
def test_a_name_is_one_term_under_whatever_form(
    asked: str, intent: str, topic: tuple[str, ...], subjects: tuple[tuple[str, ...], ...] | None
) -> None:
    question = Question.parse(asked, load_gazetteer())
    assert question.intent == intent
    assert question.topic == topic
    assert question.subjects == (subjects or (topic,))


@pytest.mark.parametrize(
    ("asked", "reported"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("?" * (MAX_LENGTH + 1), "at most 2,000"),
        ("\ud800", "invalid Unicode character"),
    ],
)
def test_what_is_not_a_question_is_reported_in_one_line(asked: str, reported: str) -> None:
    with pytest.raises(InvalidQuestion, match=reported) as caught:
        Question.parse(asked)
    assert "\n" not in str(caught.value)
