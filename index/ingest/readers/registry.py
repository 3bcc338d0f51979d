"""Registry of readers: one module a format, and the files and folders that they read."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from index.errors import RejectedArticle, UnreadableSource
from index.library.articles import Article, sha256_of

FORMATS = {
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".txt": "plain_text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""The module that reads each file extension; imported when the first such file is met, because some take a second."""

SLOW = frozenset({".html", ".htm", ".pdf", ".docx"})
"""Extensions of files that take tens of milliseconds or more to read."""

LARGEST = 50_000_000
"""Maximum size in bytes of a file of one article."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why there is no article at a place of a source; `detail` is the reason without what it quotes."""

    reason: str
    detail: str = ""


Reader = Callable[[bytes], Iterator[Article | Rejection]]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """An article that was read, or why it was rejected; `origin` is its file or address, `place` its path in a source.

    `place` names the article if it has no other name, `original` is the file if it is a PDF.
    """

    origin: str
    place: str
    article: Article | Rejection
    original: bytes | None = None

    def require_article(self) -> Article:
        """Return the article; raises RejectedArticle if there is none."""
        if isinstance(self.article, Rejection):
            raise RejectedArticle(self.article.reason, detail=self.article.detail)
        return self.article


@dataclass(frozen=True, slots=True)
class UnchangedSource:
    """An address whose content has not changed since it was read last."""

    origin: str


def list_files(source: Path) -> list[tuple[Path, str]]:
    """Return the files of a source with their paths relative to it, in order, without hidden ones and linked folders.

    Raises UnreadableSource if the source does not exist or a folder in it cannot be read.
    """
    if source.is_file():
        return [(source, source.name)]
    if not source.is_dir():
        message = f"{source}: no such file or folder; check the path"
        raise UnreadableSource(message)
    paths = []
    for folder, folders, names in os.walk(source, onerror=_raise_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [Path(folder) / name for name in names if not name.startswith(".")]
    return [(path, path.relative_to(source).as_posix()) for path in sorted(paths)]


def read_file(path: Path, place: str) -> Iterator[ReadResult]:
    """Read the articles of one file; what cannot be read is yielded as a Rejection."""
    try:
        content = path.read_bytes()
    except OSError as error:
        yield ReadResult(str(path), place, Rejection(f"cannot be read: {error.strerror}"))
        return
    yield from read_content(content, str(path), place)


def read_content(content: bytes, origin: str, place: str) -> Iterator[ReadResult]:
    """Read the articles in the content of a file, by the extension of `place`."""
    extension = Path(place).suffix.lower()
    if extension not in FORMATS:
        reason = f"this file type is not supported; use {', '.join(FORMATS)}"
        yield ReadResult(origin, place, Rejection(reason))
    elif extension == ".jsonl":
        yield from _read_lines(content, origin, place)
    elif len(content) > LARGEST:
        yield ReadResult(origin, place, Rejection(f"larger than {LARGEST // 1_000_000} MB; split it"))
    else:
        original = content if extension == ".pdf" else None
        yield from (ReadResult(origin, place, article, original) for article in _read_articles(extension, content))


def find_omissions(extension: str, content: bytes, article: Article) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of what a file holds and its article does not; plain text is read whole."""
    reader = import_module(f"index.ingest.readers.{FORMATS[extension]}")
    find: Callable[[bytes, Article], Iterator[tuple[str, str]]] | None = getattr(reader, "find_omissions", None)
    yield from find(content, article) if find else ()


def _read_articles(extension: str, content: bytes) -> Iterator[Article | Rejection]:
    """Read content with the reader of its format; one article that is rejected is yielded as a Rejection."""
    read: Reader = import_module(f"index.ingest.readers.{FORMATS[extension]}").read
    try:
        yield from read(content)
    except RejectedArticle as error:
        yield Rejection(str(error), error.detail)


def _read_lines(content: bytes, origin: str, place: str) -> Iterator[ReadResult]:
    """Read a file of many articles; an article is named by its title if it has no id."""
    names: set[str] = set()
    for article in _read_articles(".jsonl", content):
        if isinstance(article, Rejection):
            yield ReadResult(origin, place, article)
            continue
        name = f"{place}#{article.title}"
        name = f"{name}#{sha256_of(article.text)[:16]}" if name in names or not article.title else name
        names.add(name)
        yield ReadResult(origin, name, article)


def _raise_unreadable(error: OSError) -> None:
    message = f"{error.filename}: the folder cannot be read: {error.strerror}; check its permissions"
    raise UnreadableSource(message)
