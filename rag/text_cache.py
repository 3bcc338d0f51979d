"""Text cache: the texts of article versions that were read last, which never change and were checked when read."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from index.store.article_table import ArticleRow

Form = TypeVar("Form")

MAX_CHARACTERS = 20_000_000
"""Characters of all texts that are kept: a few thousand news articles, a byte or two each."""


class TextCache(Generic[Form]):
    """Reads texts, as they are or in another form, and keeps the ones read last; safe to share between threads."""

    def __init__(
        self,
        read: Callable[[ArticleRow], Form],
        count_characters: Callable[[Form], int],
        max_characters: int = MAX_CHARACTERS,
    ) -> None:
        """Read by `read`, and keep at most `max_characters`."""
        self._read, self._count_characters, self._max_characters = read, count_characters, max_characters
        self._texts: OrderedDict[tuple[str, int], Form] = OrderedDict()
        self._characters = 0
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
                self._characters += self._count_characters(text)
            while self._characters > self._max_characters:
                self._characters -= self._count_characters(self._texts.popitem(last=False)[1])
        return text
