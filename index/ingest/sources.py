"""Sources: files, folders, lists of sources and addresses on the web; what each of them holds, as it comes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import RejectedArticle, UnreadableSource
from index.ingest.fetch_cache import Visits
from index.ingest.readers.registry import SLOW, Found, Same, files, read
from index.progress import Progress, Watcher

if TYPE_CHECKING:
    from index.ingest.web.client import Web

LIST = "feeds.txt"
"""The name of a file that lists sources, a line each; what follows a # is a remark."""

_WORTHWHILE = 32  # files that are slow to read, for which it pays to start a process on each core

File = tuple[Path, str]


def is_address(source: str) -> bool:
    """Tell an address on the web from a path."""
    return source.lower().startswith(("http://", "https://"))


def spelled_out(source: str) -> str:
    """Give a source as it is kept, so that it is found again from anywhere."""
    if "://" in source and not is_address(source):
        message = f"{source}: only http and https addresses are read"
        raise UnreadableSource(message)
    return source if is_address(source) else str(Path(source).resolve())


@dataclass(slots=True)
class Listed:
    """What sources come to: files with their paths below the source, addresses, and what cannot be read."""

    files: list[File] = field(default_factory=list)
    lists: list[Path] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    refused: list[Found] = field(default_factory=list)

    @classmethod
    def of(cls, sources: Iterable[str]) -> "Listed":
        """List sources, and what lists among them name; one that has gone since it was named is refused."""
        listed = cls()
        for source in sources:
            listed.add(source, in_list=False)
        listed.addresses = [*dict.fromkeys(listed.addresses)]
        return listed

    @property
    def watched(self) -> list[Path]:
        """The files and lists, which may change."""
        return [*self.lists, *(path for path, _ in self.files)]

    def add(self, source: str, *, in_list: bool) -> None:
        """Add one source; a list names no other lists."""
        if is_address(source):
            self.addresses.append(source)
            return
        try:
            for path, place in files(Path(source)):
                if path.name != LIST:
                    self.files.append((path, place))
                elif not in_list:
                    self.lists.append(path)
                    for named in _named_in(path):
                        self.add(named, in_list=True)
        except UnreadableSource as reason:
            self.refused.append(Found(source, source, RejectedArticle(str(reason))))


def read_sources(
    sources: Sequence[str], visits: Visits, client: "Callable[[], Web] | None", progress: Watcher
) -> Iterator[Iterable[Found | Same]]:
    """Read all that sources hold, file by file and page by page."""
    listed = Listed.of(sources)
    yield listed.refused
    for done, found in enumerate(_read_files(listed.files)):
        progress(Progress("reading", done, len(listed.files)))
        yield found
    if listed.addresses:
        from index.ingest.crawl import gather  # noqa: PLC0415 (most runs stay off the web, and its libraries take time)

        yield from gather(listed.addresses, visits, client, progress)


def _read_files(listed: Sequence[File]) -> Iterator[Iterable[Found]]:
    """Read files in their order, on every core where there is much to read."""
    slow = [file for file in listed if file[0].suffix.lower() in SLOW]
    if len(slow) < _WORTHWHILE:
        yield from (read(path, place) for path, place in listed)
        return
    from joblib import Parallel, delayed  # noqa: PLC0415 (few runs have so much to read)

    results = Parallel(n_jobs=-1, return_as="generator")(delayed(_read)(file) for file in slow)
    for path, place in listed:
        yield next(results) if path.suffix.lower() in SLOW else read(path, place)


def _read(file: File) -> list[Found]:
    return [*read(*file)]


def _named_in(path: Path) -> Iterator[str]:
    """Give the sources that a list names; a path is one below the folder of the list."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if source := line.partition("#")[0].strip() if not is_address(line.strip()) else line.split()[0]:
            yield source if is_address(source) else str((path.parent / source).resolve())
