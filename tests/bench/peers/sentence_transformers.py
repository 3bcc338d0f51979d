"""onrecord's encoder and SentenceTransformer.encode with defaults: the same texts, in turns, in one process.

python -m peers.sentence_transformers ARTICLES.jsonl ROUNDS     prints both paces, and how alike the vectors are
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from peers.program import MODEL, Vectors
from sentence_transformers import SentenceTransformer

from index.models.encoder import OpenVinoEncoder
from index.text.passages import split_passages
from index.text.spans import Span

PASSAGES = 1024
Text = tuple[str, list[Span]]
Encode = Callable[[list[Text]], Vectors]


def passages(articles: str) -> Iterator[Text]:
    """Return the passages of articles, each with the spans of its sentences."""
    for line in Path(articles).read_text().splitlines():
        text = json.loads(line)["text"]
        for passage in split_passages(text):
            start = passage.span.start
            yield passage.span.slice(text), [Span(one.start - start, one.end - start) for one in passage.sentences]


def theirs() -> Encode:
    """Encode with all defaults."""
    model = SentenceTransformer(MODEL, device="cpu")
    return lambda texts: model.encode([text for text, _ in texts])


def ours() -> Encode:
    """Encode as indexing does, sentences included."""
    encoder = OpenVinoEncoder.load()

    def encode(texts: list[Text]) -> Vectors:
        read = sorted(encoder.encode_passages(*map(list, zip(*texts, strict=True))), key=lambda one: one[0])
        return np.stack([reading.passage for _, reading in read])

    return encode


def pace(encode: Encode, texts: list[Text]) -> dict[str, float]:
    """Measure passages per CPU second and per wall second."""
    wall, cpu = time.perf_counter(), time.process_time()
    encode(texts)
    return {"cpu": len(texts) / (time.process_time() - cpu), "wall": len(texts) / (time.perf_counter() - wall)}


def cosine(ours: Vectors, theirs: Vectors) -> float:
    """Return the mean cosine of the vectors of the same texts."""
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    return float(np.mean(np.sum(ours * theirs, axis=1) / lengths))


def main(articles: str, rounds: str) -> None:
    """Run both encoders in turns, after a first call that is not measured."""
    texts = list(islice(passages(articles), PASSAGES))
    encoders = {"onrecord": ours(), "SentenceTransformer.encode": theirs()}
    alike = cosine(*(encode(texts[:256]) for encode in encoders.values()))
    turns = [{name: pace(encode, texts) for name, encode in encoders.items()} for _ in range(int(rounds))]
    paces = {name: [turn[name] for turn in turns] for name in encoders}
    print(json.dumps({"passages": len(texts), "cosine": alike, **paces}))


if __name__ == "__main__":
    main(*sys.argv[1:])
