import pytest

from rag import Record
from rag.query.follow_ups import Exchange


@pytest.mark.parametrize(
    "question",
    [
        "who spoke about Libya?",
        "compare Zuma and Cameron on Libya",
        "what was said on Libya?",
        "did Zuma mention Libya?",
        "what did Zuma say on Libya and what did Cameron say on Syria?",
        "give me two quotes on Libya, oldest first",
    ],
)
def test_all_that_is_offered_has_an_answer(seeds: Record, question: str) -> None:
    answer = seeds.ask(question)
    assert answer.suggestions
    for suggestion in answer.suggestions:
        assert not seeds.ask(suggestion, history=[Exchange(question, answer.answer, answer.id)]).abstained, suggestion
