import pytest

from rag.library_answers.joined_questions import part_library_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "how many speakers and how many countries are there?",
            ["how many speakers?", "how many countries are there?"],
        ),
        (
            "how many articles from CNN and how many from the BBC",
            ["how many articles from CNN?", "how many articles from the BBC?"],
        ),
        ("who are you? what can you do?", ["who are you?", "what can you do?"]),
        ("how many articles do you have", ["how many articles do you have"]),
        ("do you have articles from Chad and Mali?", ["do you have articles from Chad and Mali?"]),
    ],
)
def test_questions_about_the_library_are_parted(question: str, parts: list[str]) -> None:
    assert part_library_question(question) == parts
