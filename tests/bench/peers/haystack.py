"""Haystack: its document splitter, the sentence-transformers embedders, its in-memory document store."""

from collections.abc import Sequence
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from peers.program import LIMIT, MODEL, WORDS, Articles, Peer, Search, Vectors

CPU = ComponentDevice.from_str("cpu")


def index(articles: Articles, folder: Path) -> Sequence[str]:
    store = InMemoryDocumentStore()
    pipeline = Pipeline()
    pipeline.add_component("splitter", DocumentSplitter(split_by="word", split_length=WORDS, split_overlap=0))
    pipeline.add_component("embedder", SentenceTransformersDocumentEmbedder(model=MODEL, device=CPU))
    pipeline.add_component("writer", DocumentWriter(store))
    pipeline.connect("splitter", "embedder")
    pipeline.connect("embedder", "writer")
    pipeline.run({"splitter": {"documents": [Document(id=one["id"], content=one["text"]) for one in articles]}})
    folder.mkdir()
    store.save_to_disk(str(folder / "store.json"))
    return [document.content for document in store.filter_documents()]


def load(folder: Path) -> Search:
    return search(InMemoryDocumentStore.load_from_disk(str(folder / "store.json")))


def hold(texts: Sequence[str], vectors: Vectors) -> Search:
    store = InMemoryDocumentStore()
    rows = zip(texts, vectors.tolist(), strict=True)
    store.write_documents([Document(content=text, embedding=vector) for text, vector in rows])
    return search(store)


def search(store: InMemoryDocumentStore) -> Search:
    pipeline = Pipeline()
    pipeline.add_component("embedder", SentenceTransformersTextEmbedder(model=MODEL, device=CPU))
    pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=LIMIT))
    pipeline.connect("embedder.embedding", "retriever.query_embedding")

    def nearest(question: str) -> Sequence[str]:
        found = pipeline.run({"embedder": {"text": question}})
        return [document.content for document in found["retriever"]["documents"]]

    return nearest


if __name__ == "__main__":
    Peer(index, load, hold).run()
