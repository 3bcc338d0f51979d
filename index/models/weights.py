"""Weights of a network on disk: int8 with a scale per row, which loses nothing that can be measured.

Those of the program are packed besides, which takes a tenth off.
"""

import gzip
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors.numpy import load, load_file, save

from index.text.arrays import Vectors

Weights = Mapping[str, Vectors]
"""Arrays of a network by their names."""

PACKED = ".gz"
"""Ending of the name of a file that is packed."""

_MATRIX = 2  # dimensions of weights that are quantized by rows
_SMALL = 7  # rows up to which a matrix is not quantized: it would save nothing


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights of a network, large matrices quantized to int8."""
    stored: dict[str, Vectors] = {}
    for name, exact in weights.items():
        if exact.ndim == _MATRIX and len(exact) > _SMALL:
            steps = np.abs(exact).max(axis=1, keepdims=True) / 127
            stored |= {name: np.rint(exact / steps).astype(np.int8), f"{name}.steps": steps}
        else:
            stored[name] = np.ascontiguousarray(exact)
    path.write_bytes(gzip.compress(save(stored), mtime=0) if path.suffix == PACKED else save(stored))


def read_weights(path: Path) -> Weights:
    """Return the weights that `write_weights` wrote, or those of a file without quantized ones."""
    stored = load(gzip.decompress(path.read_bytes())) if path.suffix == PACKED else load_file(path)
    steps = {name: stored.pop(f"{name}.steps") for name in [*stored] if f"{name}.steps" in stored}
    return {name: codes * steps[name] if name in steps else codes for name, codes in stored.items()}


def layers_in(weights: Weights) -> int:
    """Return the number of transformer layers in a set of weights."""
    return 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
