"""The one pass: each passage is read once and gives its vector, one for every sentence in it, and who said what.

sentence-transformers loads a model once, to convert it; from then on OpenVINO and tokenizers run it, which start in
half a second where the import of torch alone takes several.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol, Self

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from index.errors import OtherModel, UnusableModel
from index.models.convert import CHAIN, DEFAULT_MODEL, Converted, Precision, converted
from index.models.openvino_runtime import Network, compiled, has_bf16, quickly
from index.models.tag_decoding import Chain, Signs, tag
from index.models.tags import Tags
from index.text.spans import Span

Vectors = npt.NDArray[np.float32]

__all__ = ["ANY", "DEFAULT_MODEL", "Encoder", "OpenVinoEncoder", "Precision", "Reading", "Wanted"]

_BATCH = 16
_GOES_ON = "##"  # begins a token within a word
_NONE = np.zeros(0, dtype=np.float32)
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """The model and the precision a user asked for; without, those of the index, and for a new one the default."""

    model: str | None = None
    precision: Precision | None = None

    def require(self, model: str, precision: str) -> None:
        """Raise OtherModel where an index was made with others than these."""
        if (self.model or model, self.precision or precision) != (model, precision):
            asked = f"{self.model or model} ({self.precision or precision})"
            message = (
                f"the index was made with {model} ({precision}), and {asked} is asked for;"
                " rebuild with `onrecord index --full SOURCE`, or ask for the model and precision that it has"
            )
            raise OtherModel(message)


ANY = Wanted()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass over one passage gives: unit vectors, one of the passage and one a sentence, and its tags."""

    passage: Vectors
    sentences: Vectors
    tags: Tags


class Encoder(Protocol):
    """What the index needs of a model."""

    model: str
    precision: Precision
    dimensions: int

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Reading]]:
        """Read each text once; give (its position, its reading), in an order that suits the machine."""

    def query(self, text: str) -> Vectors:
        """Give the unit vector of a question, of shape (dimensions,)."""


class _Pass(NamedTuple):
    """What the network gives of the tokens of one text, shape (tokens, dimensions); the last two to tag by."""

    tokens: Encoding
    states: Vectors
    labels: Vectors = _NONE
    towards: Vectors = _NONE


class OpenVinoEncoder:
    """A sentence-transformers model run by OpenVINO on the processor."""

    def __init__(self, folder: Path, model: str, precision: Precision) -> None:
        """Load a converted model; `OpenVinoEncoder.load` is the way in."""
        self.model, self.precision = model, precision
        self._path = folder / "model.xml"
        self._facts = Converted.read(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._facts.longest)
        self._chain = Chain.read(folder / CHAIN) if (folder / CHAIN).exists() else None
        self._network = quickly(self._path, precision)  # a question is not tagged
        # Asked once before threads ask: two that are first lock each other out, between OpenVINO's tables and Python.
        self.dimensions = len(self.query("onrecord"))

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL, precision: Precision | None = None) -> Self:
        """Load a model by name or path; the first time it is converted into the user's cache, which takes seconds.

        Without a precision, the fastest that gives the model's own vectors: bf16 where the processor has it, else f32.
        int8 is faster than f32 and gives others (all-MiniLM-L6-v2: cosine .999). Raises UnusableModel where the model,
        or the precision on this processor, cannot be had.
        """
        if precision == "bf16" and not has_bf16():
            message = "this processor does not compute in bf16; ask for f32 or int8, or for no precision"
            raise UnusableModel(message)
        chosen: Precision = precision or ("bf16" if has_bf16() else "f32")
        return cls._once(model, chosen)

    @classmethod
    @cache
    def _once(cls, model: str, precision: Precision) -> Self:
        return cls(converted(model, precision), model, precision)

    @classmethod
    def of(cls, model: str, precision: Precision) -> Self:
        """Load the encoder of an index; bf16 and f32 give the same vectors (cosine .9999): either serves the other."""
        return cls.load(model, "int8" if precision == "int8" else None)

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Reading]]:
        """Read each text once, those of like length together, so that little is padded; each core reads for itself.

        A model that has no tagging branch leaves the tags to the default model, which is one more pass.
        """
        elsewhere = None if self._chain else dict(self.load(precision=self.precision).tags(texts))
        for places, passes in self._passes(texts):
            tagged = self._tag(passes) if elsewhere is None else [elsewhere[place] for place in places]
            for place, one, tags in zip(places, passes, tagged, strict=True):
                yield place, self._pool(one, sentences[place], tags)

    def tags(self, texts: Sequence[str]) -> Iterator[tuple[int, Tags]]:
        """Give (position, tags) of each text, in an order that suits the machine."""
        for places, passes in self._passes(texts):
            yield from zip(places, self._tag(passes), strict=True)

    def _passes(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[_Pass]]]:
        prompt = self._facts.passage_prompt
        tokens = self._tokenizer.encode_batch([prompt + text for text in texts])
        order = sorted(range(len(texts)), key=lambda position: -len(tokens[position].ids))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        with ThreadPoolExecutor(_CORES) as readers:
            runs = readers.map(lambda batch: self._run([tokens[p] for p in batch], self._reader), batches)
            try:
                yield from zip(batches, runs, strict=True)
            finally:
                readers.shutdown(cancel_futures=True)  # whoever stops in the middle need not wait for the rest

    def query(self, text: str) -> Vectors:
        """Give the unit vector of a question, of shape (dimensions,)."""
        (one,) = self._run([self._tokenizer.encode(self._facts.query_prompt + text)], self._network)
        return _unit(self._whole(one.states))

    @cached_property
    def _inner(self) -> npt.NDArray[np.bool_]:
        """Whether each token goes on with a word; a question does without, and need not wait for the vocabulary."""
        marks = self._tokenizer.get_vocab()
        inner = np.zeros(max(marks.values()) + 1, dtype=np.bool_)
        inner[[number for mark, number in marks.items() if mark.startswith(_GOES_ON)]] = True
        return inner

    @cached_property
    def _reader(self) -> Network:
        """The model as many texts want it: a batch on each core loses less than each batch on all of them."""
        return compiled(self._path, self.precision, NUM_STREAMS=str(_CORES), INFERENCE_NUM_THREADS=_CORES)

    def _run(self, tokens: Sequence[Encoding], network: Network) -> list[_Pass]:
        ids = np.zeros((len(tokens), max(len(t.ids) for t in tokens)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(tokens):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        request = network.create_infer_request()  # one each: threads read and ask at the same time
        states, *tagged = request.infer({"input_ids": ids, "attention_mask": mask}).to_tuple()
        return [
            _Pass(one, states[row, : len(one.ids)], *(each[row] for each in tagged)) for row, one in enumerate(tokens)
        ]

    def _tag(self, passes: Sequence[_Pass]) -> list[Tags]:
        assert self._chain  # noqa: S101 (asked only of a model that has one)
        return tag([self._signs(one) for one in passes], self._chain)

    def _signs(self, one: _Pass) -> Signs:
        """Give what the tagging branch says of each word, at its first token."""
        offsets = np.array(one.tokens.offsets, dtype=np.int64)
        whole = np.flatnonzero(~self._inner[one.tokens.ids] & (offsets[:, 1] > offsets[:, 0]))
        ends = np.append(whole[1:], len(offsets) - 1)[: len(whole)] - 1  # a text of marks alone has no words
        words = np.stack([offsets[whole, 0], offsets[ends, 1]], axis=1)
        return Signs(words, one.labels[whole], one.towards[:, whole][:, :, np.append(0, whole)])

    def _whole(self, states: Vectors) -> Vectors:
        """Give the vector of a whole text, as the model was trained to."""
        whole: Vectors = states[0] if self._facts.pooling == "cls" else states.mean(axis=0)
        return whole

    def _pool(self, one: _Pass, sentences: Sequence[Span], tags: Tags) -> Reading:
        """Average the token states of each sentence; one past the model's reach has the passage's vector."""
        passage, last = _unit(self._whole(one.states)), one.states
        starts = np.array([start for start, _ in one.tokens.offsets[1:-1]]) - len(self._facts.passage_prompt)
        first = np.searchsorted(starts, [sentence.start for sentence in sentences]) + 1
        cuts = [*first.tolist(), len(last) - 1]
        means = [last[a:b].mean(axis=0) if a < b else passage for a, b in pairwise(cuts)]
        return Reading(passage, _unit(np.stack(means)), tags)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return unit
