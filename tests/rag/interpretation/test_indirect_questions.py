"""Questions in the order of a clause, as they stand after "any idea" or "do you know"."""

import pytest

from rag.interpretation.directions import read_directions
from rag.interpretation.indirect_questions import put_directly


@pytest.mark.parametrize(
    ("indirect", "direct"),
    [
        ("how often berg talks about oil", "how often did berg talk about oil"),
        ("how many times Berg has mentioned oil?", "how many times did Berg mention oil?"),
        ("when Berg first mentioned oil", "when did Berg first mention oil"),
        ("when the minister last spoke about oil", "when did the minister last speak about oil"),
        ("in which years Berg raised oil", "in which years did Berg raise oil"),
        ("where Berg spoke", "where did Berg speak"),
        ("if Berg mentioned oil?", "did Berg mention oil?"),
        ("whether Berg has ever brought up oil", "did Berg ever bring up oil"),
        ("what date Berg called for a ceasefire", "what date did Berg call for a ceasefire"),
        ("how frequently African leaders discussed oil", "how frequently did African leaders discuss oil"),
    ],
)
def test_an_indirect_question_is_put_directly(indirect: str, direct: str) -> None:
    assert put_directly(indirect) == direct


@pytest.mark.parametrize(
    "question",
    [
        "how often did Berg mention oil?",
        "when was oil first mentioned?",
        "who mentioned oil?",
        "what Berg said about oil",
        "where is the oil that Berg sold",
        "if there is war",
    ],
)
def test_any_other_stays(question: str) -> None:
    assert put_directly(question) == question


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("any idea how often berg talks about oil", "how often did berg talk about oil"),
        ("could you tell me how many times Berg has mentioned oil", "how many times did Berg mention oil"),
        ("i was wondering who mentioned oil first", "who mentioned oil first"),
        ("does anyone know what berg said about oil", "what berg said about oil"),
        ("do you happen to know when Berg first mentioned oil", "when did Berg first mention oil"),
        ("quick question: who mentioned oil?", "who mentioned oil?"),
        ("remind me what Berg said about oil", "what Berg said about oil"),
        ("anything on oil, for print", "anything on oil"),
        ("quotes on oil (for tomorrow's paper)", "quotes on oil"),
        ("quotes on oil - for my story on the strike", "quotes on oil - for my story on the strike"),
    ],
)
def test_what_leads_in_and_what_it_is_for_is_no_part_of_it(typed: str, question: str) -> None:
    assert read_directions(typed, frozenset).question == question
