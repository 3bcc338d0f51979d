"""Draw the trade-off of the abstention threshold: python tests/quality/training/draw_risk.py

It writes docs/risk.svg: of the questions that are answered at each threshold, the best first, the part that nothing on
record answers (risk), against the part of all questions that is answered (coverage); and prints how well the score
tells the two kinds apart (AUROC). News questions whose articles are taken out are told from those whose are left in.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib import pyplot as plt

import index
import rag
from rag.retrieval.answerability import MIN_SCORE

ROOT = Path(__file__).parents[3]
DATA, WHERE = ROOT.parent / "shared" / "data", ROOT / "docs" / "risk.svg"
SETS = {"abstention/clapnq": "encyclopaedia, near misses", "abstention/squad2": "reading, near misses"}
QUESTIONS, OTHERS = 20, 500
"""The share of news questions that is asked, and the number of other articles beside theirs."""

Records = list[dict[str, Any]]
Judged = list[tuple[float, bool]]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def main() -> None:
    mpl.rcParams["svg.hashsalt"] = "onrecord"  # the same figures give the same file
    figure, axes = plt.subplots(figsize=(6, 3.5), layout="constrained")
    for name, judged in sets():
        scores, answerable = map(np.array, zip(*sorted(judged, reverse=True), strict=True))
        answered = np.arange(1, len(scores) + 1)
        risk = np.cumsum(~answerable) / answered
        at = int((scores >= MIN_SCORE).sum())
        axes.plot(answered / len(scores), risk, label=f"{name} (AUROC {auroc(scores, answerable):.2f})")
        axes.plot(at / len(scores), risk[at - 1], "o", color=axes.lines[-1].get_color())
        refused = float((scores[~answerable] < MIN_SCORE).mean()), float((scores[answerable] < MIN_SCORE).mean())
        print(f"{name}: AUROC {auroc(scores, answerable):.3f}, at {MIN_SCORE} refused {refused[0]:.3f} of the "
              f"unanswerable and {refused[1]:.3f} of the answerable")  # fmt: skip
    axes.set(
        xlabel="coverage: part of the questions answered", ylabel="risk: part of these not answerable", ylim=(0, 0.6)
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")
    figure.savefig(WHERE, metadata={"Date": None})


def sets() -> Iterator[tuple[str, Judged]]:
    for folder, name in SETS.items():
        questions = lines(DATA / folder / "questions.jsonl")
        with TemporaryDirectory() as home:
            take_in(Path(home), articles_of(folder))
            scores = asked(Path(home), questions)
        yield name, [(score, one["answerable"]) for score, one in zip(scores, questions, strict=True)]
    yield "news, articles taken out", news()


def news() -> Judged:
    """Ask every question twice: with its articles in the index, and after they have been removed."""
    questions = lines(DATA / "news" / "questions.jsonl")[::QUESTIONS]
    wanted = {known["article_id"] for one in questions for known in one["evidence"]}
    articles = articles_of("news")
    others = [one for one in articles if one["id"] not in wanted][:OTHERS]
    with TemporaryDirectory() as name:
        home = Path(name)
        take_in(home, [*others, *(one for one in articles if one["id"] in wanted)])
        there = [(score, True) for score in asked(home, questions)]
        index.remove(home, sorted(wanted))
        return there + [(score, False) for score in asked(home, questions)]


def take_in(home: Path, articles: Records) -> None:
    path = home / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    index.bring_up_to_date(home, [str(path)])


def asked(home: Path, questions: Records) -> list[float]:
    with closing(rag.open(home)) as record:
        return [record.ask(one["question"], asked=one.get("asked"), keep=False).confidence for one in questions]


def auroc(scores: Numbers, right: Mask) -> float:
    """Return the AUROC: how often an answerable question scores higher than another; ties count half."""
    pairs = scores[right][:, None] - scores[~right][None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def articles_of(folder: str) -> Records:
    with gzip.open(DATA / folder / "articles.jsonl.gz", "rt") as text:
        return [json.loads(line) for line in text]


def lines(path: Path) -> Records:
    return [json.loads(line) for line in path.read_text().splitlines()]


if __name__ == "__main__":
    sys.exit(main())
