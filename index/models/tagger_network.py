"""The tagging branch: who said what, told from states that the encoder computes anyway.

It goes on from the middle layer of all-MiniLM-L6-v2 with layers of its own, so that half of the pass serves both. What
it is worth and what it was trained on is told in `docs/tagger.md`; `tests/quality/train_tagger.py` trains it.
"""

from pathlib import Path
from typing import Self

import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from index.models.tag_decoding import Chain
from index.models.tags import LABELS, POINTERS, WEIGHTS
from index.models.weights import layers_in, read_weights, write_weights

_HIDDEN = -1e9  # added to the attention that padding would get
_NEVER = -1e4  # of a label that cannot follow another


class Tagger(torch.nn.Module):
    """Layers upon the encoder's states; what they give is in the order of `index.tags.Signs`."""

    def __init__(self, config: BertConfig, layers: int, dropout: float = 0.0) -> None:
        """Make one whose weights mean nothing yet."""
        super().__init__()
        self.layers = torch.nn.ModuleList(BertLayer(config) for _ in range(layers))  # type: ignore[no-untyped-call]
        self.dropout = torch.nn.Dropout(dropout)
        self.labels = torch.nn.Linear(config.hidden_size, LABELS)
        self.asks = torch.nn.Linear(config.hidden_size, 2 * POINTERS)
        self.answers = torch.nn.Linear(config.hidden_size, 2 * POINTERS)
        self.follow = torch.nn.Parameter(torch.zeros(LABELS, LABELS))
        self.start = torch.nn.Parameter(torch.zeros(LABELS))

    @classmethod
    def load(cls, config: BertConfig, path: Path = WEIGHTS) -> Self:
        """Read the weights that `save` wrote."""
        weights = read_weights(path)
        tagger = cls(config, layers_in(weights))
        tagger.load_state_dict(weights)
        return tagger.eval()

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights, the large ones with a byte each and a step a row."""
        write_weights(self.state_dict(), path)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Give the labels of every token and how much it points at each, from the states below; `mask`: 0 for padding.

        Shapes: (texts, tokens, LABELS) and (texts, 2, tokens, tokens): to sources, and to cues.
        """
        hidden = ((1 - mask) * _HIDDEN).to(states.dtype)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, hidden)
        states = self.dropout(states)
        asks, answers = (side(states).unflatten(2, (2, POINTERS)).transpose(1, 2) for side in (self.asks, self.answers))
        return self.labels(states), asks @ answers.transpose(2, 3) / POINTERS**0.5

    @property
    def transitions(self) -> torch.Tensor:
        """How well each label follows another; the further word of a span only follows words of it."""
        never = [
            (one, other) for other in range(2, LABELS, 2) for one in range(LABELS) if one not in (other, other - 1)
        ]
        barred = torch.zeros(LABELS, LABELS, dtype=torch.bool)
        barred[tuple(torch.tensor(never).T)] = True
        return self.follow.masked_fill(barred, _NEVER)

    def chain(self) -> Chain:
        """Give what `index.tags.tag` needs beside the network."""
        return Chain(self.transitions.detach().numpy(), self.start.detach().numpy())
