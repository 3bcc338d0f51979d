"""Sources to articles: one file a format, each a function from a path to the articles in it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.articles import Article, digest
from index.errors import RejectedArticle, UnreadableSource
from index.readers import jsonl, markdown, text

READERS: dict[str, Callable[[bytes], Iterator[Article | RejectedArticle]]] = {
    ".jsonl": jsonl.read,
    ".md": markdown.read,
    ".txt": text.read,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What stood at one place of a source: an article, or the reason why there is none."""

    origin: str
    place: str
    article: Article | RejectedArticle


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
    reader = READERS.get(Path(place).suffix.lower())
    if reader is None:
        reason = f"not a format that is read ({', '.join(READERS)})"
        yield Found(origin, place, RejectedArticle(reason))
        return
    named: set[str] = set()
    for article in reader(content):
        if reader is jsonl.read and isinstance(article, Article):
            name = f"{place}#{article.title}"
            name = f"{name}#{digest(article.text)[:16]}" if name in named or not article.title else name
            named.add(name)
            yield Found(origin, name, article)
        else:
            yield Found(origin, place, article)


def _unreadable(error: OSError) -> None:
    message = f"{error.filename}: the folder cannot be read: {error.strerror}; check its rights"
    raise UnreadableSource(message)
