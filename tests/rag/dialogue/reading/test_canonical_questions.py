"""The plain question that a freely worded one stands for."""

import re

import pytest

from index.models.questions.question_reader import QuestionPart, ReadQuestion
from rag.dialogue.reading.canonical_questions import canonize, canonize_first


def read(intent: str, marked: str) -> ReadQuestion:
    """Return a question as read, in which parts stand in brackets after their labels."""
    text, parts, end = "", [], 0
    for match in re.finditer(r"\[([A-Z]+) ([^]]+)\]", marked):
        text += marked[end : match.start()]
        parts.append(QuestionPart(match[1], len(text), len(text) + len(match[2])))
        text, end = text + match[2], match.end()
    return ReadQuestion(text + marked[end:], intent, 1.0, tuple(parts))  # type: ignore[arg-type]  # (a literal)


@pytest.mark.parametrize(
    ("intent", "marked", "plain"),
    [
        ("statements", "need [SPEAKER Ruiz] re [SUBJECT the ferry]", "what did Ruiz say about the ferry?"),
        ("statements", "[SPEAKER lusk's] line [SUBJECT on tolls]?", "what did lusk say about tolls?"),
        ("statements", "anything new: [SUBJECT tolls]", "what was said about tolls?"),
        ("statements", "[SPEAKER Ruiz] quotes [TIME 2014]", "what did Ruiz say in 2014?"),
        ("statements", "[SPEAKER Ruiz] on [SUBJECT fog] [TIME since May]", "what did Ruiz say about fog since May?"),
        ("statements", "[LIMIT three] on [SUBJECT tolls]", "what was said about tolls, at most three?"),
        ("statements", "[LIMIT all] on [SUBJECT tolls]", "what was said about tolls, everything?"),
        ("statements", "[SUBJECT tolls] not [NOTSPEAKER Ruiz]", "what was said about tolls, besides Ruiz?"),
        ("statements", "[SPEAKER Ruiz], [TIME 2011 to 2013]", "what did Ruiz say from 2011 to 2013?"),
        ("who", "[SUBJECT tolls] - who was against", "who spoke about tolls?"),
        ("who", "[GROUP mayors] on [SUBJECT tolls], names pls", "which mayors spoke about tolls?"),
        ("latest", "newest from [SPEAKER Ruiz] on [SUBJECT tolls]", "what was the latest statement by Ruiz on tolls?"),
        ("comparison", "[SPEAKER Ruiz] or [SPEAKER Li], [SUBJECT tolls]", "compare Ruiz and Li on tolls?"),
        ("timeline", "[SPEAKER Ruiz] then and now, [SUBJECT tolls]", "what did Ruiz say about tolls over time?"),
    ],
)  # fmt: skip
def test_a_request_becomes_the_plain_question_for_it(intent: str, marked: str, plain: str) -> None:
    assert canonize(read(intent, marked)) == plain


@pytest.mark.parametrize(
    ("intent", "marked"),
    [
        ("fact", "when did [SUBJECT the ferry sink]"),
        ("count", "how often did [SPEAKER Ruiz] mention [SUBJECT tolls]"),
        ("statements", "and what about that"),
        ("statements", "what did [SPEAKER he] say about [SUBJECT tolls]"),
        ("statements", "A piece on tolls. What has [SPEAKER Ruiz] said about it?"),
        ("who", "who was it"),
    ],
)
def test_any_other_stays_as_it_was_typed(intent: str, marked: str) -> None:
    assert canonize(read(intent, marked)) == ""


def test_the_oldest_statement_is_the_first_one_by_whoever_is_asked_for_on_the_subject() -> None:
    plain = canonize_first(read("first", "oldest statement on [SUBJECT the ferry], [TIME 2014]"))
    assert plain == "what was the first statement on the ferry in 2014?"
    plain = canonize_first(read("first", "oldest quote of [SPEAKER Ruiz] on [SUBJECT the ferry]"))
    assert plain == "what was the first statement by Ruiz on the ferry?"
    assert canonize_first(read("first", "oldest on [SUBJECT it]")) == ""
    assert canonize_first(read("latest", "newest on [SUBJECT the ferry]")) == ""
