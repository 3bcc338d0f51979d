"""Text cache: the texts of article versions that were read last, which never change and were checked when read."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from index.store.article_table import ArticleRow

Form = TypeVar("Form")

MAX_SIZE = 8_000_000
"""Bytes of all texts that are kept, a thousand news articles; to read one again takes a thirtieth of a millisecond."""


class TextCache(Generic[Form]):
    """Reads texts, as they are or in another form, and keeps the ones read last; safe to share between threads."""

    def __init__(
        self,
        read: Callable[[ArticleRow], Form],
        measure: Callable[[Form], int],
        max_size: int = MAX_SIZE,
    ) -> None:
        """Read by `read`, and keep at most `max_size` of what `measure` counts."""
        self._read, self._measure, self._max_size = read, measure, max_size
        self._texts: OrderedDict[tuple[str, int], Form] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def read(self, entry: ArticleRow) -> Form:
        """Return the text of an article, in that form."""
        key = entry.id, entry.version
        with self._lock:
            if (kept := self._texts.get(key)) is not None:
                self._texts.move_to_end(key)
                return kept
        text = self._read(entry)
        with self._lock:
            if key not in self._texts:
                self._texts[key] = text
                self._size += self._measure(text)
            while self._size > self._max_size:
                self._size -= self._measure(self._texts.popitem(last=False)[1])
        return text
