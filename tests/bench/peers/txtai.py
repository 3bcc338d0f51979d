"""txtai: its segmentation with a sentence chunker, its encoder, its database, and FAISS with its default settings."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from peers.program import CHARACTERS, LIMIT, MODEL, Articles, Peer, Search, Vectors
from txtai import Embeddings
from txtai.pipeline import Segmentation


def index(articles: Articles, folder: Path) -> Sequence[str]:
    segment = Segmentation(chunker="sentence", chunk_size=CHARACTERS)
    passages = list(chain.from_iterable(segment([article["text"] for article in articles])))
    embeddings = Embeddings(path=MODEL, content=True, gpu=False)
    embeddings.index(passages)
    embeddings.save(str(folder))
    return passages


def load(folder: Path) -> Search:
    return search(Embeddings().load(str(folder)))


def hold(texts: Sequence[str], vectors: Vectors) -> Search:
    row = dict(zip(texts, vectors, strict=True))
    embeddings = Embeddings(
        method="external", transform=lambda batch: [row[text] for text in batch], content=True, gpu=False
    )
    embeddings.index(texts)
    # From here on questions are encoded, as in an index that encoded its texts.
    embeddings.config |= {"method": None, "path": MODEL}
    embeddings.model = embeddings.loadvectors()
    return search(embeddings)


def search(embeddings: Embeddings) -> Search:
    return lambda question: [found["text"] for found in embeddings.search(question, LIMIT)]


if __name__ == "__main__":
    Peer(index, load, hold).run()
