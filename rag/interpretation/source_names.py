"""Sources: the publisher that is meant by a name, as people name it: CNN is cnn.com, USA Today is usatoday.com."""

import re
from functools import lru_cache

from index.text.normalize import fold, is_part_of

_ENDING = re.compile(r"^(?:https?://)?(?:www\.)?(?P<name>[\w-]+)(?:\.[a-z]{2,4}){1,2}$")
_ARTICLE = re.compile(r"^(?:the|a)\s+")
_LEAST = 2  # letters of a source's name


@lru_cache(maxsize=1 << 12)
def named_source(words: str, sources: frozenset[str]) -> str | None:
    """Return the source that some words name; None where they name none, or only a part of the names of several."""
    typed = _ARTICLE.sub("", fold(words).strip(" ?!.,'\""))
    joined = re.sub(r"[^\w]", "", typed)
    if len(joined) < _LEAST:
        return None
    exact = [
        source
        for source in sources
        if joined in {_joined(source), f"the{_joined(source)}"} or f"the{joined}" == _joined(source)
    ]
    if exact:
        return min(exact)
    beginning = sorted(source for source in sources if is_part_of(typed, source))
    return (
        typed if len(beginning) > 1 and typed.isascii() and len(typed) > _LEAST else beginning[0] if beginning else None
    )


@lru_cache(maxsize=1 << 14)
def _joined(source: str) -> str:
    match = _ENDING.match(fold(source))
    return re.sub(r"[^\w]", "", match["name"] if match else fold(source))
