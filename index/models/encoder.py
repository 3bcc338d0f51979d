"""Encoder: one pass over a passage returns its vector, the vector of each sentence in it, and its tags.

A model is converted once; from then on OpenVINO and tokenizers run it. They start in half a second, while the import of
torch alone takes several.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol, Self

import numpy as np
from tokenizers import Encoding

from index.errors import OtherModel, UnusableModel
from index.models.convert import CHAIN, DEFAULT_MODEL, QUESTION_OUTPUTS, QUESTIONS, Precision, ensure_converted
from index.models.converted_model import ConvertedModel
from index.models.openvino_runtime import (
    Network,
    SharedNetwork,
    default_precision,
    dimensions_of,
    has_bf16,
    load_passage_network,
    share_query_network,
)
from index.models.shared_tokenizer import load_tokenizer
from index.models.single_flight import FirstCall, SingleFlight
from index.models.tagging.tag_decoding import TagScores, TransitionScores, decode_tags
from index.models.tagging.tags import Tags
from index.text.arrays import Mask, Vectors
from index.text.spans import Span

__all__ = ["ANY_MODEL", "DEFAULT_MODEL", "EncodedPassage", "Encoder", "ModelChoice", "OpenVinoEncoder", "Precision"]

_BATCH = 16
_CONTINUATION = "##"  # prefix of a token that continues a word
_EMPTY = np.zeros(0, dtype=np.float32)
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model and the precision that a user asked for; None: those of the index, or the default for a new one."""

    model: str | None = None
    precision: Precision | None = None

    def require(self, model: str, precision: str) -> None:
        """Raise OtherModel if an index was built with another model or precision."""
        if (self.model or model, self.precision or precision) != (model, precision):
            asked = f"{self.model or model} ({self.precision or precision})"
            message = (
                f"the index was made with {model} ({precision}), and {asked} is asked for;"
                " rebuild with `onrecord index --full SOURCE`, or ask for the model and precision that it has"
            )
            raise OtherModel(message)


ANY_MODEL = ModelChoice()


@dataclass(frozen=True, slots=True)
class EncodedPassage:
    """The result of one pass over a passage: its unit vector, shape (dimensions,), one per sentence, and its tags."""

    passage: Vectors
    sentences: Vectors
    tags: Tags


class Encoder(Protocol):
    """A model that the index is built with."""

    model: str
    precision: Precision
    dimensions: int

    def encode_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> Iterator[tuple[int, EncodedPassage]]:
        """Yield (position, result) for each text, in any order; `sentences` are the spans of each text."""

    def encode_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""


class _Pass(NamedTuple):
    """The outputs of the network for one text: token states, shape (tokens, dimensions), and scores for tagging."""

    tokens: Encoding
    states: Vectors
    labels: Vectors = _EMPTY
    towards: Vectors = _EMPTY


class OpenVinoEncoder:
    """A sentence-transformers model, run by OpenVINO on the CPU; `cores` are those that passages are encoded on."""

    def __init__(self, folder: Path, model: str, precision: Precision) -> None:
        """Load a converted model; use `OpenVinoEncoder.load`, which converts and caches it."""
        self.model, self.precision = model, precision
        self.cores = _CORES
        self._path = folder / "model.xml"
        self._facts = ConvertedModel.load(folder)
        self._tokenizer = load_tokenizer(folder)
        self._transitions = TransitionScores.load(folder / CHAIN) if (folder / CHAIN).exists() else None
        self._for_questions = _share_for_questions(folder, precision)
        self._passage_networks: SingleFlight[int, Network] = SingleFlight(self._compile_for_passages)
        self._continuations: SingleFlight[str, Mask] = SingleFlight(self._find_continuations)
        self._first_call = FirstCall()
        self.dimensions = dimensions_of(self._for_questions.network)

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL, precision: Precision | None = None) -> Self:
        """Return the encoder of a model given by name or path, loaded on first use and shared by the process.

        The first time, the model is converted into the user's cache, which takes seconds. The default precision is the
        fastest that keeps the vectors of the model: bf16 if the processor has it, else f32. int8 is faster than f32 and
        changes the vectors (all-MiniLM-L6-v2: cosine .999). Raise UnusableModel if the model cannot be loaded, or if
        the processor does not have the precision.
        """
        if precision == "bf16" and not has_bf16():
            message = "this processor does not compute in bf16; ask for f32 or int8, or for no precision"
            raise UnusableModel(message)
        return _ENCODERS.get((cls, model, precision or default_precision()))  # type: ignore[return-value]  # the key has the class of the value

    @classmethod
    def load_compatible(cls, model: str, precision: Precision) -> Self:
        """Return an encoder for an index; bf16 and f32 are interchangeable, as their vectors agree (cosine .9999)."""
        return cls.load(model, "int8" if precision == "int8" else None)

    def encode_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> Iterator[tuple[int, EncodedPassage]]:
        """Yield (position, result) for each text, in an order that needs little padding; each core runs a batch.

        For a model without a tagging branch, the default model tags the texts, in a second pass.
        """
        tagged = None if self._transitions else dict(self.load(precision=self.precision).tag_passages(texts))
        for positions, passes in self._run_batches(texts):
            tags = self._tag(passes) if tagged is None else [tagged[position] for position in positions]
            for position, single, tags_of_text in zip(positions, passes, tags, strict=True):
                yield position, self._pool(single, sentences[position], tags_of_text)

    def tag_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Tags]]:
        """Yield (position, tags) of each text, in any order; raise UnusableModel if the model has no tagging branch."""
        for positions, passes in self._run_batches(texts):
            yield from zip(positions, self._tag(passes), strict=True)

    def _run_batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[_Pass]]]:
        prompt = self._facts.passage_prompt
        tokens = self._tokenizer.encode_batch([prompt + text for text in texts])
        order = sorted(range(len(texts)), key=lambda position: -len(tokens[position].ids))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        if not batches:
            return
        shared = SharedNetwork(self._passage_networks.get(self.cores), self._first_call)
        with ThreadPoolExecutor(self.cores) as threads:
            runs = threads.map(lambda batch: self._run([tokens[p] for p in batch], shared), batches)
            try:
                yield from zip(batches, runs, strict=True)
            finally:
                threads.shutdown(cancel_futures=True)  # a caller that stops early does not wait for the rest

    def encode_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""
        (single,) = self._run([self._tokenizer.encode(self._facts.query_prompt + text)], self._for_questions)
        return _unit(self._pool_text(single.states))

    def _find_continuations(self, prefix: str) -> Mask:
        """Return for each token whether it continues a word; questions do not need it, so it is made on first use."""
        vocabulary = self._tokenizer.get_vocab()
        continues = np.zeros(max(vocabulary.values()) + 1, dtype=np.bool_)
        continues[[number for token, number in vocabulary.items() if token.startswith(prefix)]] = True
        return continues

    def _compile_for_passages(self, streams: int) -> Network:
        """Compile the model for throughput: one batch per core is faster than each batch on all cores."""
        return load_passage_network(self._path, self.precision, streams)

    def _run(self, tokens: Sequence[Encoding], shared: SharedNetwork) -> list[_Pass]:
        ids = np.zeros((len(tokens), max(len(t.ids) for t in tokens)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(tokens):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        request = shared.network.create_infer_request()  # one per call: threads encode at the same time
        inputs = {"input_ids": ids, "attention_mask": mask}
        states, *tagged = shared.first_call.precede(lambda: request.infer(inputs)).to_tuple()
        return [
            _Pass(encoding, states[row, : len(encoding.ids)], *(scores[row] for scores in tagged))
            for row, encoding in enumerate(tokens)
        ]

    def _tag(self, passes: Sequence[_Pass]) -> list[Tags]:
        if self._transitions is None:
            message = f"model {self.model} has no tagging branch; use {DEFAULT_MODEL} for tagging"
            raise UnusableModel(message)
        return decode_tags([self._score_words(single) for single in passes], self._transitions)

    def _score_words(self, single: _Pass) -> TagScores:
        """Return the scores of the tagging branch for each word, taken at its first token."""
        offsets = np.array(single.tokens.offsets, dtype=np.int64)
        continues = self._continuations.get(_CONTINUATION)[single.tokens.ids]
        firsts = np.flatnonzero(~continues & (offsets[:, 1] > offsets[:, 0]))
        ends = np.append(firsts[1:], len(offsets) - 1)[: len(firsts)] - 1  # a text of combining marks has no words
        words = np.stack([offsets[firsts, 0], offsets[ends, 1]], axis=1)
        return TagScores(words, single.labels[firsts], single.towards[:, firsts][:, :, np.append(0, firsts)])

    def _pool_text(self, states: Vectors) -> Vectors:
        """Pool the token states of a text by the method that the model was trained with."""
        pooled: Vectors = states[0] if self._facts.pooling == "cls" else states.mean(axis=0)
        return pooled

    def _pool(self, single: _Pass, sentences: Sequence[Span], tags: Tags) -> EncodedPassage:
        """Average the token states of each sentence; a sentence beyond the model's length has the passage's vector."""
        passage, last = _unit(self._pool_text(single.states)), single.states
        starts = np.array([start for start, _ in single.tokens.offsets[1:-1]]) - len(self._facts.passage_prompt)
        first = np.searchsorted(starts, [sentence.start for sentence in sentences]) + 1
        cuts = [*first.tolist(), len(last) - 1]
        means = [last[a:b].mean(axis=0) if a < b else passage for a, b in pairwise(cuts)]
        return EncodedPassage(passage, _unit(np.stack(means)), tags)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return unit


def _share_for_questions(folder: Path, precision: Precision) -> SharedNetwork:
    """Return the network that encodes questions; that of the default model has an output for the question reader."""
    if (folder / QUESTIONS).exists():
        return share_query_network(folder / QUESTIONS, precision, QUESTION_OUTPUTS)
    return share_query_network(folder / "model.xml", precision, outputs=1)


def _load_encoder(key: tuple[type[OpenVinoEncoder], str, Precision], /) -> OpenVinoEncoder:
    kind, model, precision = key
    return kind(ensure_converted(model, precision), model, precision)


_ENCODERS = SingleFlight(_load_encoder)
