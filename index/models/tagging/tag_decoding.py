"""Tag decoding: the scores of the tagging branch become spans and the links between them.

A linear-chain conditional random field (Lafferty et al., Conditional Random Fields, 2001) decides which words form a
span, and an attention between words (Vinyals et al., Pointer Networks, 2015) which source and which cue it belongs to.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from index.models.tagging.tags import CUE, LABELS, NO_LINK, SOURCE, TAG, Tags
from index.text.arrays import Positions, Scores

_ADJOINING_GAP = 1  # code points between two tags that adjoin
_ADJOINING = 2.0  # bonus, in logits, for linking to an adjoining tag
_PASSED_OVER = 0.4  # penalty, in logits, for each tag of the target's kind between the two

# Weights of the labels: they favour recall, because a span that is missed here is never found later.
_LABEL_WEIGHTS = np.array([0.6, 1, 1, 1.1, 1.1, 0.6, 0.6], dtype=np.float32)


class TagScores(NamedTuple):
    """The scores of the tagging branch for the words of a passage, in logits.

    `words` has the start and end of each word, shape (words, 2); `labels` the score of each label, shape (words,
    LABELS); `towards` the attention of each word, to sources and to cues, to no word and to each word, shape (2, words,
    1 + words).
    """

    words: Positions
    labels: Scores
    towards: Scores


class TransitionScores(NamedTuple):
    """The scores of each label after another, shape (LABELS, LABELS), and at the beginning of a passage."""

    transitions: Scores
    start: Scores

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file that `index.models.convert` wrote."""
        with np.load(path) as arrays:
            return cls(arrays["transitions"], arrays["start"])


def decode_tags(passages: Sequence[TagScores], transitions: TransitionScores) -> list[Tags]:
    """Return the tags of each passage, in the order of its text."""
    longest = max((len(word_scores.words) for word_scores in passages), default=0)
    scores = np.zeros((len(passages), longest, LABELS), dtype=np.float32)
    for row, word_scores in enumerate(passages):
        scores[row, : len(word_scores.words)] = word_scores.labels
    lengths = np.array([len(word_scores.words) for word_scores in passages])
    return [
        _build_spans(word_scores, probabilities[: len(word_scores.words)])
        for word_scores, probabilities in zip(passages, _compute_marginals(scores, lengths, transitions), strict=True)
    ]


def _compute_marginals(scores: Scores, lengths: Positions, transitions: TransitionScores) -> Scores:
    """Return the marginal probability of each label of each word, shape (passages, words, LABELS)."""
    steps = np.exp(transitions.transitions)
    fits = np.exp(scores - scores.max(axis=2, keepdims=True))
    forward, backward = np.empty_like(fits), np.ones_like(fits)
    state = np.exp(transitions.start)
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
    both: Scores = forward * backward
    both /= both.sum(axis=2, keepdims=True)
    return both


def _build_spans(word_scores: TagScores, probabilities: Scores) -> Tags:
    """Join the words of one kind to spans, and link them."""
    labels = (probabilities * _LABEL_WEIGHTS).argmax(axis=1)
    kinds = (labels + 1) // 2
    before = np.concatenate([[0], kinds[:-1]])
    begins = (kinds > 0) & ((kinds != before) | (labels % 2 == 1))
    firsts = np.flatnonzero(begins)
    tags = np.zeros(len(firsts), dtype=TAG)
    tags["source"], tags["cue"] = NO_LINK, NO_LINK
    if not len(firsts):
        return tags
    changes = np.append(np.flatnonzero(begins | (kinds != before)), len(kinds))
    ends = changes[np.searchsorted(changes, firsts, side="right")]
    tags["start"], tags["end"] = word_scores.words[firsts, 0], word_scores.words[ends - 1, 1]
    tags["kind"], tags["opens"] = kinds[firsts], (labels[firsts] % 2 == 1) | (firsts > 0)
    summed = np.cumsum(np.append(0, probabilities[np.arange(len(labels)), labels]))
    tags["certainty"] = (summed[ends] - summed[firsts]) / (ends - firsts)
    spans = [slice(first, end) for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)]
    _link(tags, word_scores, spans)
    return tags


def _link(tags: Tags, word_scores: TagScores, spans: Sequence[slice]) -> None:
    """Link cues and contents to their sources, and contents to their cues; `spans` are ranges of words."""
    tags["link"] = 1
    for field, kind, half in (("source", SOURCE, 0), ("cue", CUE, 1)):
        targets, rows = np.flatnonzero(tags["kind"] == kind), np.flatnonzero(tags["kind"] > kind)
        if not len(targets) or not len(rows):
            tags["link"][rows] = 1
            continue
        chances = _link_probabilities(
            word_scores.towards[half],
            [spans[row] for row in rows.tolist()],
            [spans[row] for row in targets.tolist()],
        )
        chances[:, 1:] *= np.exp(_score_nearness(tags, rows, targets))
        best = chances.argmax(axis=1)
        tags[field][rows] = np.append(NO_LINK, targets)[best]
        tags["link"][rows] = chances[np.arange(len(rows)), best] / chances.sum(axis=1)


def _score_nearness(tags: Tags, rows: Positions, targets: Positions) -> Scores:
    """Return a score, in logits, for linking each row to each target by their positions; targets are of one kind."""
    order = np.arange(len(targets))
    before = np.searchsorted(targets, rows)[:, None]
    passed = np.where(order < before, before - 1 - order, order - before)
    first, second = np.minimum(targets, rows[:, None]), np.maximum(targets, rows[:, None])
    adjoining = (second - first == 1) & (tags["start"][second] - tags["end"][first] <= _ADJOINING_GAP)
    nearness: Scores = _ADJOINING * adjoining - _PASSED_OVER * passed
    return nearness


def _link_probabilities(towards: Scores, spans: Sequence[slice], targets: Sequence[slice]) -> Scores:
    """Return the probability that each span belongs to no target and to each target, shape (spans, 1 + targets)."""
    lengths = np.array([span.stop - span.start for span in spans])
    firsts = np.cumsum(lengths) - lengths
    words = np.concatenate([towards[span] for span in spans])
    sums = np.add.reduceat(words, firsts)
    columns = np.zeros((len(spans), 1 + len(targets)), dtype=np.int64)
    for number, target in enumerate(targets, start=1):
        columns[:, number] = 1 + target.start + sums[:, 1 + target.start : 1 + target.stop].argmax(axis=1)
    scores = np.take_along_axis(words, np.repeat(columns, lengths, axis=0), axis=1)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    probabilities: Scores = np.add.reduceat(shares, firsts) / lengths[:, None]
    return probabilities
