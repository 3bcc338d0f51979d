"""A sample of news: a thousand articles, among them the evidence of every twelfth question."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag import KnownQuestion

SIZE = 1000
EVERY = 12
"""Of so many questions, the evidence of one is in the sample."""

Articles = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class NewsSample:
    """A home in which the sample is indexed, its articles, and all the others."""

    home: Path
    held: Articles
    left_out: Articles


def draw_sample(articles: Articles, questions: Path) -> tuple[Articles, Articles]:
    """Return the articles of the sample, and all the others."""
    wanted = {known.article_id for one in KnownQuestion.load(questions)[::EVERY] for known in one.evidence}
    held = [article for article in articles if article["id"] in wanted]
    others = [article for article in articles if article["id"] not in wanted]
    missing = SIZE - len(held)
    return held + others[:missing], others[missing:]
