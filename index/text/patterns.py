"""Patterns: regular expressions that are compiled on their first use.

A question needs half of all patterns, and compiling the others takes a tenth of a second of every command.
"""

import re
from typing import cast

_METHODS = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "flags", "groups", "groupindex"
)  # fmt: skip


class _UncompiledPattern:
    """A pattern that is replaced by a compiled one's methods, so that only the first call is slower."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> object:
        """Compile the pattern and return one of the compiled one's attributes; threads may do the same at once."""
        if name not in _METHODS:
            message = f"a pattern has no attribute {name!r}"
            raise AttributeError(message)
        compiled = re.compile(self.pattern, self._given)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        value: object = getattr(compiled, name)
        return value


def compile_re(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is used; one that is wrong raises re.error only then."""
    return cast("re.Pattern[str]", _UncompiledPattern(pattern, flags))
