"""A subject and what is left out of it, in any wording and place."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record
from rag.dialogue.completion.left_out import complete_left_out

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Ebola kills many people each year. Nobody must forget it."),
    ("Bo Lund", "Sweden", "2012-09", "Ebola came to Sierra Leone first. We sent doctors at once."),
    ("Cem Demir", "Türkiye", "2014-09", "The fight against Ebola goes on. Doctors are needed."),
]
NEWS = {
    "id": "news",
    "title": "Ebola",
    "text": "DAKAR (Reuters) - Ebola has reached the port, the town said on Monday. More nurses came.",
    "published": "2014-10",
    "kind": "news",
    "source": "cnn.com",
}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("ebola, just not Sierra Leone please", "what was said on ebola, excluding Sierra Leone?"),
        ("taiwan - leave out the marshall islands", "what was said on taiwan, excluding the marshall islands?"),
        ("taiwan minus the Marshall Islands", "what was said on taiwan, excluding the Marshall Islands?"),
        ("tuna, nothing from Palau", "what was said on tuna, excluding those by Palau?"),
        ("crimea, anyone but cnn", "what was said on crimea, excluding cnn?"),
        ("climate change, everyone but the nordics", "what was said on climate change, excluding the nordics?"),
        ("Ukraine but nothing from the news please", "what was said on Ukraine, no news?"),
        ("syria, not mentioning Iran", "what was said on syria, excluding any mention of Iran?"),
        ("afghanistan (skip Poland)", "what was said on afghanistan, excluding Poland?"),
        ("Haiti, except Cuba", "what was said on Haiti, excluding Cuba?"),
        ("drones but not by Obama", "what was said on drones, excluding those by Obama?"),
        ("Libya without Chad", "what was said on Libya without Chad?"),
        ("Mali, no speeches", "Mali, no speeches"),
        ("Kosovo not recognised", "Kosovo not recognised"),
        ("I need ammunition, not a ride", "I need ammunition, not a ride"),
        ("what did Chad say, not about Mali?", "what did Chad say, not about Mali?"),
        ("and without Serbia", "and without Serbia"),
    ],
)
def test_a_subject_and_what_is_left_out_become_a_question(typed: str, asked: str) -> None:
    assert complete_left_out(typed) == asked


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("ebola, just not Sierra Leone please", {"Norway", "Türkiye", "news"}),
        ("ebola - leave out the Swedes", {"Norway", "Türkiye", "news"}),
        ("ebola, anyone but Norway", {"Sweden", "Türkiye", "news"}),
        ("ebola, anyone but cnn", {"Norway", "Sweden", "Türkiye"}),
        ("ebola but nothing from the news please", {"Norway", "Sweden", "Türkiye"}),
        ("what was said on ebola, leave out the press", {"Norway", "Sweden", "Türkiye"}),
        ("who spoke about ebola, not counting Norway?", {"Sweden", "Türkiye", "news"}),
    ],
)
def test_what_is_left_out_is_not_cited(
    opened: Callable[[list[dict[str, Any]]], Record], question: str, articles: set[str]
) -> None:
    speeches = [{**speech, "source": "un.org"} for speech in describe_speeches(SPEECHES)]
    answer = opened([*speeches, NEWS]).ask(question)
    cited = {(one.speaker and one.speaker.country) or one.article_id for one in answer.citations}
    assert articles - {"news"} <= cited
    assert not cited - articles
