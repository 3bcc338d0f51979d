"""LlamaIndex: its sentence splitter, HuggingFaceEmbedding, its built-in vector store."""

from collections.abc import Sequence
from pathlib import Path

from llama_index.core import Document, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from peers.program import LIMIT, MODEL, Articles, Peer, Search, Vectors


def model() -> HuggingFaceEmbedding:
    return HuggingFaceEmbedding(model_name=MODEL, device="cpu")


def index(articles: Articles, folder: Path) -> Sequence[str]:
    documents = [Document(doc_id=article["id"], text=article["text"]) for article in articles]
    splitter = SentenceSplitter(chunk_size=128, chunk_overlap=0)
    whole = VectorStoreIndex.from_documents(documents, transformations=[splitter], embed_model=model())
    whole.storage_context.persist(persist_dir=str(folder))
    return [node.get_content() for node in whole.docstore.docs.values()]


def load(folder: Path) -> Search:
    storage = StorageContext.from_defaults(persist_dir=str(folder))
    return search(load_index_from_storage(storage, embed_model=model()))


def hold(texts: Sequence[str], vectors: Vectors) -> Search:
    nodes = [TextNode(text=text, embedding=vector) for text, vector in zip(texts, vectors.tolist(), strict=True)]
    return search(VectorStoreIndex(nodes, embed_model=model()))


def search(whole: VectorStoreIndex) -> Search:
    retriever = whole.as_retriever(similarity_top_k=LIMIT)
    return lambda question: [found.text for found in retriever.retrieve(question)]


if __name__ == "__main__":
    Peer(index, load, hold).run()
