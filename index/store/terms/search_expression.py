"""Search expressions: words and "phrases", joined by AND, OR, NOT and NEAR/5, in parentheses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import InvalidQuestion

NEAR_WORDS = 10
"""Words that may stand between two that are NEAR each other, unless a number is given."""

_TOKEN = re.compile(r"\"[^\"]*\"?|“[^”]*”?|[()]|[^\s()\"“”]+")
_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?")
_MAX_DEPTH = 20
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases, in any order, with at most so many words between them."""

    first: Phrase
    second: Phrase
    words: int


@dataclass(frozen=True, slots=True)
class Not:
    """What an article must not match."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class All:
    """What an article must match altogether."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What an article must match one of."""

    parts: tuple["Expression", ...]


Expression = Phrase | Near | Not | All | AnyOf


def parse_expression(text: str) -> Expression:
    """Parse a search expression; raise InvalidQuestion with what is missing."""
    reader = _Reader(_TOKEN.findall(text))
    expression = reader.read_any()
    if reader.symbol:
        raise InvalidQuestion("a closing parenthesis has no opening one")
    return expression


class _Reader:
    """Reads tokens from left to right: OR binds least, then AND, NOT and NEAR."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._symbols, self._at, self._depth = tokens, 0, 0

    @property
    def symbol(self) -> str:
        """The next symbol, empty at the end."""
        return self._symbols[self._at] if self._at < len(self._symbols) else ""

    def read_any(self) -> Expression:
        """Read alternatives."""
        parts = [self._read_all()]
        while self._take("OR"):
            parts.append(self._read_all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _read_all(self) -> Expression:
        parts = [self._read_not()]
        while self._take("AND") or self.symbol not in ("", ")", "OR"):
            parts.append(self._read_not())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _read_not(self) -> Expression:
        return Not(self._read_not()) if self._take("NOT") else self._read_near()

    def _read_near(self) -> Expression:
        first = self._read_atom()
        if not (near := _NEAR.fullmatch(self.symbol)):
            return first
        self._at += 1
        second = self._read_atom()
        if not (isinstance(first, Phrase) and isinstance(second, Phrase)):
            raise InvalidQuestion("NEAR needs a word or a phrase on either side")
        return Near(first, second, int(near[1]) if near[1] else NEAR_WORDS)

    def _read_atom(self) -> Expression:
        symbol = self.symbol
        if symbol in ("", ")", *_OPERATORS) or _NEAR.fullmatch(symbol):
            raise InvalidQuestion(f"a word is missing {f'before {symbol}' if symbol else 'at the end'}")
        self._at += 1
        if symbol != "(":
            return Phrase(symbol.strip('"“”'))
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise InvalidQuestion(f"more than {_MAX_DEPTH} parentheses are open")
        inside = self.read_any()
        if not self._take(")"):
            raise InvalidQuestion("an opening parenthesis has no closing one")
        self._depth -= 1
        return inside

    def _take(self, symbol: str) -> bool:
        if self.symbol != symbol:
            return False
        self._at += 1
        return True
