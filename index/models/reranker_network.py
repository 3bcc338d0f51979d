"""The reranker: how well a sentence answers a question, told by reading the two together.

A vector tells what a sentence is about, and a question is about the same as many a sentence that leaves it open. Layers
that see the words of both go on from the lower ones of all-MiniLM-L6-v2 (cross-encoder: Nogueira and Cho, Passage
Re-ranking with BERT, 2019). What it is worth and what it was trained on is told in `docs/reranker.md`;
`tests/quality/train_reranker.py` trains it.
"""

import copy
from pathlib import Path
from typing import Self, cast

import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer, BertModel

from index.models.reranker_inputs import OTHER
from index.models.weights import layers_in, read_weights, write_weights

BELOW = 2
"""Layers of the encoder that it goes on from."""

_HIDDEN = -1e9  # added to the attention that padding would get
_NEVER = -1e4  # of a word that cannot be the answer's


class Reranker(torch.nn.Module):
    """Layers upon the encoder's lower ones, whose input is a question and a sentence laid out as a pair."""

    def __init__(self, config: BertConfig, layers: int, dropout: float = 0.0) -> None:
        """Make one whose weights mean nothing yet."""
        super().__init__()
        self.layers = torch.nn.ModuleList(BertLayer(config) for _ in range(layers))  # type: ignore[no-untyped-call]
        self.dropout = torch.nn.Dropout(dropout)
        self.marks = torch.nn.Embedding(3, config.hidden_size)
        self.words = torch.nn.Linear(config.hidden_size, 1)
        self.whole = torch.nn.Linear(config.hidden_size, 1)

    @classmethod
    def load(cls, config: BertConfig, path: Path) -> Self:
        """Read the weights that `save` wrote."""
        weights = read_weights(path)
        reranker = cls(config, layers_in(weights))
        reranker.load_state_dict(weights)
        return reranker.eval()

    def save(self, path: Path) -> None:
        """Write the weights, the large ones with a byte each and a step a row."""
        write_weights(self.state_dict(), path)

    def forward(
        self, states: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Give how well each sentence answers, in logits, and how likely each word of it is the answer's.

        Shapes: (pairs,) and (pairs, tokens); `mask` is 0 for padding.
        """
        hidden = ((1 - mask) * _HIDDEN).to(states.dtype)[:, None, None, :]
        states = states + self.marks(marks)
        for layer in self.layers:
            states = layer(states, hidden)
        states, told = self.dropout(states), marks > OTHER
        words = self.words(states)[:, :, 0].masked_fill(~told, _NEVER)
        mean = torch.logsumexp(words, dim=1) - torch.log(told.sum(dim=1).clamp(min=1))
        return self.whole(states[:, 0])[:, 0] + mean, words


class Pairs(torch.nn.Module):
    """The encoder's lower layers with a reranker upon them, as one network."""

    INPUTS = ("inputs_embeds", "attention_mask", "token_type_ids", "marks")

    def __init__(self, transformer: BertModel, reranker: Reranker) -> None:
        """Take what both need; the transformer keeps its upper layers."""
        super().__init__()
        self.below, self.reranker = copy.deepcopy(transformer), reranker
        self.below.encoder.layer = self.below.encoder.layer[:BELOW]

    def forward(
        self,
        inputs_embeds: torch.Tensor,
        attention_mask: torch.Tensor,
        token_type_ids: torch.Tensor,
        marks: torch.Tensor,
    ) -> torch.Tensor:
        """Give how well each sentence answers, in logits, shape (pairs,).

        It starts from the vectors of the tokens, shape (pairs, tokens, dimensions): whoever runs it looks them up in
        their table, which then need not be held in memory.
        """
        out = self.below(inputs_embeds=inputs_embeds, attention_mask=attention_mask, token_type_ids=token_type_ids)
        logits, _ = self.reranker(out.last_hidden_state, attention_mask, marks)
        return cast("torch.Tensor", logits)
