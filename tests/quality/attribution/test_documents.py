"""Who says what in fifty invented documents and reports, in the layouts of the genres that publish them.

Words are held by a speaker whose statements cover more than half of them. They are right if one of their holders says
them, wrong if only others hold them.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.attribution.attribute import extract_statements
from index.attribution.discourse import ArticleContext
from index.models.encoder import OpenVinoEncoder
from index.text.normalize import words

pytestmark = [pytest.mark.quality, pytest.mark.timeout(300)]

DOCUMENTS = Path(__file__).with_name("documents.jsonl.gz")
LABELS = {"question", "q", "reporter", "journalist", "moderator", "unknown"}
TITLES = {"mr", "mrs", "ms", "dr", "sir", "the", "senator", "gen", "adm"}

Passage = dict[str, Any]


@pytest.fixture(scope="module")
def judged() -> dict[str, Counter[str]]:
    """Return how many passages of each family are right, wrong or missed, and how many of nobody's are given away."""
    encoder = OpenVinoEncoder.load()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in gzip.decompress(DOCUMENTS.read_bytes()).decode().splitlines():
        document = json.loads(line)
        held = read_held(document, encoder)
        for passage in document["passages"]:
            counts[document["family"]][judge(passage, held(passage))] += 1
    for family, each in counts.items():
        print(family, dict(each))
    return counts


def read_held(document: dict[str, Any], encoder: OpenVinoEncoder) -> Any:  # noqa: ANN401 (a function)
    """Return a function of a passage that returns the names of those who hold it."""
    places: dict[str, set[int]] = defaultdict(set)
    for statement in extract_statements(document["text"], ArticleContext(document["title"]), encoder):
        if statement.speaker:
            places[statement.speaker.name].update(*(range(part.start, part.end) for part in statement.content))

    def hold(passage: Passage) -> Iterator[str]:
        start = document["text"].index(passage["quote"])
        quoted = {*range(start, start + len(passage["quote"]))}
        return (name for name, own in places.items() if len(own & quoted) * 2 > len(quoted))

    return hold


def judge(passage: Passage, names: Iterator[str]) -> str:
    holders = [name for name in names if " ".join(words(name)) not in LABELS]
    accepted = any(is_same(name, passage) for name in holders)
    if passage["speaker"] is None:
        return "given" if holders and not accepted else "nobody's"
    return "right" if accepted else "wrong" if holders else "missed"


def is_same(name: str, passage: Passage) -> bool:
    """Return whether a name is the one of a passage: in one of its forms, or by the surname if no one else has it."""
    forms = [bare(form) for form in (passage["speaker"], *passage.get("accept", ())) if form]
    if passage.get("body") or passage["speaker"] is None:
        return bare(name) in forms
    others = {bare(other)[-1:] for other in passage.get("never", ())}
    return bare(name) in forms or (bare(name)[-1:] not in others and bare(name)[-1:] == forms[0][-1:])


def bare(name: str) -> list[str]:
    """Return the words of a name without brackets and titles."""
    parts = words(re.sub(r"\([^)]*\)", "", name))
    while len(parts) > 1 and parts[0] in TITLES:
        parts = parts[1:]
    return parts


def test_words_are_under_the_name_of_who_says_them(judged: dict[str, Counter[str]]) -> None:
    total = sum(judged.values(), Counter())
    said = total["right"] + total["wrong"] + total["missed"]
    print(f"{said} passages: {total['right'] / said:.3f} right, {total['wrong'] / said:.3f} wrong")
    assert total["right"] / said >= 0.92
    assert total["wrong"] / said <= 0.035


def test_no_family_falls_behind(judged: dict[str, Counter[str]]) -> None:
    shares = {name: each["right"] / (each["right"] + each["wrong"] + each["missed"]) for name, each in judged.items()}
    assert min(shares.values()) >= 0.78, shares


def test_what_nobody_says_is_given_to_nobody(judged: dict[str, Counter[str]]) -> None:
    total = sum(judged.values(), Counter())
    assert total["given"] <= 0.1 * (total["given"] + total["nobody's"]), total
