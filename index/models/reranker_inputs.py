"""Pairs: a question and a sentence laid out to be read together, with the title that the sentence stands under."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

OTHER, WORD, ASKED = 0, 1, 2
"""Marks of tokens: of question and title; of the sentence; of the sentence and the question, which answer nothing."""

_QUESTION, _TITLE, _SENTENCE = 30, 16, 56  # tokens of each that are read

Numbers = npt.NDArray[np.int64]


class Candidate(NamedTuple):
    """A sentence that may answer, and the title of its article, which often names what the sentence calls "it"."""

    title: str
    sentence: str


class Pair(NamedTuple):
    """A question and a sentence, one number a token in each: the tokens, which text they are of, and their marks."""

    ids: Numbers
    types: Numbers
    marks: Numbers


def pairs(tokenizer: Tokenizer, question: str, candidates: Sequence[Candidate]) -> list[Pair]:
    """Lay out a question with each of the sentences: the question, then the title and the sentence.

    The tokenizer neither pads nor truncates: threads share it, so that none may set it.
    """
    first, end = tokenizer.encode("").ids  # what stands before all, and after each
    texts = [question, *(text for one in candidates for text in one)]
    asked, *told = (one.ids for one in tokenizer.encode_batch(texts, add_special_tokens=False))
    before = [first, *asked[:_QUESTION], end]
    both = zip(told[::2], told[1::2], strict=True)
    return [_pair(before, [*title[:_TITLE], end], [*words[:_SENTENCE], end]) for title, words in both]


def _pair(question: list[int], title: list[int], sentence: list[int]) -> Pair:
    ids = np.array([*question, *title, *sentence])
    place = np.arange(len(ids))
    told = (place >= len(question) + len(title)) & (place < len(ids) - 1)
    marks = np.where(told, np.where(np.isin(ids, question), ASKED, WORD), OTHER)
    return Pair(ids, (place >= len(question)).astype(np.int64), marks)
