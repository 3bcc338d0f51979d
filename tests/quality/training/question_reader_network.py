"""Question reader network: labels the words of a typed question, and the whole, from states of the encoder.

A recurrent network in both directions (GRU: Cho et al., Learning Phrase Representations using RNN Encoder-Decoder for
Statistical Machine Translation, 2014). `index/models/questions/question_reader.py` runs it without torch.
"""

import torch

from index.models.questions.question_labels import INTENTS, LABELS

HIDDEN, DROPOUT = 48, 0.3


class QuestionReader(torch.nn.Module):
    """Labels the tokens of a question, and the whole, from the states of some layers of the encoder."""

    def __init__(self, channels: int) -> None:
        """Create an untrained network."""
        super().__init__()
        self.project = torch.nn.Linear(channels, HIDDEN)
        self.recur = torch.nn.GRU(HIDDEN, HIDDEN, batch_first=True, bidirectional=True)
        self.dropout = torch.nn.Dropout(DROPOUT)
        self.labels = torch.nn.Linear(2 * HIDDEN, len(LABELS))
        self.intents = torch.nn.Linear(4 * HIDDEN, len(INTENTS))

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return scores of the labels, shape (questions, tokens, LABELS), and of the intents.

        `mask` is false for padding.
        """
        inner = self.dropout(torch.tanh(self.project(self.dropout(states))))
        packed = torch.nn.utils.rnn.pack_padded_sequence(inner, mask.sum(1), batch_first=True, enforce_sorted=False)
        both, _ = torch.nn.utils.rnn.pad_packed_sequence(self.recur(packed)[0], batch_first=True)
        both = self.dropout(both)
        highest = both.masked_fill(~mask[..., None], -1e4).max(dim=1)[0]
        mean = (both * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
        return self.labels(both), self.intents(torch.cat([highest, mean], dim=-1))
