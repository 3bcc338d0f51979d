"""Tables of comma-separated values that a spreadsheet may open: what an article holds never becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give rows below their names, as RFC 4180 has it; a text that a spreadsheet would calculate has a ' before it."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return table.getvalue()


def _cell(value: object) -> object:
    formula = isinstance(value, str) and (value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA))
    return f"'{value}" if formula else value
