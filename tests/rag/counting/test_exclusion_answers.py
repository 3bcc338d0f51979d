"""Who did not mention a subject is computed among those of whom it is asked, and those who speak in that time."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends now. It was wrong."),
    ("Bo Lund", "Sweden", "2011-09", "The forest is our future."),
    ("Kofi Addo", "Ghana", "2011-09", "The harbour is our door to the world."),
    ("Moussa Diop", "Senegal", "2012-09", "Whaling is far from us."),
    ("Cem Demir", "Türkiye", "2012-09", "The cat is asleep."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "which leaders did not mention whaling in 2011?",
            "2 of 3 speakers did not mention whaling in 2011: Bo Lund, Kofi",
        ),
        (
            "which speakers did not mention whaling in 2011?",
            "2 of 3 speakers did not mention whaling in 2011: Bo Lund, Kofi",
        ),
        ("how many world leaders did not mention whaling?", "3 of 5 speakers did not mention whaling"),
        (
            "which politicians in 2012 did not mention whaling?",
            "1 of 2 speakers did not mention whaling in 2012: Cem",
        ),
        ("which officials never mentioned whaling?", "3 of 5 speakers did not mention whaling"),
        ("which African countries did not mention whaling?", "1 of 2 countries did not mention whaling: Ghana."),
        ("which Nordic states did not mention whaling?", "1 of 2 countries did not mention whaling: Sweden."),
        ("which countries did not mention whaling?", "3 of 5 countries did not mention whaling"),
        ("which articles from 2011 do not mention whaling?", "2 of 3 articles do not mention whaling in 2011."),
        (
            "which presidents in 2012 did not mention the cat?",
            "1 of 2 speakers did not mention the cat in 2012: Mou",
        ),
        ("which Turkish leaders did not mention the cat?", "0 of 1 speaker did not mention the cat: all did."),
    ],
)
def test_those_who_did_not_are_among_those_who_are_asked_about(record: Record, question: str, line: str) -> None:
    direct = record.ask(question).direct
    assert direct
    assert direct.text.startswith(line)


def test_where_none_of_them_speaks_nobody_is_listed(record: Record) -> None:
    answer = record.ask("which prime ministers did not mention whaling?")
    assert answer.direct is None
    assert any("nobody to list" in text for text in (*answer.notes, answer.reason.text if answer.reason else ""))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("how many articles are about whaling?", "2 articles."),
        ("how many articles do you have on whaling in 2012?", "1 article in 2012."),
        ("how many speeches are there about whaling?", "2 articles."),
        ("how many statements are there on whaling?", "2 sentences, in 2 articles."),
        ("how many quotes mentioning whaling?", "2 sentences, in 2 articles."),
    ],
)
def test_articles_and_statements_about_a_subject_are_counted(record: Record, question: str, line: str) -> None:
    direct = record.ask(question).direct
    assert direct
    assert direct.text == line
