"""A report of what somebody said, beside the words themselves."""

from collections.abc import Callable
from typing import Any

from rag import Record

WORDS = "The siege of Zembla must end at once and the sanctions on Zembla must be lifted by the Council."
ARTICLES: list[dict[str, Any]] = [
    {
        "id": "report",
        "title": "Debate",
        "text": f"The President of Norway, Ada Berg, said on Monday: “{WORDS}” The hall was full.",
        "published": "2025-05-03",
    },
    {
        "id": "speech",
        "title": "Statement",
        "text": f"Mr. President, I thank you for your leadership of this house. {WORDS} We will not rest.",
        "published": "2025-05",
        "kind": "official",
        "speaker": "Ada Berg",
        "speaker_role": "President",
        "country": "Norway",
    },
    {
        "id": "other",
        "title": "Statement",
        "text": "The harbour of Zembla is closed in winter. We support the people of Zembla and their elected council.",
        "published": "2025-05",
        "kind": "official",
        "speaker": "Bo Lund",
        "speaker_role": "President",
        "country": "Sweden",
    },
]


def test_the_words_themselves_stay_and_a_report_of_them_does_not(
    opened: Callable[[list[dict[str, Any]]], Record],
) -> None:
    answer = opened(ARTICLES).ask("what was said on Zembla?")
    assert {citation.article_id for citation in answer.citations} == {"speech", "other"}
