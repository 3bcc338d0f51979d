"""LangChain: its recursive splitter, HuggingFaceEmbeddings, FAISS with exact distances."""

from collections.abc import Sequence
from pathlib import Path

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from peers.program import CHARACTERS, LIMIT, MODEL, Articles, Peer, Search, Vectors


def model() -> HuggingFaceEmbeddings:
    return HuggingFaceEmbeddings(model_name=MODEL, model_kwargs={"device": "cpu"})


def index(articles: Articles, folder: Path) -> Sequence[str]:
    documents = [Document(article["text"], metadata={"id": article["id"]}) for article in articles]
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, chunk_overlap=0)
    passages = splitter.split_documents(documents)
    FAISS.from_documents(passages, model()).save_local(str(folder))
    return [passage.page_content for passage in passages]


def load(folder: Path) -> Search:
    return search(FAISS.load_local(str(folder), model(), allow_dangerous_deserialization=True))


def hold(texts: Sequence[str], vectors: Vectors) -> Search:
    return search(FAISS.from_embeddings(list(zip(texts, vectors.tolist(), strict=True)), model()))


def search(store: FAISS) -> Search:
    return lambda question: [found.page_content for found in store.similarity_search(question, k=LIMIT)]


if __name__ == "__main__":
    Peer(index, load, hold).run()
