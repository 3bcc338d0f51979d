"""Question reader: what a typed question wants, and which of its words name the subject, a speaker, a time.

A recurrent network (GRU: Cho et al., Learning Phrase Representations, 2014), in both directions over the states of
three layers of all-MiniLM-L6-v2, labels the words and the whole. `tests/quality/training/train_question_reader.py`
trains it on questions that were written for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from tokenizers import Encoding

from index.models.convert import DEFAULT_MODEL, QUESTION_OUTPUTS, QUESTIONS, ensure_converted
from index.models.openvino_runtime import default_precision, share_query_network
from index.models.questions.question_labels import INTENTS, LABELS, WEIGHTS, TypedIntent
from index.models.shared_tokenizer import load_tokenizer
from index.models.single_flight import SingleFlight
from index.models.weights import Weights, read_weights
from index.text.arrays import Vectors

_LONGEST = 128  # tokens of a question that are read
_CONTINUATION = "##"  # prefix of a token that continues a word
_NONE = "O"
_BLOCK = 4
"""Tokens that are multiplied at once: of more, BLAS wakes its other threads, which cost more than the product."""


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """Some words of a question, `start` to `end`, and what they name."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question, what it wants, how likely that is (0 to 1), and its parts in order."""

    text: str
    intent: TypedIntent
    probability: float
    parts: tuple[QuestionPart, ...]

    def words_of(self, *labels: str) -> tuple[str, ...]:
        """Return the words of each part with one of these labels."""
        return tuple(self.text[part.start : part.end] for part in self.parts if part.label in labels)


class OpenVinoQuestionReader:
    """The question reader; it does not depend on the model of the index."""

    def __init__(self) -> None:
        """Load the network; use `OpenVinoQuestionReader.load`."""
        folder = ensure_converted(DEFAULT_MODEL, "f32")
        self._tokenizer = load_tokenizer(folder)
        self._shared = share_query_network(folder / QUESTIONS, default_precision(), QUESTION_OUTPUTS)
        self._weights = read_weights(WEIGHTS)

    @classmethod
    def load(cls) -> Self:
        """Return the question reader of this process, loaded on first use."""
        return _READERS.get(cls)  # type: ignore[return-value]  # the key is the class of the value

    def read(self, text: str) -> ReadQuestion:
        """Return what a question wants, and its parts; of a long one, those of its first 128 tokens."""
        tokens = self._tokenizer.encode(text)
        tokens.truncate(_LONGEST)
        labels, intents = score_question(self._weights, self._states(tokens))
        chances = _softmax(intents)
        best = int(chances.argmax())
        parts = join_words(tokens, labels.argmax(axis=1).tolist())
        return ReadQuestion(text, INTENTS[best], float(chances[best]), tuple(parts))

    def _states(self, tokens: Encoding) -> Vectors:
        """Return the states of the tokens in the layers that are read, shape (tokens, layers * dimensions)."""
        ids = np.array([tokens.ids], dtype=np.int64)
        request = self._shared.network.create_infer_request()
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        states: Vectors = self._shared.first_call.precede(lambda: request.infer(inputs))[1][0]
        return states


def score_question(weights: Weights, states: Vectors) -> tuple[Vectors, Vectors]:
    """Return the label scores of each token, shape (tokens, LABELS), and the intent scores, shape (INTENTS,)."""
    blocks = (states[start : start + _BLOCK] for start in range(0, len(states), _BLOCK))
    projected = np.concatenate([block @ weights["project.weight"].T for block in blocks])
    inner = np.tanh(projected + weights["project.bias"])
    ahead = _run_gru(weights, inner, "")
    back = _run_gru(weights, inner[::-1], "_reverse")[::-1]
    both = np.concatenate([ahead, back], axis=1)
    whole = np.concatenate([both.max(axis=0), both.mean(axis=0)])
    labels = both @ weights["labels.weight"].T + weights["labels.bias"]
    return labels, whole @ weights["intents.weight"].T + weights["intents.bias"]


def _run_gru(weights: Weights, inputs: Vectors, direction: str) -> Vectors:
    """Return the hidden states, shape (tokens, hidden), by the equations and the order of gates of torch.nn.GRU."""
    given = inputs @ weights[f"recur.weight_ih_l0{direction}"].T + weights[f"recur.bias_ih_l0{direction}"]
    matrix, bias = weights[f"recur.weight_hh_l0{direction}"].T, weights[f"recur.bias_hh_l0{direction}"]
    hidden = np.zeros(len(matrix), dtype=np.float32)
    states = []
    for reset_in, update_in, new_in in zip(*np.split(given, 3, axis=1), strict=True):
        reset, update, new = np.split(hidden @ matrix + bias, 3)
        gate = _sigmoid(update_in + update)
        hidden = (1 - gate) * np.tanh(new_in + _sigmoid(reset_in + reset) * new) + gate * hidden
        states.append(hidden)
    return np.stack(states)


def join_words(tokens: Encoding, labels: Sequence[int]) -> Iterator[QuestionPart]:
    """Yield the parts: words one after the other with one label; a word has the label of its first token."""
    part: QuestionPart | None = None
    for token, (start, end), number in zip(tokens.tokens, tokens.offsets, labels, strict=True):
        if start == end:
            continue
        label = part.label if part and token.startswith(_CONTINUATION) and part.end == start else LABELS[number]
        if part and part.label == label:
            part = QuestionPart(label, part.start, end)
            continue
        if part and part.label != _NONE:
            yield part
        part = QuestionPart(label, start, end)
    if part and part.label != _NONE:
        yield part


def _sigmoid(values: Vectors) -> Vectors:
    squashed: Vectors = np.reciprocal(1 + np.exp(-values))
    return squashed


def _softmax(scores: Vectors) -> Vectors:
    powers = np.exp(scores - scores.max())
    chances: Vectors = np.divide(powers, powers.sum())
    return chances


def _load_reader(kind: type[OpenVinoQuestionReader], /) -> OpenVinoQuestionReader:
    return kind()


_READERS = SingleFlight(_load_reader)
