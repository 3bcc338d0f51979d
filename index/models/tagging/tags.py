"""Tags: spans of a passage that are a source, a cue or content, and the links between them."""

from pathlib import Path
from typing import TypeAlias

import numpy as np

from index.text.arrays import Rows

WEIGHTS = Path(__file__).with_name("tagger.safetensors.gz")
"""The weights of the tagging branch."""

DIGEST = Path(__file__).with_name("tagger.sha256")
"""The SHA-256 of these weights, unpacked."""

SOURCE, CUE, CONTENT = 1, 2, 3

Tags: TypeAlias = Rows
"""The tags of a passage, rows of `TAG`, in the order of the text."""

NO_LINK = -1
"""The link of a tag that belongs to no other tag of its passage."""

TAG = np.dtype(
    [
        ("start", "<i4"),  # of the span, in the passage
        ("end", "<i4"),
        ("kind", "u1"),  # SOURCE, CUE or CONTENT
        ("opens", "?"),  # false if the span continues one of the previous passage
        ("source", "<i2"),  # row of its source among the tags of the passage, or NO_LINK
        ("cue", "<i2"),
        ("certainty", "<f2"),  # mean probability of the labels of its words
        ("link", "<f2"),  # probability of the link to its source, or to its cue for content that has one
    ]
)

NO_TAGS: Tags = np.zeros(0, dtype=TAG)

LABELS = 7
"""Labels of a word: outside, and first or further word of a source, a cue or content."""

POINTERS = 128
"""Dimensions of the pointer attention, for sources and for cues each."""


def tagger_digest() -> str:
    """Return the SHA-256 of the weights of the tagging branch; passages tagged by other weights are tagged again.

    It stands beside them: unpacking them at each start would take a cold question .05 s longer.
    """
    return DIGEST.read_text("ascii").strip()
