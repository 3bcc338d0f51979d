"""Train the reranker: python tests/quality/training/train_reranker.py HOMES (indexes of news, clapnq, squad2)

It learns from the sentences that the product would put first, those that hold the answer beside those that do not. It
is trained twice: on news questions of even months and every other question of clapnq and squad2, to print what it is
worth on the rest; and on all, which is what is kept. The loss is how unlikely the right sentences are among all of a
question and "none of them" (shared normalisation: Clark and Gardner, Simple and Effective Multi-Paragraph Reading
Comprehension, 2018). Two epochs, some minutes on one core; in more it learns the questions by heart. A moving average
is kept.
"""

import copy
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from reranker_network import Reranker
from tokenizers import Tokenizer
from torch.nn.utils.rnn import pad_sequence
from transformers import BertModel

import rag
from index.library.periods import Period
from index.models.convert import DEFAULT_MODEL, find_model
from index.models.reranker_inputs import LAYERS_BELOW as BELOW
from index.models.reranker_inputs import WEIGHTS as RERANKER_WEIGHTS
from index.models.reranker_inputs import Candidate, build_pairs
from index.names.gazetteer import load_gazetteer
from rag.query.question import Question
from rag.retrieval.evidence import gather_evidence
from rag.retrieval.hybrid_search import retrieve_passages
from rag.retrieval.ranking_features import Query, compute_ages
from rag.retrieval.rerank import LOGIT_WEIGHT, rerank_evidence

DATA = Path(__file__).parents[4] / "shared" / "data"
LAYERS, DROPOUT, TOGETHER, EPOCHS, BESIDE = 2, 0.1, 4, 2, 8
RATES = 1.5e-4, 1e-3  # of the layers, which know something already, and of what stands upon them
WORDS = 0.3  # what it counts to find the answer's words in a sentence, beside finding the sentence
NO_LINK = -1e4

Known = dict[str, Any]
Right = Callable[[Known, str, str], bool]


@dataclass
class Example:
    """A question and a sentence: tokens, whether the sentence answers, with which tokens, and its features."""

    ids: torch.Tensor
    types: torch.Tensor
    marks: torch.Tensor
    answer: torch.Tensor
    right: bool
    known: float
    states: torch.Tensor


def examples(home: Path, questions: Sequence[Known], right: Right, tokenizer: Tokenizer) -> list[list[Example]]:
    with closing(rag.open(home)) as record:
        found = [(one, candidates(record, one)) for one in questions]
    return [[example(one, *each, right=right, tokenizer=tokenizer) for each in told] for one, told in found]


def candidates(record: rag.Record, known: Known) -> list[tuple[str, Candidate, float]]:
    """Return the best sentences before reranking: their articles and their logits."""
    question = Question.parse(known["question"], load_gazetteer())
    if not question.topic:
        return []
    day, text = Period.parse(known["asked"]).last if known.get("asked") else None, record._read_text
    query = Query(record.encoder.encode_query(question.text), question.topic, day)
    hits = retrieve_passages(record.index, query, np.ones(len(record.index.passages), dtype=bool))
    evidence = gather_evidence(record.index, question, query.vector, hits, text)
    days = compute_ages(record.index, evidence.columns.articles, day) if day else None
    best = rerank_evidence(question.text, days, evidence, lambda _, sentences: [0.0] * len(sentences))[:BESIDE]
    return [
        (one.entry.id, Candidate(one.entry.title, one.span.slice(text(one.entry))), order)
        for one, order in zip(best, best.orders.tolist(), strict=True)
    ]


def example(
    known: Known, article: str, candidate: Candidate, order: float, *, right: Right, tokenizer: Tokenizer
) -> Example:
    is_right = right(known, article, candidate.sentence)
    (pair,) = build_pairs(tokenizer, known["question"], [candidate])
    spans = [*answers(known, candidate.sentence)] or [(0, len(candidate.sentence))] if is_right else []
    words = tokenizer.encode(candidate.sentence, add_special_tokens=False).offsets
    holds = [any(start < end_ and end > start_ for start_, end_ in spans) for start, end in words]
    answer = np.zeros(len(pair.ids), dtype=bool)
    told = np.flatnonzero(pair.marks)
    answer[told] = holds[: len(told)]
    return Example(*map(torch.from_numpy, pair), torch.from_numpy(answer), is_right, order, torch.empty(0))


def answers(known: Known, sentence: str) -> Iterator[tuple[int, int]]:
    for answer in flat(known["answer"]):
        if words := re.findall(r"\w+", answer.lower()):
            pattern = r"\b" + r"\W+".join(map(re.escape, words)) + r"\b"
            yield from (match.span() for match in re.finditer(pattern, sentence.lower()))


def holds_answer(known: Known, _article: str, sentence: str) -> bool:
    return any(f" {spelt(one)} " in f" {spelt(sentence)} " for one in flat(known["answer"]) if spelt(one))


def holds_quote(known: Known, article: str, sentence: str) -> bool:
    quotes = [one["quote"] for one in known["evidence"] if one["article_id"] == article and one["quote"]]
    return any(sentence in quote or quote in sentence for quote in quotes)


def spelt(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"\w+", plain))


def flat(answer: Any) -> Iterator[str]:  # noqa: ANN401 (an answer, or a list of lists of its forms)
    if isinstance(answer, list):
        for one in answer:
            yield from flat(one)
    elif answer is not None:
        yield str(answer)


def read_below(groups: Sequence[Sequence[Example]], below: BertModel) -> None:
    every = sorted((one for group in groups for one in group), key=lambda one: len(one.ids))
    for start in range(0, len(every), 64):
        part = every[start : start + 64]
        ids = pad_sequence([one.ids for one in part], batch_first=True)
        types = pad_sequence([one.types for one in part], batch_first=True)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            states = below(input_ids=ids, token_type_ids=types, attention_mask=(ids != 0).long()).last_hidden_state
        for one, row in zip(part, states.bfloat16(), strict=True):
            one.states = row[: len(one.ids)].clone()


def run(reranker: Reranker, part: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    states = pad_sequence([one.states.float() for one in part], batch_first=True)
    mask = pad_sequence([torch.ones(len(one.ids)) for one in part], batch_first=True)
    told = pad_sequence([one.marks for one in part], batch_first=True)
    with torch.autocast("cpu", torch.bfloat16):
        logits, words = reranker(states, mask, told)
    return logits.float() + torch.tensor([one.known for one in part]), words.float()


def surprise(group: Sequence[Example], logits: torch.Tensor, words: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
    """Return the loss: the negative log likelihood of the right sentences (or of none) and of the answer's tokens."""
    right = torch.tensor([one.right for one in group])
    every, fits = torch.cat([logits, none]), torch.cat([right, ~right.any()[None]])
    loss = torch.logsumexp(every, 0) - torch.logsumexp(every[fits], 0)
    answer = pad_sequence([one.answer for one in group], batch_first=True)
    answer = torch.nn.functional.pad(answer, (0, words.shape[1] - answer.shape[1]))
    rows = answer.any(dim=1)
    told = torch.logsumexp(words[rows].masked_fill(~answer[rows], NO_LINK), 1) - torch.logsumexp(words[rows], 1)
    return loss - WORDS * told.sum() / max(1, len(told))


def train(reranker: Reranker, groups: Sequence[Sequence[Example]]) -> Reranker:
    none, averaged = torch.nn.Parameter(torch.zeros(1)), copy.deepcopy(reranker)
    upon = [weights for name, weights in reranker.named_parameters() if not name.startswith("layers.")]
    sorts = [{"params": part} for part in ([*reranker.layers.parameters()], [*upon, none])]
    optimizer = torch.optim.AdamW(sorts, weight_decay=0.01)
    generator = np.random.default_rng(0)
    orders = [generator.permutation(len(groups)) for _ in range(EPOCHS)]
    starts = range(0, len(groups), TOGETHER)
    parts = [[groups[row] for row in order[start : start + TOGETHER]] for order in orders for start in starts]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, list(RATES), total_steps=len(parts) + 1, pct_start=0.1)
    for step, part in enumerate(parts, 1):
        logits, words = run(reranker.train(), [one for group in part for one in group])
        sizes = [len(group) for group in part]
        each = zip(part, logits.split(sizes), words.split(sizes), strict=True)
        loss = sum(surprise(*one, none) for one in each) / len(part)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reranker.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            for kept, new in zip(averaged.parameters(), reranker.parameters(), strict=True):
                kept.lerp_(new, 1 - min(0.99, step / (step + 10)))
    return averaged.eval()


def first_of(groups: Sequence[Sequence[Example]], weigh: Callable[[Sequence[Example]], Sequence[float]]) -> str:
    """Return how often a right sentence comes first, and among the first three."""
    orders = [np.argsort(-np.array(weigh(group)), kind="stable") for group in groups]
    best = [[group[row].right for row in order[:3]] for group, order in zip(groups, orders, strict=True)]
    return f"{np.mean([any(right[:1]) for right in best]):.3f} / {np.mean([any(right) for right in best]):.3f}"


def weigh(reranker: Reranker) -> Callable[[Sequence[Example]], Sequence[float]]:
    def read(group: Sequence[Example]) -> Sequence[float]:
        known = torch.tensor([one.known for one in group])
        with torch.inference_mode():
            logits: list[float] = (known + LOGIT_WEIGHT * (run(reranker, group)[0] - known)).tolist()
        return logits

    return read


def is_learnt(row: int, known: Known) -> bool:
    """Return the half to train on first: questions of even months if they have a date, else even rows."""
    return (int(known["asked"][5:7]) if known.get("asked") else row) % 2 == 0


def new(model: BertModel) -> Reranker:
    """Return a reranker whose layers start as copies of the encoder's upper layers."""
    torch.manual_seed(0)
    reranker = Reranker(model.config, LAYERS, DROPOUT)
    reranker.layers.load_state_dict(model.encoder.layer[BELOW : BELOW + LAYERS].state_dict())
    for linear in (reranker.words, reranker.whole):
        torch.nn.init.zeros_(linear.weight)
        torch.nn.init.zeros_(linear.bias)
    torch.nn.init.normal_(reranker.marks.weight, std=0.02)
    return reranker


SETS = {
    "news": ("news", holds_answer),
    "clapnq": ("abstention/clapnq", holds_quote),
    "squad2": ("abstention/squad2", holds_quote),
}


def main(homes: Path) -> None:
    origin = Path(find_model(DEFAULT_MODEL))
    model = BertModel.from_pretrained(origin).eval()
    tokenizer = Tokenizer.from_file(str(origin / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    learnt, left = [], {}
    for name, (folder, right) in SETS.items():
        questions = [json.loads(line) for line in (DATA / folder / "questions.jsonl").read_text().splitlines()]
        found = [*zip(questions, examples(homes / name, questions, right, tokenizer), strict=True)]
        learnt += [group for row, (one, group) in enumerate(found) if group and is_learnt(row, one)]
        left[name] = [(one, group) for row, (one, group) in enumerate(found) if group and not is_learnt(row, one)]
    rest = [group for found in left.values() for _, group in found]
    below = copy.deepcopy(model)
    below.encoder.layer = below.encoder.layer[:BELOW]
    read_below([*learnt, *rest], below)
    half = train(new(model), learnt)
    for name, found in left.items():
        groups = [group for one, group in found if any(known["quote"] for known in one["evidence"])]
        before, after = first_of(groups, lambda group: [one.known for one in group]), first_of(groups, weigh(half))
        print(f"{name}: a right sentence first / among the first three before {before}, after {after}", flush=True)
    train(new(model), [*learnt, *rest]).save(RERANKER_WEIGHTS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
