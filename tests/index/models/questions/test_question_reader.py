"""What the network reads in typed questions."""

import numpy as np
import pytest
import torch

from index.models.questions.question_labels import WEIGHTS
from index.models.questions.question_reader import OpenVinoQuestionReader, score_question
from index.models.weights import read_weights
from tests.quality.training.question_reader_network import QuestionReader


@pytest.fixture(scope="module")
def reader() -> OpenVinoQuestionReader:
    return OpenVinoQuestionReader.load()


def test_the_words_of_a_loosely_put_request_are_told_apart(reader: OpenVinoQuestionReader) -> None:
    read = reader.read("need something from Merkel on the gas pipeline, 2014 only pls")
    assert read.intent == "statements"
    assert read.words_of("SPEAKER") == ("Merkel",)
    assert read.words_of("SUBJECT") == ("the gas pipeline",)
    assert read.words_of("TIME") == ("2014",)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("who else brought up the grain corridor", "who"),
        ("how many soldiers were killed at the bridge?", "fact"),
        ("merkel vs macron on tanks", "comparison"),
        ("hello there", "greeting"),
    ],
)
def test_what_a_question_wants_is_read(reader: OpenVinoQuestionReader, question: str, intent: str) -> None:
    assert reader.read(question).intent == intent


def test_parts_are_in_order_and_within_a_question_of_any_length(reader: OpenVinoQuestionReader) -> None:
    text = "what did the minister say about the ferry and " * 60
    parts = reader.read(text).parts
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert [part.start for part in parts] == sorted(part.start for part in parts)


def test_what_is_run_is_what_was_trained() -> None:
    weights = read_weights(WEIGHTS)
    states = np.random.default_rng(3).normal(size=(7, weights["project.weight"].shape[1])).astype(np.float32)
    network = QuestionReader(states.shape[1]).eval()
    network.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in weights.items()})
    with torch.inference_mode():
        labels, intents = network(torch.from_numpy(states)[None], torch.ones(1, 7, dtype=torch.bool))
    found = score_question(weights, states)
    assert np.allclose(found[0], labels[0], atol=1e-4)
    assert np.allclose(found[1], intents[0], atol=1e-4)
