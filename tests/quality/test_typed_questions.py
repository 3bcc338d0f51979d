"""What a network reads in typed questions by a hand whose questions it has not learnt from."""

from collections.abc import Iterable

import pytest

from index.models.questions.question_reader import OpenVinoQuestionReader, ReadQuestion
from tests.quality.training.typed_questions import UNSEEN, TypedQuestion, load_questions

pytestmark = pytest.mark.quality

CERTAIN = 0.9
INTENT, SURE, SURE_RIGHT, WORDS = 0.91, 0.55, 0.985, 0.895
"""Floors: intents that are right; those above .9 and the share of them that is right; words with the right label."""


@pytest.fixture(scope="module")
def read() -> list[tuple[TypedQuestion, ReadQuestion]]:
    reader = OpenVinoQuestionReader.load()
    return [(question, reader.read(question.text)) for question in load_questions(UNSEEN)]


def test_what_they_want_is_read(read: list[tuple[TypedQuestion, ReadQuestion]]) -> None:
    right = [found.intent == question.intent for question, found in read]
    sure = [found.intent == question.intent for question, found in read if found.probability > CERTAIN]
    print(f"intent {sum(right) / len(right):.3f}; sure {len(sure) / len(right):.3f}, right {sum(sure) / len(sure):.3f}")
    assert sum(right) / len(right) >= INTENT
    assert len(sure) / len(right) >= SURE
    assert sum(sure) / len(sure) >= SURE_RIGHT


def test_their_words_get_the_right_labels(read: list[tuple[TypedQuestion, ReadQuestion]]) -> None:
    right = total = 0
    for question, found in read:
        wanted = _labels(question.text, question.parts)
        labels = _labels(question.text, [(part.label, part.start, part.end) for part in found.parts])
        right += sum(one == other for one, other in zip(wanted, labels, strict=True))
        total += len(wanted)
    print(f"words {right / total:.3f} of {total}")
    assert right / total >= WORDS


def _labels(text: str, parts: Iterable[tuple[str, int, int]]) -> list[str]:
    """Return the label of each word of a text, by its first letter."""
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == " ")]
    spans = [*parts]
    return [next((label for label, first, last in spans if first <= start < last), "O") for start in starts]
