"""Sources: files, folders, lists of sources and web addresses, and reading the articles in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UnreadableSource
from index.ingest.fetch_cache import FetchCache
from index.ingest.readers.registry import (
    FORMATS,
    SLOW,
    ReadResult,
    Rejection,
    UnchangedSource,
    list_files,
    read_file,
)
from index.library.articles import Article
from index.progress import Progress, ProgressCallback

if TYPE_CHECKING:
    from index.ingest.web.client import WebClient

LIST_NAME = "feeds.txt"
"""The name of a file that lists sources, one per line; a # begins a comment."""

_MIN_PARALLEL = 32  # files that are slow to read, from which it pays to start a process on each core

File = tuple[Path, str]


def is_address(source: str) -> bool:
    """Return whether a source is a web address and not a path."""
    return source.lower().startswith(("http://", "https://"))


def normalize_source(source: str) -> str:
    """Return a source in the form in which it is stored: an absolute path, or an address as it is.

    Raises UnreadableSource for addresses other than http and https.
    """
    if "://" in source and not is_address(source):
        message = f"{source}: only http and https addresses can be read"
        raise UnreadableSource(message)
    return source if is_address(source) else str(Path(source).resolve())


@dataclass(slots=True)
class SourceListing:
    """The files in sources with their relative paths, the lists and addresses, and the sources that cannot be read."""

    files: list[File] = field(default_factory=list)
    lists: list[Path] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    unreadable: list[ReadResult] = field(default_factory=list)

    @classmethod
    def from_sources(cls, sources: Iterable[str]) -> "SourceListing":
        """List the content of sources, and of the sources that lists among them name."""
        listing = cls()
        for source in sources:
            listing.add(source, in_list=False)
        listing.addresses = [*dict.fromkeys(listing.addresses)]
        return listing

    @property
    def watched_paths(self) -> list[Path]:
        """The files and lists, whose changes call for another run."""
        return [*self.lists, *(path for path, _ in self.files)]

    def add(self, source: str, *, in_list: bool) -> None:
        """Add one source; a list inside a list is ignored."""
        if is_address(source):
            self.addresses.append(source)
            return
        try:
            for path, place in list_files(Path(source)):
                if path.name != LIST_NAME:
                    self.files.append((path, place))
                elif not in_list:
                    self.lists.append(path)
                    for listed in _read_list(path):
                        self.add(listed, in_list=True)
        except UnreadableSource as error:
            self.unreadable.append(ReadResult(source, source, Rejection(str(error))))


def read_sources(
    sources: Sequence[str],
    cache: FetchCache,
    client: "Callable[[], WebClient] | None",
    progress: ProgressCallback,
) -> Iterator[Iterable[ReadResult | UnchangedSource]]:
    """Read the articles of sources, file by file and page by page."""
    listing = SourceListing.from_sources(sources)
    yield listing.unreadable
    for done, results in enumerate(_read_files(listing.files)):
        progress(Progress("reading", done, len(listing.files)))
        yield results
    if listing.addresses:
        from index.ingest.crawl import fetch_articles  # noqa: PLC0415 (slow to import, and most runs fetch nothing)

        yield from fetch_articles(listing.addresses, cache, client, progress)


def list_omitted(path: Path, article: Article) -> Iterator[tuple[str, str]]:
    """Yield (kind, line) of each line that a web page shows and that is not in its article; none for other formats."""
    if FORMATS[path.suffix.lower()] == "html":
        from index.ingest.readers.html import find_omitted_lines  # noqa: PLC0415 (slow to import, needed for pages only)

        yield from find_omitted_lines(path.read_bytes(), article)


def _read_files(files: Sequence[File]) -> Iterator[Iterable[ReadResult]]:
    """Read files in their order, on all cores if many of them are slow to read."""
    slow = [file for file in files if file[0].suffix.lower() in SLOW]
    if len(slow) < _MIN_PARALLEL:
        yield from (read_file(path, place) for path, place in files)
        return
    from joblib import Parallel, delayed  # noqa: PLC0415 (needed only for many files)

    results = Parallel(n_jobs=-1, return_as="generator")(delayed(_read_all)(file) for file in slow)
    for path, place in files:
        yield next(results) if path.suffix.lower() in SLOW else read_file(path, place)


def _read_all(file: File) -> list[ReadResult]:
    return [*read_file(*file)]


def _read_list(path: Path) -> Iterator[str]:
    """Yield the sources in a list; a path is relative to the folder of the list."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if source := line.partition("#")[0].strip() if not is_address(line.strip()) else line.split()[0]:
            yield source if is_address(source) else str((path.parent / source).resolve())
