"""Sentences read together with a question, to tell how well each answers it; by the reranker, with OpenVINO."""

from collections.abc import Sequence
from functools import cache
from typing import Self

import numpy as np
from tokenizers import Tokenizer

from index.models.convert import DEFAULT_MODEL, RERANKER, WORDS, converted
from index.models.openvino_runtime import has_bf16, quickly
from index.models.reranker_inputs import Candidate, pairs

_STEP = 16  # tokens by which pairs grow: for every other shape, the runtime keeps another way to compute in memory


class OpenVinoReranker:
    """The reranker run by OpenVINO on the processor; it stands by itself, whatever model an index was made with."""

    def __init__(self) -> None:
        """Load it; the first time it is converted into the user's cache, which takes seconds."""
        folder = converted(DEFAULT_MODEL, "f32")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._words = np.load(folder / WORDS, mmap_mode="r")
        self._network = quickly(folder / RERANKER, "bf16" if has_bf16() else "f32")
        self.weigh("onrecord", [Candidate("", "onrecord")])  # once before threads ask, as an encoder is

    @classmethod
    @cache
    def load(cls) -> Self:
        """Give the one there is in a process."""
        return cls()

    def weigh(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """Give how well each sentence answers a question, in logits, to be added to what else is known of it."""
        if not candidates:
            return []
        laid = pairs(self._tokenizer, question, candidates)
        longest = max(len(pair.ids) for pair in laid)
        shape = len(laid), -(-longest // _STEP) * _STEP
        ids, types, marks, mask = (np.zeros(shape, dtype=np.int64) for _ in range(4))
        for row, pair in enumerate(laid):
            size = len(pair.ids)
            ids[row, :size], types[row, :size], marks[row, :size], mask[row, :size] = *pair, 1
        words = self._words[ids].astype(np.float32)
        inputs = {"inputs_embeds": words, "attention_mask": mask, "token_type_ids": types, "marks": marks}
        request = self._network.create_infer_request()  # one each: threads ask at the same time
        logits: list[float] = request.infer(inputs)[0].tolist()
        return logits
