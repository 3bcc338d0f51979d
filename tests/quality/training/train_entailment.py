"""Train the entailment network: PYTHONPATH=tests/support python tests/quality/training/train_entailment.py START

START holds an earlier state of `entailment.safetensors.gz`, from which training goes on. It learns from all that
`entailment_examples.py` has: in each turn each quotation comes with the sentences written on it and with one that it
does not carry, changed by a program or of another quotation. The upper four layers are trained; then what changed of
each matrix is cut to rank 24, and the two thin matrices of each are trained further, which gives back what was cut.
What is printed is measured on hands that it does not learn from.
"""

import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from entailment_examples import CHOSEN_BY, Written, list_written, load_learnt, load_pairs
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, gelu, softplus
from torch.nn.utils.parametrize import register_parametrization
from torch.nn.utils.rnn import pad_sequence
from transformers import BertModel

from index.models.convert import DEFAULT_MODEL, find_model
from index.models.entailment.entailment import build_pair
from index.models.low_rank import INNER, OUTER, WEIGHTS, read_changed
from index.models.weights import write_weights

TOGETHER, FROZEN, RANK, INNER_SIZE = 4, 2, 24, 128
STEPS = 400, 60
"""In which whole matrices are trained, and then thin ones."""

RATES = (1e-4, 1e-4), (3e-4, 0.0)
"""Of whole matrices, at the first and the last step, and of thin ones."""

WARM = 20  # steps in which a rate rises

Part = list[tuple[Written, list[str]]]
"""Quotations that are read at once, each with the false sentences beside its faithful ones."""


class Entailment(torch.nn.Module):
    """The encoder, and a logit from its first token and the mean of those of the sentence."""

    def __init__(self, origin: str) -> None:
        """Create a network whose lowest layers stay as they are."""
        super().__init__()
        self.bert = BertModel.from_pretrained(origin, add_pooling_layer=False)
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
        return self.outer(self.dropout(gelu(self.inner(both))))[:, 0]

    def set_changed(self, path: Path) -> None:
        """Set the weights to those of the encoder as a file changes them."""
        own = {name: array.numpy() for name, array in self.bert.state_dict().items()}
        for name, array in read_changed(own, path).items():
            target = self if name.startswith(("inner.", "outer.")) else self.bert
            target.get_parameter(name).data.copy_(torch.from_numpy(array))


class ThinChange(torch.nn.Module):
    """A matrix of the encoder with the product of two thin ones added to it."""

    def __init__(self, before: torch.Tensor, after: torch.Tensor) -> None:
        """Take from a change what two thin matrices can hold of it."""
        super().__init__()
        left, sizes, right = torch.linalg.svd(after - before, full_matrices=False)
        root = sizes[:RANK].sqrt()
        self.inner = torch.nn.Parameter((right[:RANK].T * root).T.contiguous())
        self.outer = torch.nn.Parameter((left[:, :RANK] * root).T.contiguous())

    def forward(self, before: torch.Tensor) -> torch.Tensor:
        """Return the changed matrix."""
        return before + self.outer.T @ self.inner


def make_thin(network: Entailment, origin: str) -> None:
    """Cut what changed of each matrix to two thin ones, which are trained in its place."""
    before = dict(BertModel.from_pretrained(origin, add_pooling_layer=False).named_parameters())
    for name, part in network.bert.named_modules():
        if isinstance(part, torch.nn.Linear) and part.weight.requires_grad:
            own = before[f"{name}.weight"].detach()
            change = ThinChange(own, part.weight.detach())
            part.weight.data.copy_(own)
            part.weight.requires_grad_(requires_grad=False)
            register_parametrization(part, "weight", change)


def list_changes(network: Entailment) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield what the network has that the encoder has not, and the two thin matrices of each change."""
    for name, weights in network.named_parameters():
        if weights.requires_grad:
            plain = name.removeprefix("bert.").replace("parametrizations.weight.0.", "weight.")
            yield plain.replace(".inner", INNER).replace(".outer", OUTER), weights.detach()


def run(network: Entailment, tokenizer: Tokenizer, texts: Iterable[tuple[str, str]]) -> torch.Tensor:
    """Return the logits of some quotations, each with a sentence."""
    pairs = [build_pair(tokenizer, quoted, text) for quoted, text in texts]
    ids, types = (pad_sequence([torch.from_numpy(pair[side]) for pair in pairs], batch_first=True) for side in (0, 1))
    with torch.autocast("cpu", torch.bfloat16):
        return network(ids, types).float()


def surprise(right: torch.Tensor, wrong: torch.Tensor) -> torch.Tensor:
    """Return the loss: of each sentence by itself, and of each faithful one beside each false one."""
    wanted = torch.cat([torch.ones_like(right), torch.zeros_like(wrong)])
    alone = binary_cross_entropy_with_logits(torch.cat([right, wrong]), wanted)
    return alone + softplus(wrong[None] - right[:, None]).mean() / 2


def train(
    network: Entailment, tokenizer: Tokenizer, parts: Iterable[Part], steps: int, rates: tuple[float, float]
) -> None:
    """Train all weights that may change, at a rate that goes from the first to the last of two."""
    began = time.monotonic()
    optimizer = torch.optim.AdamW(
        [one for one in network.parameters() if one.requires_grad], rates[0], weight_decay=0.01
    )
    share = lambda step: min(1, (step + 1) / WARM) * (1 + (rates[1] / rates[0] - 1) * step / steps)  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    losses: list[float] = []
    for part in parts:
        texts = [(one.quoted, text) for one, false in part for text in (*one.faithful, *false)]
        sizes = [size for one, false in part for size in (len(one.faithful), len(false))]
        logits = run(network.train(), tokenizer, texts).split(sizes)
        loss = torch.stack([surprise(*two) for two in zip(logits[::2], logits[1::2], strict=True)]).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if len(losses) % 20 == 0:
            print(f"step {len(losses)}: {np.mean(losses[-20:]):.4f}, {time.monotonic() - began:.0f} s", flush=True)


def draw_parts(written: Sequence[Written]) -> Iterator[Part]:
    """Yield all quotations again and again in random order, about as long ones together, with false sentences."""
    chance = random.Random(1)
    while True:
        order = sorted(written, key=lambda one: len(one.quoted) + 60 * chance.random())
        parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
        chance.shuffle(parts)
        for part in parts:
            yield [(one, draw_false(one, written, chance)) for one in part]


def draw_false(one: Written, others: Sequence[Written], chance: random.Random) -> list[str]:
    """Return the false sentences of a quotation, and one that was not written on it."""
    strange = chance.choice(others)
    sorts = one.made, one.made, one.near, strange.faithful if strange.quoted != one.quoted else ()
    drawn = chance.choice([some for some in sorts if some])
    return [*one.false, chance.choice(drawn)]


def report(network: Entailment, tokenizer: Tokenizer, written: Sequence[Written]) -> None:
    """Print how well faithful sentences are told from false ones."""
    kept: list[float] = []
    false: list[float] = []
    with torch.inference_mode():
        for one in written:
            texts = [(one.quoted, text) for text in (*one.faithful, *one.false)]
            logits = run(network.eval(), tokenizer, texts).tolist()
            kept += logits[: len(one.faithful)]
            false += logits[len(one.faithful) :]
    area = np.mean([np.mean(np.array(kept) > each) for each in false])
    shares = [f"{np.mean(np.array(false) < np.quantile(kept, 1 - share)):.3f} at {share}" for share in (0.9, 0.85, 0.7)]
    print(f"AUROC {area:.4f}, dropped where so many are kept: {', '.join(shares)}", flush=True)


def main(start: str) -> None:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    origin, learnt = find_model(DEFAULT_MODEL), load_learnt()
    left = [list_written(block) for block in load_pairs(CHOSEN_BY)]
    tokenizer: Tokenizer = Tokenizer.from_file(f"{origin}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Entailment(origin)
    network.set_changed(Path(start))
    parts = draw_parts(learnt)
    train(network, tokenizer, islice(parts, STEPS[0]), STEPS[0], RATES[0])
    make_thin(network, origin)
    train(network, tokenizer, islice(parts, STEPS[1]), STEPS[1], RATES[1])
    report(network, tokenizer, left)
    write_weights({name: weights.numpy() for name, weights in list_changes(network)}, WEIGHTS)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
