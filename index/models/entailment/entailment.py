"""Entailment: how surely a quotation carries a sentence, by reading the two together.

Rules see whether the words of a sentence stand in a quotation, but not whether "fell short of" is "missed". The layers
of all-MiniLM-L6-v2, trained further on pairs that were written for it, read both at once (cross-encoder).
`docs/entailment.md` has what it was trained on and what it tells apart.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Self

import numpy as np
from tokenizers import Tokenizer

from index.models.convert import DEFAULT_MODEL, ENTAILMENT, WORDS, ensure_converted
from index.models.openvino_runtime import default_precision, load_query_network
from index.models.shared_tokenizer import load_tokenizer
from index.models.single_flight import FirstCall, SingleFlight
from index.text.arrays import Positions

_QUOTED, _WRITTEN = 160, 64  # tokens at which each is truncated
_STEP = 16  # lengths are rounded up to this many tokens: OpenVINO keeps compiled code in memory for every new shape


class OpenVinoEntailment:
    """The entailment network, run by OpenVINO on one core; it does not depend on the model of the index."""

    def __init__(self) -> None:
        """Load the network; use `OpenVinoEntailment.load`."""
        folder = ensure_converted(DEFAULT_MODEL, "f32")
        self._tokenizer = load_tokenizer(folder)
        self._words = np.load(folder / WORDS, mmap_mode="r")
        self._network = load_query_network(folder / ENTAILMENT, default_precision())
        self._first_call = FirstCall()

    @classmethod
    def load(cls) -> Self:
        """Return the entailment network of this process, loaded on first use."""
        return _NETWORKS.get(cls)  # type: ignore[return-value]  # the key is the class of the value

    def score(self, quoted: str, written: str) -> float:
        """Return a logit of how surely a quotation, begun by who said it, where and when, carries a sentence."""
        ids, types = build_pair(self._tokenizer, quoted, written)
        size = -(-len(ids) // _STEP) * _STEP
        rows = np.zeros((3, 1, size), dtype=np.int64)
        rows[:, 0, : len(ids)] = ids, types, np.ones_like(ids)
        words = self._words[rows[0]].astype(np.float32)
        inputs = {"inputs_embeds": words, "token_type_ids": rows[1], "attention_mask": rows[2]}
        request = self._network.create_infer_request()
        return float(self._first_call.precede(lambda: request.infer(inputs))[0][0])


class LoadingEntailment:
    """The entailment network of this process while it loads, beside a language model that begins to write."""

    def __init__(self) -> None:
        """Begin to load the network."""
        loader = ThreadPoolExecutor(1)
        self._loading = loader.submit(OpenVinoEntailment.load)
        loader.shutdown(wait=False)

    def score(self, quoted: str, written: str) -> float:
        """Return the logit of the network, once it is loaded; raise what loading it raised."""
        return self._loading.result().score(quoted, written)


def build_pair(tokenizer: Tokenizer, quoted: str, written: str) -> tuple[Positions, Positions]:
    """Return the ids of the tokens of a quotation and a sentence, each ended by a separator, and their segments."""
    first, end = tokenizer.encode("").ids  # [CLS], [SEP]
    texts = tokenizer.encode_batch([quoted, written], add_special_tokens=False)
    before, after = ([*text.ids[:most], end] for text, most in zip(texts, (_QUOTED, _WRITTEN), strict=True))
    ids = np.array([first, *before, *after])
    return ids, (np.arange(len(ids)) > len(before)).astype(np.int64)


def _load_network(kind: type[OpenVinoEntailment], /) -> OpenVinoEntailment:
    return kind()


_NETWORKS = SingleFlight(_load_network)
