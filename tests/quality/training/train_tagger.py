"""Train the tagging branch: python tests/quality/training/train_tagger.py FOLDER

FOLDER holds train.jsonl.gz and dev.jsonl.gz, an annotated article a line, {"id", "text", "attributions": [{"source",
"cue", "content"}]}, each part a list of [start, end); and plain.jsonl.gz, articles without annotations, {"id", "text"}.

Five teachers are whole encoders, each trained on four fifths of the annotated articles and on altered copies of them.
The branch learns from the annotations, and from the mean of what the teachers answer (Hinton et al., Distilling the
Knowledge in a Neural Network, 2015): of an annotated passage what its one teacher answers that was not trained on it,
of a passage without annotations what all five answer. The weights that are kept of each network are a moving average
as it was after the last two epochs (Izmailov et al., Averaging Weights Leads to Wider Optima, 2018).

It uses a GPU where there is one. Estimated times: half an hour on an H100, two days on two cores of a CPU.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tagger_examples import KINDS, Example, make_copies, make_examples, make_plain_examples, read_articles
from tagger_network import Tagger
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, log_softmax, pad
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from index.models.convert import DEFAULT_MODEL, find_model
from index.models.tagging.tags import LABELS

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
LAYERS, DROPOUT, TOKENS, TEACHERS = 3, 0.25, 4000, 5
POINTING = 0.15  # weight of the loss of the pointers, beside that of the labels
ANNOTATED = 0.4  # weight of the annotations, where a passage has a teacher's answer as well
IMPOSSIBLE, MASK_TOKEN, FIRST_WORD_TOKEN = -1e4, 103, 104


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: learning rates of the layers and of what is above them, and words that are masked."""

    epochs: int
    rates: tuple[float, float]
    masked: float = 0.0
    trains_encoder: bool = False


TEACHER = Recipe(epochs=5, rates=(1.5e-4, 1e-3), masked=0.03, trains_encoder=True)
BRANCH = Recipe(epochs=11, rates=(3e-4, 1.5e-3))


class Network(torch.nn.Module):
    """The encoder's embeddings and lower layers, and the tagging branch upon them, initialised from its upper ones."""

    def __init__(self, recipe: Recipe) -> None:
        """Load the encoder."""
        super().__init__()
        self.below = AutoModel.from_pretrained(find_model(DEFAULT_MODEL))
        self.tagger = Tagger(self.below.config, LAYERS, DROPOUT)
        self.tagger.layers.load_state_dict(self.below.encoder.layer[-LAYERS:].state_dict())
        self.below.encoder.layer = self.below.encoder.layer[:-LAYERS]
        self.below.pooler = None
        self.recipe = recipe
        self.below.requires_grad_(recipe.trains_encoder)

    def forward(self, batch: "Batch") -> tuple[torch.Tensor, torch.Tensor]:
        """Return the label scores of each word, and its pointer scores to nothing and to each word."""
        self.below.train(self.training and self.recipe.trains_encoder)
        ids = batch.ids
        if self.training and self.recipe.masked:
            chosen = (torch.rand(ids.shape, device=DEVICE) < self.recipe.masked) & (ids >= FIRST_WORD_TOKEN)
            ids = ids.masked_fill(chosen, MASK_TOKEN)
        states = self.below(input_ids=ids, attention_mask=batch.mask).last_hidden_state
        labels, towards = self.tagger(states, batch.mask)
        words = batch.words
        aims = pad(words, (1, 0))[:, None, None].expand(-1, 2, words.shape[1], -1)
        rows = towards.gather(2, words[:, None, :, None].expand(-1, 2, -1, towards.shape[3]))
        hidden = pad(~batch.there, (1, 0))[:, None, None]
        pointing = rows.gather(3, aims).masked_fill(hidden, IMPOSSIBLE)
        return labels.gather(1, words[:, :, None].expand(-1, -1, LABELS)), pointing


class Batch(NamedTuple):
    """Passages side by side; `scores` and `pointing` are the teachers' mean answers, or None."""

    ids: torch.Tensor
    mask: torch.Tensor
    words: torch.Tensor
    there: torch.Tensor
    labels: torch.Tensor
    pointers: tuple[torch.Tensor, torch.Tensor]
    scores: torch.Tensor | None
    pointing: torch.Tensor | None


class Chain(NamedTuple):
    """The scores of each label at the start of a passage and after another."""

    start: torch.Tensor
    transitions: torch.Tensor


def make_batches(examples: Sequence[Example], chance: np.random.Generator) -> Iterator[list[Example]]:
    """Return passages of like length together, TOKENS in all; annotated ones apart from the others."""
    made: list[list[Example]] = []
    for annotated in (True, False):
        part = [example for example in examples if example.annotated == annotated]
        made.append([])
        for example in sorted(part, key=lambda example: len(example.ids) + 12 * chance.random()):
            if made[-1] and (len(made[-1]) + 1) * len(example.ids) > TOKENS:
                made.append([])
            made[-1].append(example)
    for number in chance.permutation(len(made)).tolist():
        if made[number]:
            yield made[number]


def collate(part: Sequence[Example], *, taught: bool = False) -> Batch:
    """Return passages as padded tensors on the device, with the teachers' mean answers if `taught`."""

    def pad_rows(rows: Sequence[Sequence[int]], empty: int = 0) -> torch.Tensor:
        tensors = [torch.tensor(row, dtype=torch.long) for row in rows]
        return pad_sequence(tensors, batch_first=True, padding_value=empty).to(DEVICE)

    there = pad_rows([[1] * len(example.words) for example in part]).bool()
    scores = pointing = None
    if taught:
        length = there.shape[1]
        means = [torch.stack(example.scores).float().mean(dim=0) for example in part]
        scores = pad_sequence(means, batch_first=True).to(DEVICE)
        shares = [torch.stack(example.pointing).float().mean(dim=0) for example in part]
        missing = [length - share.shape[1] for share in shares]
        padded = [pad(share, (0, more, 0, more)) for share, more in zip(shares, missing, strict=True)]
        pointing = torch.stack(padded).to(DEVICE)
    return Batch(
        pad_rows([example.ids for example in part]),
        pad_rows([[1] * len(example.ids) for example in part]),
        pad_rows([example.words for example in part]),
        there,
        pad_rows([example.labels for example in part]),
        (pad_rows([example.sources for example in part], -1), pad_rows([example.cues for example in part], -1)),
        scores,
        pointing,
    )


def sum_paths(scores: torch.Tensor, there: torch.Tensor, chain: Chain) -> torch.Tensor:
    """Return the log-partition of the chain for each passage (Lafferty et al., 2001), by halving it again and again."""
    stay = (1 - torch.eye(LABELS, device=DEVICE)) * IMPOSSIBLE
    first = chain.start + scores[:, 0]
    steps = torch.where(there[:, 1:, None, None], chain.transitions + scores[:, 1:, None], stay)
    if not steps.shape[1]:
        return torch.logsumexp(first, dim=1)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, stay.expand(len(steps), 1, -1, -1)], dim=1)
        steps = torch.logsumexp(steps[:, 0::2, :, :, None] + steps[:, 1::2, None], dim=3)
    return torch.logsumexp(first[:, :, None] + steps[:, 0], dim=(1, 2))


def compute_expectations(scores: torch.Tensor, there: torch.Tensor, chain: Chain) -> list[torch.Tensor]:
    """Return how often a chain expects each label of each word, each label first, and each label after another."""
    with torch.enable_grad():
        inputs = [part.detach().clone().requires_grad_() for part in (scores, chain.start, chain.transitions)]
        total = sum_paths(inputs[0], there, Chain(inputs[1], inputs[2])).sum()
        return list(torch.autograd.grad(total, inputs))


def compute_annotation_loss(tagger: Tagger, scores: torch.Tensor, pointing: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return how unlikely the network makes the labels and pointers that people marked, per word."""
    labels, there, steps = batch.labels, batch.there, tagger.transitions
    fits = (scores.gather(2, labels[:, :, None])[:, :, 0] * there).sum(dim=1)
    right = tagger.start[labels[:, 0]] + fits + (steps[labels[:, :-1], labels[:, 1:]] * there[:, 1:]).sum(dim=1)
    loss = (sum_paths(scores, there, Chain(tagger.start, steps)) - right).sum() / there.sum()
    for half, target in enumerate(batch.pointers):
        missed = cross_entropy(pointing[:, half].transpose(1, 2), target, ignore_index=-1, reduction="sum")
        loss = loss + POINTING * missed / (target >= 0).sum().clamp(min=1)
    return loss


def compute_teaching_loss(
    tagger: Tagger, scores: torch.Tensor, pointing: torch.Tensor, batch: Batch, teacher: Chain
) -> torch.Tensor:
    """Return the cross-entropy of the network with the teachers' distribution over labels and pointers, per word."""
    if batch.scores is None or batch.pointing is None:
        raise ValueError("The batch has no teachers' answers: collate it with taught=True.")
    there, barred = batch.there, tagger.transitions <= IMPOSSIBLE
    labels, first, after = compute_expectations(batch.scores, there, teacher)
    labels = labels * there[:, :, None]
    expected = (labels * scores).sum() + (first * tagger.start).sum() + (after * tagger.follow)[~barred].sum()
    loss = (sum_paths(scores, there, Chain(tagger.start, tagger.transitions)).sum() - expected) / there.sum()
    for half, lowest in enumerate((KINDS["cue"], KINDS["content"])):
        weights = labels[:, :, 2 * lowest - 1 :].sum(dim=2)
        missed = -(batch.pointing[:, half] * log_softmax(pointing[:, half], dim=2)).sum(dim=2)
        loss = loss + POINTING * (missed * weights).sum() / weights.sum().clamp(min=1)
    return loss


def train(name: str, recipe: Recipe, epochs: Sequence[Sequence[Example]], teacher: Chain | None = None) -> Network:
    """Return a network trained on the examples of each epoch."""
    torch.manual_seed(int(name[-1]) if name[-1].isdigit() else 0)
    chance, network = np.random.default_rng(0), Network(recipe).to(DEVICE)
    layers = {id(weights) for weights in (*network.tagger.layers.parameters(), *network.below.parameters())}
    weights = [w for w in network.parameters() if w.requires_grad]
    parts = [[w for w in weights if (id(w) in layers) == within] for within in (True, False)]
    groups = [{"params": part, "lr": rate} for part, rate in zip(parts, recipe.rates, strict=True)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.02)
    plan = [list(make_batches(examples, chance)) for examples in epochs]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, list(recipe.rates), total_steps=1 + sum(map(len, plan)), pct_start=0.1
    )
    averages, after, step = [w.detach().clone() for w in weights], list[list[torch.Tensor]](), 0
    for epoch, batches in enumerate(plan, start=1):
        for part in batches:
            batch, step = collate(part, taught=teacher is not None), step + 1
            outputs = network.train()(batch)
            terms = []
            if part[0].annotated:
                terms.append(compute_annotation_loss(network.tagger, *outputs, batch))
            if teacher:
                terms.append(compute_teaching_loss(network.tagger, *outputs, batch, teacher))
            loss = terms[0] if len(terms) == 1 else ANNOTATED * terms[0] + (1 - ANNOTATED) * terms[1]
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for average, new in zip(averages, weights, strict=True):
                    average.lerp_(new, 1 - min(0.995, step / (step + 10)))
        print(f"{name}, epoch {epoch}: loss {float(loss.detach()):.3f}", flush=True)
        after = [*after[-1:], [average.clone() for average in averages]]
    with torch.no_grad():
        for place, kept in enumerate(weights):
            kept.copy_((after[-1][place] + after[-2][place]) / 2)
    return network.eval()


def collect_answers(network: Network, examples: Sequence[Example]) -> None:
    """Add the answers of a teacher to passages that it was not trained on."""
    for part in make_batches(examples, np.random.default_rng(0)):
        with torch.inference_mode():
            scores, pointing = network(collate(part))
        for row, example in enumerate(part):
            words = len(example.words)
            example.scores.append(scores[row, :words].half().cpu())
            example.pointing.append(pointing[row, :, :words, : words + 1].softmax(dim=2).half().cpu())


def train_teachers(
    annotated: Sequence[Example], copies: Sequence[Sequence[Example]], plain: Sequence[Example]
) -> Chain:
    """Train the teachers and collect their answers; return the mean of their chains."""
    starts, transitions = [], []
    for fold in range(TEACHERS):
        kept, *altered = ([e for e in part if e.article % TEACHERS != fold] for part in (annotated, *copies))
        epochs = [[*kept, *altered[-(1 + epoch) % len(altered)]] for epoch in range(TEACHER.epochs)]
        teacher = train(f"teacher {fold}", TEACHER, epochs)
        collect_answers(teacher, [*(e for e in annotated if e.article % TEACHERS == fold), *plain])
        starts.append(teacher.tagger.start.detach())
        transitions.append(teacher.tagger.transitions.detach())
    return Chain(torch.stack(starts).mean(dim=0), torch.stack(transitions).mean(dim=0))


def score_words(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Return the F1 of the words of each kind, each word with its most probable label."""
    pairs: list[torch.Tensor] = []
    for part in make_batches(examples, np.random.default_rng(0)):
        batch, tagger = collate(part), network.tagger
        with torch.no_grad():
            scores, _ = network(batch)
        labels = compute_expectations(scores, batch.there, Chain(tagger.start, tagger.transitions))[0].argmax(dim=2)
        pairs.append(torch.stack([labels[batch.there], batch.labels[batch.there]]).cpu())
    tagged, right = (torch.cat(pairs, dim=1) + 1) // 2
    both = {part: int(((tagged == kind) & (right == kind)).sum()) for part, kind in KINDS.items()}
    sums = {part: int((tagged == kind).sum() + (right == kind).sum()) for part, kind in KINDS.items()}
    return {part: round(2 * both[part] / max(1, sums[part]), 4) for part in KINDS}


def main(folder: Path) -> None:
    """Train the teachers and the branch, and save the branch."""
    tokenizer = Tokenizer.from_file(str(Path(find_model(DEFAULT_MODEL)) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    articles, tests, texts = (read_articles(folder / f"{name}.jsonl.gz") for name in ("train", "dev", "plain"))
    annotated, plain = make_examples(articles, tokenizer), make_plain_examples(texts, tokenizer)
    teacher = train_teachers(annotated, make_copies(articles, texts, tokenizer), plain)
    branch = train("branch", BRANCH, [[*annotated, *plain]] * BRANCH.epochs, teacher)
    print(score_words(branch, make_examples(tests, tokenizer)))
    branch.tagger.cpu().save()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
