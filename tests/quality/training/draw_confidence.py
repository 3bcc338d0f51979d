"""Draw how well confidence is calibrated: python tests/quality/training/draw_confidence.py

It writes docs/confidence.svg: the precision and the recall of the statements above each confidence.
"""

import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

sys.path.insert(0, str(Path(__file__).parents[1] / "attribution"))
from test_statements_on_a_corpus import judged, read_all

WHERE = Path(__file__).parents[3] / "docs" / "confidence.svg"


def main() -> None:
    articles = read_all()
    confidences, right = map(np.array, zip(*sorted(judged(articles), reverse=True), strict=True))
    there = sum(len(article.marked) for article in articles)
    found = np.cumsum(right)
    precision, recall = found / np.arange(1, len(right) + 1), found / there
    mpl.rcParams["svg.hashsalt"] = "onrecord"  # the same figures give the same file
    figure, axes = plt.subplots(figsize=(6, 3.5), layout="constrained")
    axes.plot(confidences, precision, label="precision of those at least so confident")
    axes.plot(confidences, recall, label="recall of those at least so confident")
    axes.set(xlabel="confidence", ylim=(0, 1), xlim=(1, 0))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower center")
    figure.savefig(WHERE, metadata={"Date": None})
    for least in (0.9, 0.8, 0.5, 0.2):
        kept = int((confidences >= least).sum())
        print(f"from {least} on: {kept} statements, precision {precision[kept - 1]:.2f}, recall {recall[kept - 1]:.2f}")


if __name__ == "__main__":
    main()
