"""Weights of a network on disk: a byte each, with a step a row, which loses nothing that can be measured."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

_ROWS = 2  # dimensions of weights that are kept in eight bits, by rows
_FEW = 7  # rows that are kept as they are: they would save nothing


def write_weights(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Write the weights of a network, the large ones in eight bits."""
    kept: dict[str, torch.Tensor] = {}
    for name, exact in weights.items():
        if exact.ndim == _ROWS and len(exact) > _FEW:
            steps = exact.abs().amax(dim=1, keepdim=True) / 127
            kept |= {name: (exact / steps).round().to(torch.int8), f"{name}.steps": steps}
        else:
            kept[name] = exact.contiguous()
    save_file(kept, path)


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """Give the weights that `write_weights` wrote, by their names."""
    kept = load_file(path)
    steps = {name: kept.pop(f"{name}.steps") for name in [*kept] if f"{name}.steps" in kept}
    return {name: rounded * steps[name] if name in steps else rounded for name, rounded in kept.items()}


def layers_in(weights: dict[str, torch.Tensor]) -> int:
    """Tell how many layers weights were written of."""
    return 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
