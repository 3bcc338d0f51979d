"""Confidence: the calibrated probability that the content and the speaker of a statement are right."""

import numpy as np

from index.attribution.linking import LinkedStatement

CERTAIN = 1.0
"""Confidence of what the document itself states."""

NESTED = 0.9
"""Precision of nested statements, measured on news."""

QUOTED = 0.95
"""Confidence of words in quotation marks in a turn, beside a verb of saying and its subject."""

CALIBRATION = (-1.38, 0.64, 0.17, -3.40, -0.96)
"""Weights of a logistic regression: bias, certainty and link (both as logits), no cue, no source.

Fitted on articles that the tagger was not trained on; `tests/quality` measures the calibration.
"""

_HIGHEST = 0.999  # probability; a higher one would have a logit without bound


def estimate_confidence(linked: LinkedStatement) -> float:
    """Return the calibrated probability that content and speaker are right (Platt scaling)."""
    features = 1.0, _logit(linked.certainty), _logit(linked.link), linked.cue is None, linked.source is None
    return float(1 / (1 + np.exp(-np.dot(CALIBRATION, features))))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1 - _HIGHEST), _HIGHEST)
    return float(np.log(clipped / (1 - clipped)))
