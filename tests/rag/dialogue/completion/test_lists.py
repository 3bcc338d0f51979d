"""Lists, counts and rankings of those who spoke, as people type them."""

import pytest

from rag.dialogue.completion.lists import complete_list


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("list of speakers on oil", "who spoke about oil?"),
        ("give me a list of people on the price of oil", "who spoke about the price of oil?"),
        ("count of speakers on oil", "how many speakers spoke about oil?"),
        ("number of people on oil?", "how many speakers spoke about oil?"),
        ("top 5 speakers on oil", "who mentioned oil most often?"),
        ("who are the top speakers on oil?", "who mentioned oil most often?"),
        ("most quoted person on oil", "who mentioned oil most often?"),
        ("the most vocal on oil", "who mentioned oil most often?"),
        ("most mentioned country", "which country is mentioned most often?"),
        ("what is the most talked-about state?", "which state is mentioned most often?"),
        ("name all the african leaders quoted on oil", "which african leaders spoke about oil?"),
        ("who are the prime ministers quoted on oil?", "which prime ministers spoke about oil?"),
        ("which norwegian officials are quoted on oil", "which norwegian officials spoke about oil?"),
        ("list everybody on record about oil", "who spoke about oil?"),
        ("list the countries that condemned piracy", "which countries condemned piracy?"),
    ],
)
def test_a_list_is_a_question_for_who_spoke(typed: str, question: str) -> None:
    assert complete_list(typed) == question


@pytest.mark.parametrize(
    "line", ["list prices of oil", "the number of ships on the strait", "top secret documents on oil", "oil"]
)
def test_any_other_line_stays(line: str) -> None:
    assert complete_list(line) == line
