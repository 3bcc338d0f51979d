"""Text rows: the pieces of one line of print, which wide spaces of justified text part, are joined again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pdfminer.layout import LTTextLine

Row = list[LTTextLine]  # pieces of one line, from left to right

_WIDEST_SPACE = 4.0  # em, in a justified line
_NEAR_LINES = 2.5  # heights of a line
_MIN_SIDES = 1  # a line of the same boxes runs on over the space, or lines both above and below it do


def join_rows(boxes: Iterable[Iterable[LTTextLine]]) -> Iterator[list[Row]]:
    """Yield the rows of each box of lines; boxes that have pieces of one row become one, at the first one's place."""
    groups = [[line for line in box if line.get_text().strip()] for box in boxes]
    owner = {id(line): at for at, lines in enumerate(groups) for line in lines}
    target = list(range(len(groups)))
    divided = set()
    everything = [line for lines in groups for line in lines]
    for left, right in _find_neighbours(everything):
        beside = [line for at in {owner[id(left)], owner[id(right)]} for line in groups[at]]
        if sum(_find_sides(left, right, beside)) + all(_find_sides(left, right, everything)) < _MIN_SIDES:
            continue
        first, second = (_find_root(target, owner[id(line)]) for line in (left, right))
        target[max(first, second)] = min(first, second)
        divided |= {first, second}
    merged: dict[int, list[LTTextLine]] = {}
    for at, lines in enumerate(groups):
        merged.setdefault(_find_root(target, at), []).extend(lines)
    for at, lines in merged.items():
        yield _sort_rows(lines) if at in divided else [[line] for line in lines]


def _find_neighbours(lines: Sequence[LTTextLine]) -> Iterator[tuple[LTTextLine, LTTextLine]]:
    """Yield the pairs of neighbours on one row that at most the widest space parts."""
    for left, right in pairwise(sorted(lines, key=lambda line: (round(line.y0), line.x0))):
        em = min(left.height, right.height)
        if round(left.y0) == round(right.y0) and -em <= right.x0 - left.x1 <= _WIDEST_SPACE * em:
            yield left, right


def _find_sides(left: LTTextLine, right: LTTextLine, lines: Iterable[LTTextLine]) -> tuple[bool, bool]:
    """Return whether lines close above, and close below, run on over the space in a row."""
    near = _NEAR_LINES * left.height
    across = [line.y0 - left.y0 for line in lines if line.x0 < left.x1 and right.x0 < line.x1]
    return any(0 < offset <= near for offset in across), any(-near <= offset < 0 for offset in across)


def _find_root(target: Sequence[int], at: int) -> int:
    while target[at] != at:
        at = target[at]
    return at


def _sort_rows(lines: Iterable[LTTextLine]) -> list[Row]:
    rows: dict[int, Row] = {}
    for line in sorted(lines, key=lambda line: (-round(line.y0), line.x0)):
        rows.setdefault(round(line.y0), []).append(line)
    return [*rows.values()]
