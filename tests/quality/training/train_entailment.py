"""Train the entailment network: python tests/quality/training/train_entailment.py

It learns from the sentences of writers 1 to 4 in entailment_pairs.jsonl.gz, four faithful and four false ones on each
of 1,177 quotations, which are read from the collections beside the checkout. The upper four layers of the encoder are
trained; what changed of each matrix is kept at rank 16. What is printed is measured on writers 5 and 6. Half an hour on
two cores that compute in bf16.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, softplus
from torch.nn.utils.rnn import pad_sequence
from transformers import BertModel

from index.models.convert import DEFAULT_MODEL, find_model
from index.models.entailment.entailment import build_pair
from index.models.low_rank import INNER, OUTER, WEIGHTS
from index.models.weights import write_weights

DATA = Path(__file__).parents[4] / "shared" / "data"
PAIRS = Path(__file__).with_name("entailment_pairs.jsonl.gz")
LEARNT, LEFT = (1, 2, 3, 4), (5, 6)
EPOCHS, TOGETHER, FROZEN, RANK, INNER_SIZE = 3, 4, 2, 16, 128
RATES = 1.5e-4, 3e-4  # of the layers, and of what is upon them
WARM = 0.06


class Written(NamedTuple):
    """A quotation as the network reads it, and the sentences on it."""

    writer: int
    quoted: str
    faithful: tuple[str, ...]
    false: tuple[str, ...]


class Entailment(torch.nn.Module):
    """The encoder, and a logit from its first token and the mean of those of the sentence."""

    def __init__(self, origin: str) -> None:
        """Create a network whose lowest layers stay as they are."""
        super().__init__()
        self.bert = BertModel.from_pretrained(origin)
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]):
            part.requires_grad_(requires_grad=False)
        self.inner = torch.nn.Linear(2 * self.bert.config.hidden_size, INNER_SIZE)
        self.outer = torch.nn.Linear(INNER_SIZE, 1)
        self.dropout = torch.nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Return a logit of each pair, shape (pairs,)."""
        mask = (ids != 0).long()
        states = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        within = (types * mask)[..., None].to(states.dtype)
        both = torch.cat([states[:, 0], (states * within).sum(1) / within.sum(1)], dim=-1)
        return self.outer(self.dropout(torch.nn.functional.gelu(self.inner(both))))[:, 0]


def load_written() -> list[Written]:
    """Return what was written, each quotation after who said it, where and when."""
    articles = {folder: load_articles(DATA / folder / "articles.jsonl.gz") for folder in ("news", "statements")}
    found = []
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        for known in map(json.loads, lines):
            article = articles[known["collection"]][known["article"]]
            source = "UN General Assembly" if known["collection"] == "statements" else article["source"]
            quotation = article["text"][known["start"] : known["end"]]
            quoted = f"{article.get('speaker') or ''}, {source} {article.get('published') or ''}: {quotation}"
            false = tuple(text for _, text in known["false"])
            found.append(Written(known["writer"], quoted, tuple(known["faithful"]), false))
    return found


def load_articles(path: Path) -> dict[str, dict[str, str]]:
    """Return the articles of a collection by their ids."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def run(network: Entailment, tokenizer: Tokenizer, texts: Iterable[tuple[str, str]]) -> torch.Tensor:
    """Return the logits of some quotations, each with a sentence."""
    pairs = [build_pair(tokenizer, quoted, text) for quoted, text in texts]
    ids, types = (pad_sequence([torch.from_numpy(pair[side]) for pair in pairs], batch_first=True) for side in (0, 1))
    with torch.autocast("cpu", torch.bfloat16):
        return network(ids, types).float()


def surprise(one: Written, logits: torch.Tensor) -> torch.Tensor:
    """Return the loss: of each sentence by itself, and of each faithful one beside each false one."""
    right, wrong = logits[: len(one.faithful)], logits[len(one.faithful) :]
    wanted = torch.cat([torch.ones_like(right), torch.zeros_like(wrong)])
    return binary_cross_entropy_with_logits(logits, wanted) + softplus(wrong[None] - right[:, None]).mean() / 2


def train(network: Entailment, tokenizer: Tokenizer, written: Sequence[Written]) -> None:
    chance = random.Random(1)
    upon = [*network.inner.parameters(), *network.outer.parameters()]
    layers = [weights for weights in network.bert.parameters() if weights.requires_grad]
    sorts = [{"params": part, "lr": rate} for part, rate in zip((layers, upon), RATES, strict=True)]
    optimizer = torch.optim.AdamW(sorts, weight_decay=0.01)
    steps = EPOCHS * -(-len(written) // TOGETHER)
    rate = lambda step: min(1, (step + 1) / (WARM * steps)) * max(0.02, 1 - step / steps)  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    for _ in range(EPOCHS):
        for part in draw_parts(written, chance):
            texts = [(one.quoted, text) for one in part for text in (*one.faithful, *one.false)]
            sizes = [len(one.faithful) + len(one.false) for one in part]
            logits = run(network.train(), tokenizer, texts).split(sizes)
            loss = torch.stack([surprise(*each) for each in zip(part, logits, strict=True)]).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()


def draw_parts(written: Sequence[Written], chance: random.Random) -> list[list[Written]]:
    """Return all quotations in random order, those of about one length together."""
    order = sorted(written, key=lambda one: len(one.quoted) + 60 * chance.random())
    parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
    chance.shuffle(parts)
    return parts


def reduce_changes(network: Entailment, origin: str) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield what the network has that the encoder has not, and of each matrix that changed the two of its change."""
    before = BertModel.from_pretrained(origin).state_dict()
    for name, weights in network.state_dict().items():
        own = before.get(name.removeprefix("bert."))
        if own is None:
            yield name, weights
        elif not torch.equal(own, weights) and weights.ndim == 1:
            yield name.removeprefix("bert."), weights
        elif not torch.equal(own, weights):
            left, sizes, right = torch.linalg.svd(weights - own, full_matrices=False)
            root = sizes[:RANK].sqrt()
            yield name.removeprefix("bert.") + INNER, (right[:RANK].T * root).T.contiguous()
            yield name.removeprefix("bert.") + OUTER, (left[:, :RANK] * root).T.contiguous()


def report(network: Entailment, tokenizer: Tokenizer, written: Sequence[Written]) -> None:
    """Print the share of false sentences that is told apart where .85, .7 and .6 of the faithful ones are kept."""
    logits: list[np.ndarray] = []
    with torch.inference_mode():
        for one in written:
            texts = [(one.quoted, text) for text in (*one.faithful, *one.false)]
            logits.append(run(network.eval(), tokenizer, texts).numpy())
    kept = np.concatenate([row[: len(one.faithful)] for one, row in zip(written, logits, strict=True)])
    false = np.concatenate([row[len(one.faithful) :] for one, row in zip(written, logits, strict=True)])
    for share in (0.85, 0.7, 0.6):
        print(f"{share} kept: {(false < np.quantile(kept, 1 - share)).mean():.3f} dropped", flush=True)


def main() -> None:
    torch.manual_seed(1)
    origin, written = find_model(DEFAULT_MODEL), load_written()
    tokenizer: Tokenizer = Tokenizer.from_file(f"{origin}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Entailment(origin)
    train(network, tokenizer, [one for one in written if one.writer in LEARNT])
    report(network, tokenizer, [one for one in written if one.writer in LEFT])
    write_weights({name: weights.numpy() for name, weights in reduce_changes(network, origin)}, WEIGHTS)


if __name__ == "__main__":
    sys.exit(main())
