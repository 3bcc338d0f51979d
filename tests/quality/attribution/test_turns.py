"""Speakers of turns in thirty real transcripts, compared with the names that their labels stand for.

`turns.json` holds the person behind each label of a transcript, with first name and surname if the text has both.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.registry import read_form
from index.text.normalize import words

pytestmark = [pytest.mark.quality, pytest.mark.timeout(300)]

ASKED = re.compile(r"(?:^|(?<=\s))Q:? (?=[A-Z“\"—-])", re.MULTILINE)


@pytest.fixture(scope="module")
def transcripts(shared: Callable[[str], Path]) -> list[tuple[str, list[Turn], dict[str, str]]]:
    labels = json.loads(Path(__file__).with_name("turns.json").read_text())
    with gzip.open(shared("data/transcripts/articles.jsonl.gz"), "rt") as lines:
        articles = [article for article in map(json.loads, lines) if article["id"] in labels]
    assert len(articles) == len(labels)
    return [(one["text"], find_turns(one["text"], one["title"]), labels[one["id"]]) for one in articles]


def find_turns(text: str, title: str) -> list[Turn]:
    form = read_form(Document(text, title))
    return list(form.turns) if form else []


def named(text: str, spoken: list[Turn], labels: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    """Yield the speaker of the turn after each label, and the person behind the label."""
    for label, name in labels.items():
        for found in re.finditer(rf"{re.escape(label)}:\s*", text):
            yield at(spoken, found.end()), name


def at(spoken: list[Turn], position: int) -> str | None:
    turns = (turn for turn in spoken if any(part.start <= position < part.end for part in turn.words))
    turn = next(turns, None)
    return turn.speaker.name if turn and turn.speaker else None


def test_each_turn_has_the_right_speaker(transcripts: list[tuple[str, list[Turn], dict[str, str]]]) -> None:
    pairs = [pair for transcript in transcripts for pair in named(*transcript)]
    right = [given is not None and set(words(name)) <= set(words(given)) for given, name in pairs]
    print(f"\nturns: {sum(right) / len(right):.4f} of {len(right)} have the right name")
    assert sum(right) / len(right) >= 0.99


def test_no_question_of_a_reporter_is_attributed_to_a_named_speaker(
    transcripts: list[tuple[str, list[Turn], dict[str, str]]],
) -> None:
    asked = [(text, spoken, found.end()) for text, spoken, _ in transcripts for found in ASKED.finditer(text)]
    credited = [text[place : place + 60] for text, spoken, place in asked if at(spoken, place)]
    print(f"\nquestions: {len(asked)} of reporters, {len(credited)} given to a named speaker")
    assert len(asked) > 1000
    assert credited == []
