"""Tags: the labels of words and the links between spans that the tagging branch of the encoder gives."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

WEIGHTS = Path(__file__).with_name("tagger.safetensors")
"""The weights of the tagging branch."""

SOURCE, CUE, CONTENT = 1, 2, 3

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
Tags = npt.NDArray[np.void]
NOTHING = -1
"""The link of a tag that belongs to no other in its passage."""

TAG = np.dtype(
    [
        ("start", "<i4"),  # of the span, in the passage
        ("end", "<i4"),
        ("kind", "u1"),  # SOURCE, CUE or CONTENT
        ("opens", "?"),  # whether it begins here, rather than in the passage before
        ("source", "<i2"),  # number of the source it belongs to, among the tags of its passage; NOTHING where none
        ("cue", "<i2"),
        ("certainty", "<f2"),  # that each word is tagged rightly, on average
        ("link", "<f2"),  # that it belongs to its source, or to its cue for content that has one
    ]
)

NO_TAGS: Tags = np.zeros(0, dtype=TAG)

LABELS = 7
"""None, and the first and every further word of a source, a cue and a content."""

POINTERS = 128
"""Dimensions in which words point at each other, to sources and to cues each."""


@cache
def tagger() -> str:
    """Give the digest of the tagging branch's weights: what others tagged is tagged anew."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
