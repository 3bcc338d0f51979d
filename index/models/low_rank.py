"""Low-rank changes: layers that were trained further, as the encoder's own and a product of two thin matrices each.

So many weights as all layers have are changed by a twentieth of them (Hu et al., LoRA, 2021).
"""

from pathlib import Path

from index.models.weights import Weights, read_weights

WEIGHTS = Path(__file__).with_name("entailment.safetensors.gz")
"""The changes of the layers, and the weights that the encoder has not."""

INNER, OUTER = ".inner", ".outer"
"""Endings of the two matrices of a change, both of as many rows as its rank."""


def read_changed(weights: Weights, path: Path = WEIGHTS) -> Weights:
    """Return the weights of the encoder with the changes of a file applied to them, and the others of that file."""
    changes = read_weights(path)
    changed = {name: array for name, array in changes.items() if not name.endswith((INNER, OUTER))}
    for name in (name.removesuffix(INNER) for name in changes if name.endswith(INNER)):
        changed[name] = weights[name] + changes[name + OUTER].T @ changes[name + INNER]
    return {**weights, **changed}
