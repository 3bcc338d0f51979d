"""Article table: the metadata of each article of a generation, parsed when it is read."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Self, overload

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from index.library.articles import Kind, StoredArticle
from index.names.gazetteer import load_gazetteer
from index.store.category import Category
from index.text.arrays import MergedRows, Positions

_CACHED_ROWS = 1 << 13  # parsed rows that are kept, about a kilobyte each
_CATEGORIES = "source", "kind", "speaker", "country", "published", "language"
_CATEGORY_FILE = "article_categories"


class ArticleRow(BaseModel):
    """The metadata of one article: all that filters, citations and lists need."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    sha256: str
    title: str
    source: str | None
    url: str | None
    published: str | None
    kind: Kind
    speaker: str | None
    speaker_role: str | None
    country: str | None
    language: str | None = None  # rows of older generations have none

    @classmethod
    def from_article(cls, article: StoredArticle) -> Self:
        """Return the metadata of an article, with its speaker's country under the country's main name."""
        fields = article.model_dump(include=set(cls.model_fields))
        return cls.model_validate(fields | {"country": load_gazetteer().resolve_country(article.country)})


class ArticleTable(Sequence[ArticleRow]):
    """The rows of a published generation; a row is parsed when it is read, and the last few thousand are cached."""

    def __init__(
        self, lines: npt.NDArray[np.uint8], ends: Positions, read_categories: Callable[[], dict[str, Category]]
    ) -> None:
        """Take the JSON lines and the offset at which each ends; `from_rows` and `load` make both."""
        self.lines, self.ends = np.asarray(lines), np.asarray(ends)  # plain views are sliced faster than memory maps
        self._read_categories = read_categories
        self._read = lru_cache(maxsize=_CACHED_ROWS)(partial(_parse_row, self.lines, self.ends))

    @classmethod
    def from_rows(cls, rows: Iterable[ArticleRow]) -> Self:
        """Make the table of rows."""
        rows = [*rows]
        lines = [f"{row.model_dump_json()}\n".encode() for row in rows]
        ends = np.cumsum([len(line) for line in lines], dtype=np.int64)
        categories = _encode_categories({name: getattr(row, name) for name in _CATEGORIES} for row in rows)
        return cls(np.frombuffer(b"".join(lines), dtype=np.uint8), ends, lambda: categories)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the files that `write` wrote."""
        ends = np.asarray(np.load(folder / "articles.npy", mmap_mode="r"))
        empty = np.zeros(0, dtype=np.uint8)
        lines = np.memmap(folder / "articles.jsonl", dtype=np.uint8, mode="r") if len(ends) else empty
        return cls(lines, ends, partial(_load_categories, folder, lines, ends))

    def write(self, folder: Path) -> None:
        """Write the rows as JSON lines, the offset at which each line ends, and the columns that filters select by."""
        (folder / "articles.jsonl").write_bytes(self.lines.tobytes())
        np.save(folder / "articles.npy", self.ends)
        categories = self.categories
        np.save(folder / f"{_CATEGORY_FILE}.npy", np.stack([categories[name].codes for name in _CATEGORIES]))
        values = {name: categories[name].values for name in _CATEGORIES}
        (folder / f"{_CATEGORY_FILE}.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")

    def merge(self, order: MergedRows, added: "ArticleTable") -> "ArticleTable":
        """Return the table of merged rows."""
        characters, bounds = order.expand(*(np.diff(table.ends, prepend=0) for table in (self, added)))
        ours, theirs = self.categories, added.categories
        categories = {name: ours[name].merge(order, theirs[name]) for name in _CATEGORIES}
        return ArticleTable(characters.combine(self.lines, added.lines), bounds[1:], lambda: categories)

    def list_versions(self) -> list[tuple[str, int]]:
        """Return the id and the version of each article, without the rest of its row."""
        rows = json.loads(b"[%s]" % self.lines.tobytes().replace(b"}\n{", b"},{"))
        return [(row["id"], row["version"]) for row in rows]

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self.ends)

    @overload
    def __getitem__(self, row: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[ArticleRow]: ...
    def __getitem__(self, row: int | slice) -> ArticleRow | Sequence[ArticleRow]:
        """Return the row of an article, or several."""
        if isinstance(row, slice):
            return [self[each] for each in range(len(self))[row]]
        return self._read(row)

    @property
    def sources(self) -> Category:
        """The source of each article."""
        return self.categories["source"]

    @property
    def kinds(self) -> Category:
        """The kind of each article."""
        return self.categories["kind"]

    @property
    def speakers(self) -> Category:
        """The person whose words each article is."""
        return self.categories["speaker"]

    @property
    def countries(self) -> Category:
        """The country for which that person speaks."""
        return self.categories["country"]

    @property
    def dates(self) -> Category:
        """The date of publication of each article."""
        return self.categories["published"]

    @property
    def languages(self) -> Category:
        """The language of each article."""
        return self.categories["language"]

    @cached_property
    def categories(self) -> dict[str, Category]:
        """The columns by name."""
        return self._read_categories()


def _load_categories(folder: Path, lines: npt.NDArray[np.uint8], ends: Positions) -> dict[str, Category]:
    """Return the columns by name; derived in one pass over the rows if the generation was written without them."""
    path = folder / f"{_CATEGORY_FILE}.json"
    if path.exists():
        values = json.loads(path.read_bytes())
        codes = np.load(folder / f"{_CATEGORY_FILE}.npy")
        if values.keys() >= {*_CATEGORIES}:  # older generations have fewer columns
            return {name: Category(values[name], codes[row]) for row, name in enumerate(values)}
    bounds = pairwise([0, *ends.tolist()])
    return _encode_categories(json.loads(lines[start:end].tobytes()) for start, end in bounds)


def _parse_row(lines: npt.NDArray[np.uint8], ends: Positions, row: int) -> ArticleRow:
    start = ends[row - 1] if row else 0
    return ArticleRow.model_validate_json(lines[start : ends[row]].tobytes())


def _encode_categories(rows: Iterable[dict[str, str | None]]) -> dict[str, Category]:
    columns: dict[str, list[str | None]] = {name: [] for name in _CATEGORIES}
    for row in rows:
        for name, column in columns.items():
            column.append(row.get(name))
    return {name: Category.encode(column) for name, column in columns.items()}
