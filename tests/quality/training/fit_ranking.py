"""Fit the weights of the ranking features: python tests/quality/training/fit_ranking.py HOME QUESTIONS.jsonl

Articles are ranked by their best passage, and the likelihood of those that hold the evidence is raised (ListNet's loss
of the first place: Cao et al., Learning to Rank, 2007). Each third of the questions is also ranked with weights fitted
on the others; the mean of that is what the weights are worth.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import rag
from index.library.periods import Period
from index.names.gazetteer import load_gazetteer
from rag import KnownQuestion
from rag.query.question import Question
from rag.retrieval.hybrid_search import find_candidates
from rag.retrieval.ranking_features import FEATURES, Query, compute_features

EPOCHS, BATCH, RATE, FOLDS = 6, 16, 0.01, 3
TIMELESS = len(FEATURES) - 2
GAINS = 1 / np.log2(np.arange(2, 12))


@dataclass
class Case:
    """The candidates of a question: their features, their articles, and which articles hold the evidence."""

    signals: torch.Tensor
    owners: torch.Tensor
    right: torch.Tensor
    known: int

    def articles(self, scores: torch.Tensor) -> torch.Tensor:
        return torch.full((len(self.right),), -1e9).scatter_reduce(0, self.owners, scores, reduce="amax")

    def ndcg(self, weights: torch.Tensor) -> float:
        order = self.articles(self.signals @ weights).argsort(descending=True)[:10]
        return float((self.right[order].numpy() * GAINS[: len(order)]).sum() / GAINS[: self.known].sum())


def case(record: rag.Record, known: KnownQuestion, *, dated: bool) -> Case:
    question = Question.parse(known.question, load_gazetteer())
    day = Period.parse(known.asked).last if dated and known.asked else None
    query = Query(record.encoder.encode_query(known.question), question.topic, day)
    stories = record.index.terms.search_articles(query.terms, 1000)
    passages, words = find_candidates(record.index, query, stories, np.ones(len(record.index.passages), dtype=bool))
    rows, owners = np.unique(record.index.article_of_passage[passages], return_inverse=True)
    wanted = {one.article_id for one in known.evidence}
    right = [float(record.index.articles[row].id in wanted) for row in rows.tolist()]
    told = torch.from_numpy(compute_features(record.index, query, passages, words, stories))
    return Case(told, torch.from_numpy(owners), torch.tensor(right), min(10, len(wanted)))


def fit(cases: list[Case], columns: int, frozen: torch.Tensor | None = None) -> torch.Tensor:
    torch.manual_seed(0)
    spread = torch.cat([one.signals for one in cases]).std(0) + 1e-6
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    used = torch.arange(len(FEATURES)) < columns if frozen is None else torch.arange(len(FEATURES)) >= TIMELESS
    steps = torch.optim.AdamW([weights], lr=RATE, weight_decay=1e-3)
    for _ in range(EPOCHS):
        for start in torch.randperm(len(cases)).split(BATCH):
            loss = torch.zeros(())
            for one in (cases[row] for row in start.tolist()):
                if one.right.any():
                    own = weights * used / spread + (0 if frozen is None else frozen * ~used)
                    scores = one.articles(one.signals @ own)
                    loss = loss - (torch.log_softmax(scores, 0) * one.right).sum() / one.right.sum()
            steps.zero_grad()
            loss.backward()
            steps.step()
    return (weights * used / spread + (0 if frozen is None else frozen * ~used)).detach()


def held_out(cases: list[Case], columns: int, frozen: torch.Tensor | None = None) -> float:
    order = np.random.default_rng(0).permutation(len(cases))
    values = []
    for part in np.array_split(order, FOLDS):
        kept = set(part.tolist())
        weights = fit([one for row, one in enumerate(cases) if row not in kept], columns, frozen)
        values += [cases[row].ndcg(weights) for row in part.tolist()]
    return float(np.mean(values))


def main(home: Path, questions: Path) -> None:
    record = rag.open(home)
    known = [one for one in KnownQuestion.load(questions) if one.evidence]
    timeless = [case(record, one, dated=False) for one in known]
    weights = fit(timeless, TIMELESS)
    print(f"without the day of asking: nDCG@10 held out {held_out(timeless, TIMELESS):.4f}")
    dated = [case(record, one, dated=True) for one in known]
    print(f"with it: {held_out(dated, len(FEATURES), weights):.4f}")
    for name, weight in zip(FEATURES, fit(dated, len(FEATURES), weights).tolist(), strict=True):
        print(f"{name}: {weight:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
