"""Tags: the words of a passage that name a source, cue its words or are its words, and which belong together.

What the encoder's tagging branch says of each word becomes spans: a linear chain of tags (Lafferty et al., Conditional
Random Fields, 2001) decides which words belong together, and an attention from each word to the others which source and
which cue a span belongs to (Vinyals et al., Pointer Networks, 2015).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from index.models.tags import CUE, LABELS, NOTHING, SOURCE, TAG, Numbers, Places, Tags

# How much it counts, in logits, that two tags adjoin, and that another of the same kind stands between them.
_BESIDE = 1  # code points
_ADJOINING = 2.0
_PASSED_OVER = 0.4


# A label that is likely enough is taken though none at all is likelier: what is missed is never found again.
_LEANING = np.array([0.6, 1, 1, 1.1, 1.1, 0.6, 0.6], dtype=np.float32)


class Signs(NamedTuple):
    """What the tagging branch says of the words of a passage.

    `words` holds where each stands, shape (words, 2); `labels` how well each label fits it, shape (words, LABELS);
    `towards` how much it points, to sources and to cues, at nothing and at each word, shape (2, words, 1 + words).
    """

    words: Places
    labels: Numbers
    towards: Numbers


class Chain(NamedTuple):
    """How well each label follows another, shape (LABELS, LABELS), and begins a passage."""

    transitions: Numbers
    start: Numbers

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read it where `index.conversion` left it."""
        with np.load(path) as kept:
            return cls(kept["transitions"], kept["start"])


def tag(passages: Sequence[Signs], chain: Chain) -> list[Tags]:
    """Give the tags of each passage, in the order of its text."""
    longest = max((len(signs.words) for signs in passages), default=0)
    scores = np.zeros((len(passages), longest, LABELS), dtype=np.float32)
    for row, signs in enumerate(passages):
        scores[row, : len(signs.words)] = signs.labels
    lengths = np.array([len(signs.words) for signs in passages])
    return [
        _spans(signs, likely[: len(signs.words)])
        for signs, likely in zip(passages, _marginals(scores, lengths, chain), strict=True)
    ]


def _marginals(scores: Numbers, lengths: Places, chain: Chain) -> Numbers:
    """Give how likely each label of each word is, all others considered, shape (passages, words, LABELS)."""
    steps = np.exp(chain.transitions)
    fits = np.exp(scores - scores.max(axis=2, keepdims=True))
    forward, backward = np.empty_like(fits), np.ones_like(fits)
    state = np.exp(chain.start)
    for word in range(fits.shape[1]):
        state = (state @ steps if word else state) * fits[:, word]
        state /= state.sum(axis=1, keepdims=True)
        forward[:, word] = state
    state = np.ones((len(fits), LABELS), dtype=np.float32)
    for word in range(fits.shape[1] - 1, 0, -1):
        state = (fits[:, word] * state) @ steps.T
        state /= state.sum(axis=1, keepdims=True)
        state[lengths <= word] = 1
        backward[:, word - 1] = state
    both: Numbers = forward * backward
    both /= both.sum(axis=2, keepdims=True)
    return both


def _spans(signs: Signs, likely: Numbers) -> Tags:
    """Join words of one kind to spans, and find for each what it belongs to."""
    labels = (likely * _LEANING).argmax(axis=1)
    kinds = (labels + 1) // 2
    before = np.concatenate([[0], kinds[:-1]])
    begins = (kinds > 0) & ((kinds != before) | (labels % 2 == 1))
    firsts = np.flatnonzero(begins)
    tags = np.zeros(len(firsts), dtype=TAG)
    tags["source"], tags["cue"] = NOTHING, NOTHING
    if not len(firsts):
        return tags
    changes = np.append(np.flatnonzero(begins | (kinds != before)), len(kinds))
    ends = changes[np.searchsorted(changes, firsts, side="right")]
    tags["start"], tags["end"] = signs.words[firsts, 0], signs.words[ends - 1, 1]
    tags["kind"], tags["opens"] = kinds[firsts], (labels[firsts] % 2 == 1) | (firsts > 0)
    sure = np.cumsum(np.append(0, likely[np.arange(len(labels)), labels]))
    tags["certainty"] = (sure[ends] - sure[firsts]) / (ends - firsts)
    parts = [slice(first, end) for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)]
    _link(tags, signs, parts)
    return tags


def _link(tags: Tags, signs: Signs, parts: Sequence[slice]) -> None:
    """Have cues and contents point at their sources, and contents at their cues."""
    tags["link"] = 1
    for field, kind, half in (("source", SOURCE, 0), ("cue", CUE, 1)):
        aims, asking = np.flatnonzero(tags["kind"] == kind), np.flatnonzero(tags["kind"] > kind)
        if not len(aims) or not len(asking):
            tags["link"][asking] = 1
            continue
        chances = _chances(
            signs.towards[half], [parts[row] for row in asking.tolist()], [parts[aim] for aim in aims.tolist()]
        )
        chances[:, 1:] *= np.exp(_nearness(tags, asking, aims))
        best = chances.argmax(axis=1)
        tags[field][asking] = np.append(NOTHING, aims)[best]
        tags["link"][asking] = chances[np.arange(len(asking)), best] / chances.sum(axis=1)


def _nearness(tags: Tags, asking: Places, aims: Places) -> Numbers:
    """Give what speaks for each tag belonging to each of others, all of one kind, by where they stand, in logits."""
    rows, order = asking[:, None], np.arange(len(aims))
    before = np.searchsorted(aims, asking)[:, None]
    passed = np.where(order < before, before - 1 - order, order - before)
    first, second = np.minimum(aims, rows), np.maximum(aims, rows)
    beside = (second - first == 1) & (tags["start"][second] - tags["end"][first] <= _BESIDE)
    nearness: Numbers = _ADJOINING * beside - _PASSED_OVER * passed
    return nearness


def _chances(towards: Numbers, asking: Sequence[slice], aims: Sequence[slice]) -> Numbers:
    """Give how likely each span belongs to nothing, and to each of `aims`, by where its words point."""
    lengths = np.array([part.stop - part.start for part in asking])
    firsts = np.cumsum(lengths) - lengths
    words = np.concatenate([towards[part] for part in asking])
    sums = np.add.reduceat(words, firsts)
    places = np.zeros((len(asking), 1 + len(aims)), dtype=np.int64)
    for column, aim in enumerate(aims, start=1):
        places[:, column] = 1 + aim.start + sums[:, 1 + aim.start : 1 + aim.stop].argmax(axis=1)
    pointed = np.take_along_axis(words, np.repeat(places, lengths, axis=0), axis=1)
    shares = np.exp(pointed - pointed.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    chances: Numbers = np.add.reduceat(shares, firsts) / lengths[:, None]
    return chances
