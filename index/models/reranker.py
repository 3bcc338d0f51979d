"""Reranker: scores how well a sentence answers a question by reading the two together."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from queue import LifoQueue
from threading import Lock
from typing import Self

import numpy as np

from index.models.convert import DEFAULT_MODEL, RERANKER, WORDS, ensure_converted
from index.models.openvino_runtime import Network, default_precision, load_query_network
from index.models.reranker_inputs import Candidate, build_pairs
from index.models.shared_tokenizer import load_tokenizer
from index.models.single_flight import FirstCall, SingleFlight

_STEP = 16  # lengths are rounded up to this many tokens: OpenVINO keeps compiled code in memory for every new shape

_MOST_NETWORKS = min(4, os.cpu_count() or 1)
"""Networks, each on a core of its own, that score at the same time; each takes memory."""


class OpenVinoReranker:
    """The reranker, run by OpenVINO on the CPU; it does not depend on the model of the index."""

    def __init__(self) -> None:
        """Load the network, converting it first if needed, which takes seconds; use `OpenVinoReranker.load`."""
        folder = ensure_converted(DEFAULT_MODEL, "f32")
        self._tokenizer = load_tokenizer(folder)
        self._words = np.load(folder / WORDS, mmap_mode="r")
        self._path = folder / RERANKER
        self._first_calls = Lock()
        self._free: LifoQueue[tuple[Network, FirstCall] | None] = LifoQueue()
        for network in [None] * (_MOST_NETWORKS - 1) + [self._load_network()]:
            self._free.put(network)

    @classmethod
    def load(cls) -> Self:
        """Return the reranker of this process, loaded on first use."""
        return _RERANKERS.get(cls)  # type: ignore[return-value]  # the key is the class of the value

    def score(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """Return for each candidate a logit of how well it answers the question."""
        if not candidates:
            return []
        pairs = build_pairs(self._tokenizer, question, candidates)
        longest = max(len(pair.ids) for pair in pairs)
        shape = len(pairs), -(-longest // _STEP) * _STEP
        ids, types, marks, mask = (np.zeros(shape, dtype=np.int64) for _ in range(4))
        for row, pair in enumerate(pairs):
            size = len(pair.ids)
            ids[row, :size], types[row, :size], marks[row, :size], mask[row, :size] = *pair, 1
        words = self._words[ids].astype(np.float32)
        inputs = {"inputs_embeds": words, "attention_mask": mask, "token_type_ids": types, "marks": marks}
        with self._take_network() as (network, first_call):
            request = network.create_infer_request()
            logits: list[float] = first_call.precede(lambda: request.infer(inputs))[0].tolist()
        return logits

    @contextmanager
    def _take_network(self) -> Iterator[tuple[Network, FirstCall]]:
        """Yield a network that no other thread uses, loaded if there is none yet; wait for one if there are enough.

        The one that was used last comes first: its weights are still in the processor's cache.
        """
        network = self._free.get()
        try:
            network = network or self._load_network()
            yield network
        finally:
            self._free.put(network)

    def _load_network(self) -> tuple[Network, FirstCall]:
        network = load_query_network(self._path, default_precision())
        return network, FirstCall(self._first_calls)


def _load_reranker(kind: type[OpenVinoReranker], /) -> OpenVinoReranker:
    return kind()


_RERANKERS = SingleFlight(_load_reranker)
