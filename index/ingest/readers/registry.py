"""Sources to articles: one file a format, each a function from a path to the articles in it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from index.errors import RejectedArticle, UnreadableSource
from index.library.articles import Article, digest

FORMATS = {
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".txt": "plain_text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""The module that reads each ending; it is imported when a file of its kind is met, because some take a second."""

SLOW = frozenset({".html", ".htm", ".pdf", ".docx"})
"""Endings whose files take tens of milliseconds to read, or more."""

LARGEST = 50_000_000
"""Bytes of the largest file of one article."""

Reader = Callable[[bytes], Iterator[Article | RejectedArticle]]


@dataclass(frozen=True, slots=True)
class Found:
    """What stood at one place of a source: an article, or the reason why there is none."""

    origin: str
    place: str
    article: Article | RejectedArticle


@dataclass(frozen=True, slots=True)
class Same:
    """A place of a source at which nothing has changed since it was read last."""

    origin: str


def files(source: Path) -> list[tuple[Path, str]]:
    """List the files of a source with their paths below it, in order; hidden ones and links to folders are left out."""
    if source.is_file():
        return [(source, source.name)]
    if not source.is_dir():
        message = f"{source}: there is no such file or folder; check the path"
        raise UnreadableSource(message)
    found = []
    for folder, folders, names in os.walk(source, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder) / name for name in names if not name.startswith(".")]
    return [(path, path.relative_to(source).as_posix()) for path in sorted(found)]


def read(path: Path, place: str) -> Iterator[Found]:
    """Read the articles of one file; what cannot be read comes as a reason and the rest goes on."""
    try:
        content = path.read_bytes()
    except OSError as error:
        yield Found(str(path), place, RejectedArticle(f"cannot be read: {error.strerror}"))
        return
    yield from read_content(content, str(path), place)


def read_content(content: bytes, origin: str, place: str) -> Iterator[Found]:
    """Read the articles of a file's content, by the ending of its name."""
    ending = Path(place).suffix.lower()
    if ending == ".jsonl":
        yield from _lines(content, origin, place)
    elif ending not in FORMATS:
        yield Found(origin, place, RejectedArticle(f"not a format that is read ({', '.join(FORMATS)})"))
    elif len(content) > LARGEST:
        yield Found(origin, place, RejectedArticle(f"larger than {LARGEST // 1_000_000} MB; split it"))
    else:
        yield from (Found(origin, place, article) for article in reader(ending)(content))


def reader(ending: str) -> Reader:
    """Give what reads the files of an ending."""
    read: Reader = import_module(f"index.ingest.readers.{FORMATS[ending]}").read
    return read


def _lines(content: bytes, origin: str, place: str) -> Iterator[Found]:
    """Read a file of many articles, each of which is known by its title where it has no other name."""
    named: set[str] = set()
    for article in reader(".jsonl")(content):
        if isinstance(article, RejectedArticle):
            yield Found(origin, place, article)
            continue
        name = f"{place}#{article.title}"
        name = f"{name}#{digest(article.text)[:16]}" if name in named or not article.title else name
        named.add(name)
        yield Found(origin, name, article)


def _unreadable(error: OSError) -> None:
    message = f"{error.filename}: the folder cannot be read: {error.strerror}; check its rights"
    raise UnreadableSource(message)
