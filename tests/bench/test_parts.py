"""Cost of each search of a question from 10,000 to 10,000,000 passages, with FAISS and tantivy on this machine.

Words have the frequencies of real articles, with some that are rare and new; lengths and names are drawn, too. Vectors
lie around those of real passages. SIZES=10000,100000 makes it smaller; the largest needs 40 GB of disk.
"""

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from index.models.encoder import OpenVinoEncoder
from index.names.gazetteer import NameForm
from index.store import vector_index
from index.store.term_index import TermIndex, name_term
from index.store.terms.documents import DocumentWriter, FieldText, stem_words
from index.store.vector_index import CLUSTERED_FROM, PassageVectors, quantize
from index.text.arrays import Codes, Mask
from index.text.spans import Span

pytestmark = [pytest.mark.bench, pytest.mark.timeout(0)]

SIZES = [int(size) for size in os.environ.get("SIZES", "10000,100000,1000000,10000000").split(",")]
DIMENSIONS, BLOCK = 384, 100_000
PASSAGES_OF_AN_ARTICLE, WORDS_OF_A_PASSAGE = 14.5, 92
NAMES = [NameForm(f"name {number}", (f"N{number}",)) for number in range(300)]
TAIL = 0.003  # share of words that are rare and new
QUESTIONS, DEPTH, BREADTH = 30, 200, 50
SELECTED = 0.1  # share of passages that a filter leaves


class Words:
    """Drawn texts."""

    def __init__(self, counts: Counter[str]) -> None:
        self.chance = np.random.default_rng(1)
        self.words = np.array([word for word, _ in counts.most_common()], dtype=object)
        frequencies = np.array([count for _, count in counts.most_common()], dtype=np.float64)
        self._borders = np.cumsum(frequencies / frequencies.sum())
        by_rank = 1 / np.arange(1, len(NAMES) + 1)
        self._name_borders = np.cumsum(by_rank / by_rank.sum())

    def draw_article(self) -> list[FieldText]:
        lengths = self.chance.poisson(WORDS_OF_A_PASSAGE, self.chance.geometric(1 / PASSAGES_OF_AN_ARTICLE))
        drawn = self.words[self._places(self._borders, int(lengths.sum()))]
        rare = np.flatnonzero(self.chance.random(len(drawn)) < TAIL)
        drawn[rare] = [f"rare{number}" for number in self.chance.integers(5_000_000, size=len(rare))]
        named = self._places(self._name_borders, len(lengths)).tolist()
        ends = np.cumsum(lengths).tolist()
        return [
            FieldText(" ".join(drawn[end - length : end]), [NAMES[name]])
            for end, length, name in zip(ends, lengths.tolist(), named, strict=True)
        ]

    def draw_question(self) -> list[str]:
        """Return a name and four words, none of them among the hundred most frequent."""
        places = 100 + self.chance.integers(8_000, size=4)
        stems = [stem for word in self.words[places] for stem in stem_words(word)]
        return [name_term(f"N{self.chance.integers(40)}"), *stems]

    def _places(self, borders: Any, count: int) -> Any:  # noqa: ANN401 (arrays)
        return np.minimum(np.searchsorted(borders, self.chance.random(count)), len(borders) - 1)


def grow_terms(folder: Path, words: Words, count: int) -> TermIndex:
    """Add drawn articles until there are so many passages, and open what there is."""
    with DocumentWriter(folder / "passages") as passages, DocumentWriter(folder / "articles") as articles:
        missing = count - (len(TermIndex.load(folder)) if any((folder / "articles").glob("*.term")) else 0)
        while missing:
            bodies = words.draw_article()[:missing]
            for body in bodies:
                passages.add(body)
            articles.add(*bodies)
            missing -= len(bodies)
        passages.commit()
        articles.commit()
    return TermIndex.load(folder)


def draw_codes(centres: Any, count: int, file: Path) -> Codes:  # noqa: ANN401 (an array)
    """Write vectors around the centres to a file, so that they need no memory, and return them."""
    chance = np.random.default_rng(2)
    codes = np.lib.format.open_memmap(file, "w+", np.uint8, (count, DIMENSIONS))
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        rows = chance.standard_normal((size, DIMENSIONS), dtype=np.float32) * np.float32(0.6 / DIMENSIONS**0.5)
        rows += centres[chance.integers(len(centres), size=size)]
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        codes[start : start + size] = quantize(rows)
    return codes


def write_vectors(folder: Path, codes: Codes) -> None:
    """Write what `PassageVectors.write` does, one file after the other."""
    flat = PassageVectors.build(codes[:1])._flat
    flat.reset()
    flat.add_sa_codes(codes)
    faiss.write_index(flat, str(folder / "passages.faiss"))
    del flat
    if len(codes) >= CLUSTERED_FROM:
        faiss.write_index(vector_index._build_clusters(codes), str(folder / "neighbourhoods.faiss"))


def time_each(searches: list[Callable[[], object]]) -> tuple[float, float]:
    """Return the median milliseconds of a processor, and by the clock, of searches that were each done once before."""
    spent = []
    for search in searches:
        search()
        began, worked = time.perf_counter(), time.process_time()
        search()
        spent.append((time.process_time() - worked, time.perf_counter() - began))
    processor, clock = np.median(np.array(spent), axis=0)
    return 1000 * float(processor), 1000 * float(clock)


def describe_words(terms: TermIndex, questions: list[list[str]]) -> dict[str, tuple[float, float]]:
    return {
        "rarities of five terms": time_each([lambda q=q: terms.rarities(q) for q in questions]),
        "best 200 passages by words": time_each([lambda q=q: terms.search_passages(q, DEPTH) for q in questions]),
        "best 50 articles, by score and by terms": time_each(
            [lambda q=q: terms.search_articles(q, BREADTH) for q in questions]
        ),
        "articles with two words in a row": time_each(
            [lambda q=q: terms.search_phrases([q[1:3]], BREADTH) for q in questions]
        ),
        "all passages with a name and a word": time_each(
            [lambda q=q: terms.find_all_words(q[:2], q[2:]) for q in questions]
        ),
    }


def describe_vectors(vectors: PassageVectors, queries: list[Any]) -> dict[str, tuple[float, float]]:
    among: Mask = np.random.default_rng(3).random(len(vectors.codes)) < SELECTED
    few = queries[: QUESTIONS // 3]
    return {
        "nearest 200 vectors": time_each([lambda q=q: vectors.find_nearest(q, DEPTH) for q in queries]),
        "nearest 200 of the tenth that a filter leaves": time_each(
            [lambda q=q: vectors.find_nearest(q, DEPTH, among) for q in few]
        ),
    }


def share_found(vectors: PassageVectors, queries: list[Any]) -> float:
    """Return which share of the nearest vectors a search finds: of many, it reads the nearest clusters alone."""
    shares = []
    for query in queries:
        _, exact = vectors._flat.search(query[np.newaxis], DEPTH)
        shares.append(len(np.intersect1d(exact[0], vectors.find_nearest(query, DEPTH)[0])) / DEPTH)
    return float(np.mean(shares))


def measure_files(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def texts(collection: Callable[[str], list[dict[str, Any]]]) -> list[str]:
    return [article["text"] for article in collection("news")]


def test_what_each_search_costs(texts: list[str], tmp_path: Path) -> None:
    words = Words(Counter(word for text in texts for word in re.findall(r"[^\W_]+", text.casefold())))
    encoder = OpenVinoEncoder.load()
    lines = [line for text in texts[::5] for line in text.split("\n") if len(line) > 80][:2000]
    encoded = encoder.encode_passages(lines, [[Span(0, len(line))] for line in lines])
    centres = np.array([passage.passage for _, passage in encoded], dtype=np.float32)
    questions = [words.draw_question() for _ in range(QUESTIONS)]
    queries = [encoder.encode_query(f"what was said on {' '.join(question[1:])}?") for question in questions]
    for name in ("terms", "terms/passages", "terms/articles"):
        (tmp_path / name).mkdir()
    for size in SIZES:
        began = time.process_time()
        terms = grow_terms(tmp_path / "terms", words, size)
        seconds = [time.process_time() - began]
        figures = describe_words(terms, questions)
        folder = tmp_path / "vectors"
        folder.mkdir()
        codes = draw_codes(centres, size, tmp_path / "codes.npy")
        began = time.process_time()
        write_vectors(folder, codes)
        seconds.append(time.process_time() - began)
        vectors = PassageVectors.load(folder)
        figures |= describe_vectors(vectors, queries)
        print(f"\n{size:,} passages, milliseconds of a processor (by the clock):")
        for name, (processor, clock) in figures.items():
            print(f"  {name}: {processor:.2f} ({clock:.2f})")
        for name, one in zip(("words", "vectors"), seconds, strict=True):
            size_of_files = measure_files(tmp_path / ("terms" if name == "words" else "vectors"))
            print(f"  {name}: {size_of_files / size:.0f} bytes a passage, written in {one:.0f} s of processor time")
        print(f"  of the nearest 200, found: {share_found(vectors, queries[:5]):.3f}", flush=True)
        del vectors
        shutil.rmtree(folder)
