"""Reranker network: scores how well a sentence answers a question by reading the two together.

A vector shows what a sentence is about, but not whether it answers a question on the same subject. Layers that attend
to the words of both continue from the lower layers of all-MiniLM-L6-v2 (cross-encoder: Nogueira and Cho, Passage
Re-ranking with BERT, 2019). `docs/reranker.md` has its accuracy and its training data;
`tests/quality/training/train_reranker.py` trains it.
"""

import copy
from pathlib import Path
from typing import Self, cast

import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer, BertModel

from index.models.reranker_inputs import LAYERS_BELOW, OTHER
from index.models.weights import layers_in, read_weights, write_weights

_MASKED = -1e9  # added to the attention scores of padding
_IMPOSSIBLE = -1e4  # score of a word that cannot be part of the answer


class Reranker(torch.nn.Module):
    """Transformer layers upon the lower layers of the encoder; the input is a question and a sentence as a pair."""

    def __init__(self, config: BertConfig, layers: int, dropout: float = 0.0) -> None:
        """Create an untrained network."""
        super().__init__()
        self.layers = torch.nn.ModuleList(BertLayer(config) for _ in range(layers))  # type: ignore[no-untyped-call]
        self.dropout = torch.nn.Dropout(dropout)
        self.marks = torch.nn.Embedding(3, config.hidden_size)
        self.words = torch.nn.Linear(config.hidden_size, 1)
        self.whole = torch.nn.Linear(config.hidden_size, 1)

    @classmethod
    def load(cls, config: BertConfig, path: Path) -> Self:
        """Load the weights that `save` wrote."""
        weights = read_weights(path)
        reranker = cls(config, layers_in(weights))
        reranker.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
        return reranker.eval()

    def save(self, path: Path) -> None:
        """Write the weights, large matrices quantized to int8."""
        write_weights({name: weights.numpy() for name, weights in self.state_dict().items()}, path)

    def forward(
        self, states: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return a logit of how well each sentence answers, and one of each word of it being part of the answer.

        Shapes: (pairs,) and (pairs, tokens); `mask` is 0 for padding.
        """
        hidden = ((1 - mask) * _MASKED).to(states.dtype)[:, None, None, :]
        states = states + self.marks(marks)
        for layer in self.layers:
            states = layer(states, hidden)
        states, in_sentence = self.dropout(states), marks > OTHER
        words = self.words(states)[:, :, 0].masked_fill(~in_sentence, _IMPOSSIBLE)
        mean = torch.logsumexp(words, dim=1) - torch.log(in_sentence.sum(dim=1).clamp(min=1))
        return self.whole(states[:, 0])[:, 0] + mean, words


class PairNetwork(torch.nn.Module):
    """The lower layers of the encoder and the reranker, as one network."""

    INPUTS = ("inputs_embeds", "attention_mask", "token_type_ids", "marks")

    def __init__(self, transformer: BertModel, reranker: Reranker) -> None:
        """Copy the lower layers of a transformer, which stays as it is."""
        super().__init__()
        self.below, self.reranker = copy.deepcopy(transformer), reranker
        self.below.encoder.layer = self.below.encoder.layer[:LAYERS_BELOW]

    def forward(
        self,
        inputs_embeds: torch.Tensor,
        attention_mask: torch.Tensor,
        token_type_ids: torch.Tensor,
        marks: torch.Tensor,
    ) -> torch.Tensor:
        """Return a logit of how well each sentence answers, shape (pairs,).

        The input is the vectors of the tokens, shape (pairs, tokens, dimensions). The caller looks them up, so that
        their table stays on disk, memory-mapped.
        """
        out = self.below(inputs_embeds=inputs_embeds, attention_mask=attention_mask, token_type_ids=token_type_ids)
        logits, _ = self.reranker(out.last_hidden_state, attention_mask, marks)
        return cast("torch.Tensor", logits)
