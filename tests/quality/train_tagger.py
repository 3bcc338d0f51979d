"""Train the tagging branch: python tests/quality/train_tagger.py FOLDER, which holds train.jsonl.gz and dev.jsonl.gz

Each line is an article with its attributions, {"id", "text", "attributions": [{"source", "cue", "content"}]}, each part
a list of [start, end). What the encoder makes of them below the branch is computed once and kept in memory, 1.3 GB; an
epoch then takes some seven minutes on two cores. The weights that are kept are a moving average, which stands for a
falling rate of learning, as it was after the last two epochs (Izmailov et al., Averaging Weights Leads to Wider
Optima, 2018).
"""

import copy
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import AutoModel

from index.models.convert import DEFAULT_MODEL, find_model
from index.models.tagger_network import Tagger
from index.models.tags import CONTENT, CUE, SOURCE
from index.text.passages import split_passages

LAYERS, DROPOUT, EPOCHS, TOKENS = 3, 0.25, 5, 2600
RATES = 1.5e-4, 1e-3  # of the layers, which know something already, and of what stands upon them
POINTING = 0.15  # what it counts to point rightly, beside tagging rightly
KINDS = {"source": SOURCE, "cue": CUE, "content": CONTENT}


@dataclass
class Example:
    """A passage: its tokens, which of them begin words, and for each word its label and its target word (0: none)."""

    ids: list[int]
    words: list[int]
    labels: list[int]
    sources: list[int]
    cues: list[int]
    states: torch.Tensor


class Batch(NamedTuple):
    states: torch.Tensor
    mask: torch.Tensor
    words: torch.Tensor
    there: torch.Tensor
    labels: torch.Tensor
    pointers: tuple[torch.Tensor, torch.Tensor]


def examples(path: Path, tokenizer: Tokenizer, below: torch.nn.Module) -> list[Example]:
    inner = {number for mark, number in tokenizer.get_vocab().items() if mark.startswith("##")}
    with gzip.open(path, "rt") as lines:
        found = [one for line in lines for one in passages(json.loads(line), tokenizer, inner)]
    for start in range(0, len(found), 32):
        part = sorted(found, key=lambda one: len(one.ids))[start : start + 32]
        ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(one.ids) for one in part], batch_first=True)
        with torch.inference_mode():
            states = below(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state.half()
        for one, row in zip(part, states, strict=True):
            one.states = row[: len(one.ids)].clone()
    return found


def passages(article: dict[str, object], tokenizer: Tokenizer, inner: set[int]) -> Iterator[Example]:
    text = str(article["text"])
    kinds, owners, begins = np.zeros(len(text), int), np.full(len(text), -1), set()
    for number, attribution in enumerate(article["attributions"]):
        for part, kind in KINDS.items():
            for start, end in attribution[part]:
                kinds[start:end], owners[start:end] = kind, number
                begins.add(start)
    for passage in split_passages(text):
        tokens = tokenizer.encode(passage.span.slice(text))
        pairs = zip(tokens.ids, tokens.offsets, strict=True)
        words = [place for place, (mark, (start, end)) in enumerate(pairs) if mark not in inner and end > start]
        at = [passage.span.start + tokens.offsets[place][0] for place in words]
        yield Example(tokens.ids, words, *marked(at, kinds, owners, begins), torch.empty(0))


def marked(at: Sequence[int], kinds: np.ndarray, owners: np.ndarray, begins: set[int]) -> tuple[list[int], ...]:
    """Return the label of each word, and the number of the word that it points to, counted from 1."""
    labels, firsts = [], {}
    for number, place in enumerate(at):
        kind, owner = kinds[place], owners[place]
        goes_on = number and place not in begins and (kinds[at[number - 1]], owners[at[number - 1]]) == (kind, owner)
        labels.append(int(2 * kind - (not goes_on)) if kind else 0)
        if kind:
            firsts.setdefault((kind, owner), number + 1)
    aims = [
        [firsts.get((kind, owners[place]), 0) if kinds[place] > kind else -1 for place in at] for kind in (SOURCE, CUE)
    ]
    return labels, aims[0], aims[1]


def batches(found: Sequence[Example], chance: np.random.Generator) -> list[list[Example]]:
    """Yield batches of passages of similar length, TOKENS tokens each."""
    made: list[list[Example]] = [[]]
    for one in sorted(found, key=lambda one: len(one.ids) + 12 * chance.random()):
        if made[-1] and (len(made[-1]) + 1) * len(one.ids) > TOKENS:
            made.append([])
        made[-1].append(one)
    chance.shuffle(made)
    return made


def collate(part: Sequence[Example]) -> Batch:
    def pad(rows: Sequence[Sequence[int]], empty: int = 0) -> torch.Tensor:
        tensors = [torch.tensor(row, dtype=torch.long) for row in rows]
        return torch.nn.utils.rnn.pad_sequence(tensors, batch_first=True, padding_value=empty)

    states = torch.nn.utils.rnn.pad_sequence([one.states.float() for one in part], batch_first=True)
    there = pad([[1] * len(one.words) for one in part]).bool()
    pointers = pad([one.sources for one in part], -1), pad([one.cues for one in part], -1)
    mask = pad([[1] * len(one.ids) for one in part])
    return Batch(states, mask, pad([one.words for one in part]), there, pad([one.labels for one in part]), pointers)


def run(tagger: Tagger, batch: Batch) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Return the label scores of each word, and its scores for pointing at no word and at each word."""

    labels, towards = tagger(batch.states, batch.mask)
    words = batch.words
    aims = torch.nn.functional.pad(words, (1, 0))[:, None, None].expand(-1, 2, words.shape[1], -1)
    rows = towards.gather(2, words[:, None, :, None].expand(-1, 2, -1, towards.shape[3]))
    hidden = torch.nn.functional.pad(~batch.there, (1, 0))[:, None, None]
    pointing = rows.gather(3, aims).masked_fill(hidden, -1e4)
    return labels.gather(1, words[:, :, None].expand(-1, -1, labels.shape[2])), [pointing[:, 0], pointing[:, 1]]


def surprise(tagger: Tagger, scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the negative log likelihood of the right labels per word (CRF: Lafferty et al., 2001)."""
    labels, there, steps = batch.labels, batch.there, tagger.transitions
    fits = scores.gather(2, labels[:, :, None])[:, :, 0]
    every, right = tagger.start + scores[:, 0], tagger.start[labels[:, 0]] + fits[:, 0]
    for word in range(1, scores.shape[1]):
        on = torch.logsumexp(every[:, :, None] + steps, dim=1) + scores[:, word]
        every = torch.where(there[:, word, None], on, every)
        right = right + there[:, word] * (steps[labels[:, word - 1], labels[:, word]] + fits[:, word])
    return (torch.logsumexp(every, dim=1) - right).sum() / there.sum()


def train(tagger: Tagger, found: Sequence[Example], tests: Sequence[Example]) -> Tagger:
    layers = {id(weights) for weights in tagger.layers.parameters()}
    parts = [[w for w in tagger.parameters() if (id(w) in layers) == within] for within in (True, False)]
    groups = [{"params": part, "lr": rate} for part, rate in zip(parts, RATES, strict=True)]
    chance, averaged, step = np.random.default_rng(0), copy.deepcopy(tagger), 0
    after: list[dict[str, torch.Tensor]] = []  # the moving average after each epoch
    optimizer = torch.optim.AdamW(groups, weight_decay=0.02)
    most = EPOCHS * (len(batches(found, chance)) + 4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, list(RATES), total_steps=most, pct_start=0.1)
    for epoch in range(EPOCHS):
        for part in batches(found, chance):
            batch, step = collate(part), step + 1
            scores, pointing = run(tagger.train(), batch)
            loss = surprise(tagger, scores, batch)
            for towards, right in zip(pointing, batch.pointers, strict=True):
                if (right >= 0).any():
                    loss = loss + POINTING * cross_entropy(towards[right >= 0], right[right >= 0])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for kept, new in zip(averaged.parameters(), tagger.parameters(), strict=True):
                    kept.lerp_(new, 1 - min(0.995, step / (step + 10)))
        print(f"epoch {epoch + 1}:", tokens_right(averaged.eval(), tests), flush=True)
        after.append({name: weights.clone() for name, weights in averaged.state_dict().items()})
    averaged.load_state_dict({name: (after[-1][name] + after[-2][name]) / 2 for name in after[-1]})
    return averaged


def tokens_right(tagger: Tagger, tests: Sequence[Example]) -> dict[str, float]:
    """Return the F1 of each label, over single words."""
    pairs: list[np.ndarray] = []
    with torch.inference_mode():
        for part in batches(tests, np.random.default_rng(0)):
            batch = collate(part)
            scores, _ = run(tagger, batch)
            pairs.append(torch.stack([scores.argmax(dim=2)[batch.there], batch.labels[batch.there]]).numpy())
    found, right = (np.concatenate(pairs, axis=1) + 1) // 2
    both = {part: int(((found == kind) & (right == kind)).sum()) for part, kind in KINDS.items()}
    sums = {part: int((found == kind).sum() + (right == kind).sum()) for part, kind in KINDS.items()}
    return {part: round(2 * both[part] / max(1, sums[part]), 4) for part in KINDS}


def main(folder: Path) -> None:
    torch.manual_seed(0)
    origin = find_model(DEFAULT_MODEL)
    model = AutoModel.from_pretrained(origin)
    tokenizer = Tokenizer.from_file(str(Path(origin) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.config.max_position_embeddings)
    tagger = Tagger(model.config, LAYERS, DROPOUT)
    tagger.layers.load_state_dict(copy.deepcopy(model.encoder.layer[-LAYERS:]).state_dict())
    model.encoder.layer = model.encoder.layer[:-LAYERS]
    read = [examples(folder / f"{name}.jsonl.gz", tokenizer, model.eval()) for name in ("train", "dev")]
    train(tagger, *read).save()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
