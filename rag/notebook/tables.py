"""Tables: what a document shows of itself in a notebook, and the same as a pandas or an Arrow table.

pandas and pyarrow are imported when they are used; `pip install 'onrecord[notebook]'` brings both.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Row = Mapping[str, object]

_MAX_ROWS = 100  # rows that a notebook shows
_LINKS = ("http://", "https://")


class Tabular(ABC):
    """A document of rows; each row has the same columns."""

    @abstractmethod
    def _list_rows(self) -> Iterable[Row]:
        """Return the rows."""

    def _describe(self) -> str:
        """Return a line above the table, empty for none."""
        return ""

    def _repr_html_(self) -> str:
        """Return the document as HTML, which Jupyter shows."""
        heading = self._describe()
        return (f"<p>{format_text(heading)}</p>" if heading else "") + format_table([*self._list_rows()])

    def to_pandas(self) -> "pd.DataFrame":
        """Return the rows as a pandas DataFrame; dates stay ISO 8601 text, because they are of any precision."""
        return _import("pandas").DataFrame([dict(row) for row in self._list_rows()])

    def to_arrow(self) -> "pa.Table":
        """Return the rows as an Arrow table."""
        return _import("pyarrow").Table.from_pylist([dict(row) for row in self._list_rows()])


def format_table(rows: Sequence[Row]) -> str:
    """Return rows as an HTML table, in which nothing of an article is markup."""
    if not rows:
        return "<p>nothing</p>"
    names = "".join(f"<th>{format_text(name.replace('_', ' '))}</th>" for name in rows[0])
    lines = "".join(f"<tr>{''.join(map(_format_cell, row.values()))}</tr>" for row in rows[:_MAX_ROWS])
    rest = f"<p>and {len(rows) - _MAX_ROWS:,} more</p>" if len(rows) > _MAX_ROWS else ""
    return f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>{rest}"


def format_text(text: str) -> str:
    """Return a text for HTML, without characters that do not print."""
    return escape("".join(character if character.isprintable() else " " for character in text))


def _format_cell(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    shown = format_text(text)
    if text.startswith(_LINKS):
        shown = f'<a href="{shown}" rel="noreferrer">{shown}</a>'
    return f'<td style="text-align: left">{shown}</td>'


def _import(package: str) -> Any:  # noqa: ANN401 (neither package has types)
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        message = f"{package} is not installed: pip install 'onrecord[notebook]'"
        raise ModuleNotFoundError(message, name=error.name) from None
