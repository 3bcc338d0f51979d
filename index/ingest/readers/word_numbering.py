"""Numbers of Word's lists: "1.", "(a)", "II." before a paragraph, as the page prints them. See ECMA-376, 17.9.

The text of a document has only a reference to a list; the numbers are counted here, level by level.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from lxml.etree import _Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_MAIN}val"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVEL_NUMBER = re.compile(r"%([1-9])")
_MOST = 10_000  # of a number that is written in letters or in Roman numerals
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, the format of the numbers, and the text around them ("%1.")."""

    start: int
    format: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """The list and the level of each paragraph style that has one."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def from_parts(cls, numbering: _Element | None, styles: _Element | None) -> Self:
        """Read the lists of a document and the styles that number their paragraphs."""
        levels = {} if numbering is None else _read_lists(numbering)
        return cls(levels, {} if styles is None else dict(_read_styles(styles)))

    def number(self, paragraph: _Element) -> str:
        """Return the number of a paragraph, which counts it, with a space after it; "" for a paragraph of no list."""
        identifier, level = self._find_list(paragraph)
        levels = self.levels.get(identifier, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(identifier, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return self._format(levels, counts, level)

    def _find_list(self, paragraph: _Element) -> tuple[str, int]:
        properties = paragraph.find(f"{_MAIN}pPr")
        if properties is None:
            return "", 0
        style = properties.find(f"{_MAIN}pStyle")
        identifier, level = self.styles.get(style.get(_VAL) or "", ("", 0)) if style is not None else ("", 0)
        return _read_reference(properties.find(f"{_MAIN}numPr"), identifier, level)

    def _format(self, levels: Mapping[int, _Level], counts: Mapping[int, int], level: int) -> str:
        def replace(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            stated = levels.get(other)
            return _write(counts.get(other, stated.start), stated.format) if stated else ""

        if not _LEVEL_NUMBER.search(levels[level].text) or levels[level].format in {"bullet", "none"}:
            return ""
        written = _LEVEL_NUMBER.sub(replace, levels[level].text).strip()
        return f"{written} " if written else ""


def _read_lists(numbering: _Element) -> dict[str, dict[int, _Level]]:
    abstract = {
        each.get(f"{_MAIN}abstractNumId"): {
            int(level.get(f"{_MAIN}ilvl") or 0): _read_level(level) for level in each.iter(f"{_MAIN}lvl")
        }
        for each in numbering.iter(f"{_MAIN}abstractNum")
    }
    lists = {}
    for number in numbering.iter(f"{_MAIN}num"):
        base = number.find(f"{_MAIN}abstractNumId")
        levels = dict(abstract.get(base.get(_VAL), {})) if base is not None else {}
        for override in number.iter(f"{_MAIN}lvlOverride"):
            place, own = int(override.get(f"{_MAIN}ilvl") or 0), override.find(f"{_MAIN}lvl")
            start = override.find(f"{_MAIN}startOverride")
            if own is not None:
                levels[place] = _read_level(own)
            elif start is not None and place in levels:
                levels[place] = _Level(int(start.get(_VAL) or 1), levels[place].format, levels[place].text)
        lists[number.get(f"{_MAIN}numId") or ""] = levels
    return lists


def _read_level(level: _Element) -> _Level:
    start, kind, text = (level.find(f"{_MAIN}{name}") for name in ("start", "numFmt", "lvlText"))
    return _Level(
        int(start.get(_VAL) or 1) if start is not None else 1,
        (kind.get(_VAL) or "decimal") if kind is not None else "decimal",
        (text.get(_VAL) or "") if text is not None else "",
    )


def _read_styles(styles: _Element) -> dict[str, tuple[str, int]]:
    numbered = {}
    for style in styles.iter(f"{_MAIN}style"):
        identifier, level = _read_reference(style.find(f"{_MAIN}pPr/{_MAIN}numPr"), "", 0)
        if identifier:
            numbered[style.get(f"{_MAIN}styleId") or ""] = identifier, level
    return numbered


def _read_reference(reference: _Element | None, identifier: str, level: int) -> tuple[str, int]:
    """Return the list and the level of a reference; what it lacks is as given."""
    if reference is None:
        return identifier, level
    listed, stated = reference.find(f"{_MAIN}numId"), reference.find(f"{_MAIN}ilvl")
    return (
        (listed.get(_VAL) or "") if listed is not None else identifier,
        int(stated.get(_VAL) or 0) if stated is not None else level,
    )


def _write(number: int, kind: str) -> str:
    """Return a number in a format of lists; one without letters or numerals here is written in digits."""
    if not 0 < number < _MOST or kind not in {"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}:
        return str(number)
    if kind.endswith("Letter"):
        written = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
    else:
        written = ""
        for value, numeral in _ROMAN:
            written += numeral * (number // value)
            number %= value
    return written.upper() if kind.startswith("upper") else written
