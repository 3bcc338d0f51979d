"""CSV tables in which no text from an article becomes a formula in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Begins a file that a spreadsheet then reads as UTF-8."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def format_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows below column names (RFC 4180); a text that would be a formula is prefixed with an apostrophe."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(columns)
    writer.writerows([_escape_formula(value) for value in row] for row in rows)
    return table.getvalue()


def _escape_formula(value: object) -> object:
    formula = isinstance(value, str) and (value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA))
    return f"'{value}" if formula else value
