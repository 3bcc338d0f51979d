"""Extraction of statements, measured on annotated articles that the tagger was not trained on."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.attribution.attribute import extract_statements
from index.attribution.discourse import ArticleContext
from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form
from index.attribution.statements import Statement
from index.models.encoder import OpenVinoEncoder

Spans = Sequence[Sequence[int]]

TOKEN = re.compile(r"\w+|[^\w\s]")
PARTS = ("content", "source", "cue")

pytestmark = [pytest.mark.quality, pytest.mark.timeout(1800)]


@dataclass
class Read:
    """An article, its annotated statements, and the extracted ones."""

    text: str
    marked: list[dict[str, Spans]]
    found: list[Statement]


MARKED = Path(__file__).parents[4] / "shared/data/attribution/dev.jsonl.gz"


def read_all() -> list[Read]:
    """Return all articles but signed ones: all of those is their author's, and nothing in them is annotated as such."""
    encoder = OpenVinoEncoder.load()
    with gzip.open(MARKED, "rt") as lines:
        records = [record for record in map(json.loads, lines) if read_form(Document(record["text"])) is None]
    return [
        Read(r["text"], r["attributions"], outermost(extract_statements(r["text"], ArticleContext(), encoder)))
        for r in records
    ]


def outermost(found: list[Statement]) -> list[Statement]:
    """Return the statements that are not inside another one: the annotation marks each word once."""
    return [one for one in found if not any(other is not one and within(one, other) for other in found)]


def within(one: Statement, other: Statement) -> bool:
    return all(other.overlap(part) == len(part) for part in one.content)


@pytest.fixture(scope="module")
def articles() -> list[Read]:
    if not MARKED.exists():
        pytest.skip("needs real data beside the checkout: data/attribution/dev.jsonl.gz")
    return read_all()


def spans(said: Statement, part: str) -> list[tuple[int, int]]:
    found = {"content": said.content, "cue": [said.cue], "source": [said.speaker.span if said.speaker else None]}[part]
    return [(span.start, span.end) for span in found if span]


def covered(ranges: Spans) -> set[int]:
    return {place for start, end in ranges for place in range(start, end)}


def f1(right: float, found: float, there: float) -> float:
    return 2 * right / (found + there)


def test_tokens_of_sources_cues_and_contents_are_recognised(articles: list[Read]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for read in articles:
        tokens = [token.start() for token in TOKEN.finditer(read.text)]
        for part in PARTS:
            there = covered([span for one in read.marked for span in one[part]])
            found = covered([span for said in read.found for span in spans(said, part)])
            counts[part, "right"] += sum(token in there and token in found for token in tokens)
            counts[part, "found"] += sum(token in found for token in tokens)
            counts[part, "there"] += sum(token in there for token in tokens)
    scores = {part: f1(*(counts[part, of] for of in ("right", "found", "there"))) for part in PARTS}
    print("\ntoken F1:", {part: round(score, 3) for part, score in scores.items()})
    assert scores["content"] >= 0.9
    assert scores["source"] >= 0.838
    assert scores["cue"] >= 0.715


def judged(articles: list[Read]) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each statement, and whether it matches the content and the source of an annotated one."""
    for read in articles:
        left = [(covered(one["content"]), covered(one["source"])) for one in read.marked]
        for said in read.found:
            content, source = covered(spans(said, "content")), covered(spans(said, "source"))
            same = [
                (there, who)
                for there, who in left
                if 2 * len(content & there) >= len(content | there) and (source & who or not (source or who))
            ]
            if same:
                left.remove(same[0])
            yield said.confidence, bool(same)


def test_whole_statements_are_extracted(articles: list[Read]) -> None:
    told = list(judged(articles))
    right, there = sum(sound for _, sound in told), sum(len(read.marked) for read in articles)
    score = f1(right, len(told), there)
    print(f"\nstatements: precision {right / len(told):.3f} recall {right / there:.3f} F1 {score:.3f}")
    assert score >= 0.71


def test_confidence_is_calibrated(articles: list[Read]) -> None:
    told = sorted(judged(articles), reverse=True)
    tenths = [told[start : start + len(told) // 10] for start in range(0, len(told), len(told) // 10)]
    for tenth in filter(None, tenths):
        said, held = (sum(one[side] for one in tenth) / len(tenth) for side in (0, 1))
        print(f"confidence {said:.2f}: {held:.2f} right of {len(tenth)}")
        assert abs(said - held) < (0.12 if len(tenth) > 100 else 1)
