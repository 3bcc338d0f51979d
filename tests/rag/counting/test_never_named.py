"""What somebody never named: countries, speakers or bodies, computed by exclusion."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "The European Union must help Libya. We thank Bo Lund for his words."),
    ("Bo Lund", "Sweden", "2012-09", "The African Union failed Libya. I agree with Ada Berg on this."),
    ("Cem Demir", "Türkiye", "2014-09", "NATO must help Syria now, as Ada Berg said. Peace is near."),
]


@pytest.mark.parametrize(
    ("question", "unnamed", "named"),
    [
        ("which organisations did Cem Demir never mention?", ["European Union (1)", "African Union (1)"], ["NATO"]),
        ("what bodies did Ada Berg never mention?", ["NATO (1)"], ["European Union (1)"]),
        ("which alliances did Bo Lund not mention?", ["NATO (1)"], ["African Union (1)"]),
        ("what speakers did Cem Demir never mention?", ["Bo Lund"], ["Ada Berg"]),
        ("which leaders did Cem Demir never talk about?", ["Bo Lund"], ["Ada Berg"]),
        ("which people did Ada Berg never speak of?", ["Cem Demir"], ["Bo Lund"]),
        ("what did Cem Demir never mention?", ["Libya"], ["Syria"]),
        ("which countries did Bo Lund never mention?", ["Syria"], ["Libya"]),
    ],
)
def test_what_somebody_never_named_is_listed_by_its_kind(
    opened: Callable[[list[dict[str, Any]]], Record], question: str, unnamed: list[str], named: list[str]
) -> None:
    direct = opened(describe_speeches(SPEECHES)).ask(question).direct
    assert direct
    assert all(name in direct.text for name in unnamed), direct.text
    listed = direct.text.partition(": ")[2]
    assert not any(name in listed for name in named), direct.text
