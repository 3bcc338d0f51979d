"""Tagger network: the branch of the encoder that finds who said what.

It continues from the middle layer of all-MiniLM-L6-v2 with layers of its own, so that half of the pass serves both.
`docs/tagger.md` has its accuracy and its training data; `tests/quality/training/train_tagger.py` trains it.
"""

import gzip
import hashlib
from pathlib import Path
from typing import Self

import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from index.models.tagging.tag_decoding import TransitionScores
from index.models.tagging.tags import DIGEST, LABELS, POINTERS, WEIGHTS
from index.models.weights import layers_in, read_weights, write_weights

_MASKED = -1e9  # added to the attention scores of padding
_IMPOSSIBLE = -1e4  # score of a label that cannot follow another


class Tagger(torch.nn.Module):
    """Transformer layers upon the states of the encoder; the outputs are those of `tag_decoding.TagScores`."""

    def __init__(self, config: BertConfig, layers: int, dropout: float = 0.0) -> None:
        """Create an untrained network."""
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
        """Load the weights that `save` wrote."""
        weights = read_weights(path)
        tagger = cls(config, layers_in(weights))
        tagger.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
        return tagger.eval()

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights, large matrices quantized to int8, and if they are the program's, their digest."""
        write_weights({name: weights.numpy() for name, weights in self.state_dict().items()}, path)
        if path == WEIGHTS:
            DIGEST.write_text(f"{hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest()}\n", encoding="ascii")

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the label scores and the pointer scores of every token, in logits; `mask` is 0 for padding.

        Shapes: (texts, tokens, LABELS), and (texts, 2, tokens, tokens) for pointers to sources and to cues.
        """
        hidden = ((1 - mask) * _MASKED).to(states.dtype)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, hidden)
        states = self.dropout(states)
        asks, answers = (side(states).unflatten(2, (2, POINTERS)).transpose(1, 2) for side in (self.asks, self.answers))
        return self.labels(states), asks @ answers.transpose(2, 3) / POINTERS**0.5

    @property
    def transitions(self) -> torch.Tensor:
        """The score of each label after another; the label of a further word only follows labels of the same kind."""
        impossible = [
            (label, further)
            for further in range(2, LABELS, 2)
            for label in range(LABELS)
            if label not in (further, further - 1)
        ]
        barred = torch.zeros(LABELS, LABELS, dtype=torch.bool)
        barred[tuple(torch.tensor(impossible).T)] = True
        return self.follow.masked_fill(barred, _IMPOSSIBLE)

    def transition_scores(self) -> TransitionScores:
        """Return the scores that `tag_decoding.decode_tags` needs beside the outputs of the network."""
        return TransitionScores(self.transitions.detach().numpy(), self.start.detach().numpy())
