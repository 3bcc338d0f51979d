"""Weights of a network on disk: int8 with a scale per row, which loses nothing that can be measured."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

_MATRIX = 2  # dimensions of weights that are quantized by rows
_SMALL = 7  # rows up to which a matrix is not quantized: it would save nothing


def write_weights(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Write the weights of a network, large matrices quantized to int8."""
    stored: dict[str, torch.Tensor] = {}
    for name, exact in weights.items():
        if exact.ndim == _MATRIX and len(exact) > _SMALL:
            steps = exact.abs().amax(dim=1, keepdim=True) / 127
            stored |= {name: (exact / steps).round().to(torch.int8), f"{name}.steps": steps}
        else:
            stored[name] = exact.contiguous()
    save_file(stored, path)


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights that `write_weights` wrote, by their names."""
    stored = load_file(path)
    steps = {name: stored.pop(f"{name}.steps") for name in [*stored] if f"{name}.steps" in stored}
    return {name: codes * steps[name] if name in steps else codes for name, codes in stored.items()}


def layers_in(weights: dict[str, torch.Tensor]) -> int:
    """Return the number of transformer layers in a set of weights."""
    return 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
