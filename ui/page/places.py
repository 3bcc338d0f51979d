"""A place in an article, as it stands in a link of the chat page."""

import re
from typing import NamedTuple, Self
from urllib.parse import parse_qs, urlencode

from index import Span

_NUMBER = re.compile(r"[0-9]{1,9}")


class Place(NamedTuple):
    """A stretch of one article version; its link is `#article=ID&version=1&start=120&end=240`."""

    article: str
    version: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The stretch, to be cut out of the article's text."""
        return Span(self.start, self.end)

    @property
    def link(self) -> str:
        """The fragment that leads there, with its number sign."""
        return f"#{urlencode(self._asdict())}"

    @classmethod
    def parse(cls, fragment: str) -> Self | None:
        """Read a fragment, which anyone may have typed; None where it names no place."""
        given = {name: values[0] for name, values in parse_qs(fragment.removeprefix("#")).items()}
        numbers = [given.get(name, "") for name in ("version", "start", "end")]
        if "article" not in given or not all(_NUMBER.fullmatch(number) for number in numbers):
            return None
        version, start, end = map(int, numbers)
        return cls(given["article"], version, start, end)
