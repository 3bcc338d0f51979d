"""Reranker inputs: a question, a title and a sentence as one sequence of tokens."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from index.text.arrays import Positions

WEIGHTS = Path(__file__).with_name("reranker.safetensors.gz")
"""The weights of the reranker."""

LAYERS_BELOW = 2
"""Layers of the encoder below those of the reranker."""

OTHER, WORD, ASKED = 0, 1, 2
"""Marks of tokens: in the question or title; in the sentence; in the sentence and the question, so no answer."""

_QUESTION, _TITLE, _SENTENCE = 30, 16, 56  # tokens at which each is truncated


class Candidate(NamedTuple):
    """A sentence that may answer, and the title of its article, which often names what the sentence calls "it"."""

    title: str
    sentence: str


class Pair(NamedTuple):
    """A question and a sentence: for each token its id, its segment (0 or 1) and its mark."""

    ids: Positions
    types: Positions
    marks: Positions


def build_pairs(tokenizer: Tokenizer, question: str, candidates: Sequence[Candidate]) -> list[Pair]:
    """Return a pair for each candidate: the question, the title and the sentence, each ended by a separator.

    The tokenizer must not pad, nor truncate to less than a pair has.
    """
    first, end = tokenizer.encode("").ids  # [CLS], [SEP]
    texts = [question, *(text for candidate in candidates for text in candidate)]
    asked, *others = (encoding.ids for encoding in tokenizer.encode_batch(texts, add_special_tokens=False))
    before = [first, *asked[:_QUESTION], end]
    both = zip(others[::2], others[1::2], strict=True)
    return [_build_pair(before, [*title[:_TITLE], end], [*words[:_SENTENCE], end]) for title, words in both]


def _build_pair(question: list[int], title: list[int], sentence: list[int]) -> Pair:
    ids = np.array([*question, *title, *sentence])
    position = np.arange(len(ids))
    in_sentence = (position >= len(question) + len(title)) & (position < len(ids) - 1)
    marks = np.where(in_sentence, np.where(np.isin(ids, question), ASKED, WORD), OTHER)
    return Pair(ids, (position >= len(question)).astype(np.int64), marks)
