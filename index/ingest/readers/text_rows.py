"""Text rows: the pieces of one line of print, which wide spaces of justified text part, are joined again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pdfminer.layout import LTTextLine

Row = list[LTTextLine]  # pieces of one line, from left to right

_WIDE_SPACE, _WIDEST_SPACE = 1.0, 4.0  # em; the space between columns is wider than the first
_NEAR_LINES = 4  # heights of a line


def join_rows(boxes: Iterable[Iterable[LTTextLine]]) -> Iterator[list[Row]]:
    """Yield the rows of each box of lines; boxes that have pieces of one row become one, at the first one's place."""
    groups = [[line for line in box if line.get_text().strip()] for box in boxes]
    owner = {id(line): at for at, lines in enumerate(groups) for line in lines}
    target = list(range(len(groups)))
    divided = set()
    for left, right in _find_pieces([line for lines in groups for line in lines]):
        first, second = (_find_root(target, owner[id(line)]) for line in (left, right))
        target[max(first, second)] = min(first, second)
        divided |= {first, second}
    merged: dict[int, list[LTTextLine]] = {}
    for at, lines in enumerate(groups):
        merged.setdefault(_find_root(target, at), []).extend(lines)
    for at, lines in merged.items():
        yield _sort_rows(lines) if at in divided else [[line] for line in lines]


def _find_pieces(lines: Sequence[LTTextLine]) -> Iterator[tuple[LTTextLine, LTTextLine]]:
    """Yield the pairs of neighbours on one row that a space parts: of at most one em, or between unbroken lines."""
    for left, right in pairwise(sorted(lines, key=lambda line: (round(line.y0), line.x0))):
        if round(left.y0) != round(right.y0):
            continue
        em = min(left.height, right.height)
        gap = right.x0 - left.x1
        if abs(gap) <= _WIDE_SPACE * em or (0 < gap <= _WIDEST_SPACE * em and _is_within(left, right, lines)):
            yield left, right


def _is_within(left: LTTextLine, right: LTTextLine, lines: Iterable[LTTextLine]) -> bool:
    """Return whether lines close above and close below a row run on over the space in it."""
    near = _NEAR_LINES * left.height
    across = [line.y0 - left.y0 for line in lines if line.x0 < left.x1 and right.x0 < line.x1]
    return any(0 < offset <= near for offset in across) and any(-near <= offset < 0 for offset in across)


def _find_root(target: Sequence[int], at: int) -> int:
    while target[at] != at:
        at = target[at]
    return at


def _sort_rows(lines: Iterable[LTTextLine]) -> list[Row]:
    rows: dict[int, Row] = {}
    for line in sorted(lines, key=lambda line: (-round(line.y0), line.x0)):
        rows.setdefault(round(line.y0), []).append(line)
    return [*rows.values()]
