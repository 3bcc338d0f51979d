"""Spreadsheets: a table as XLSX, in which every cell is a text or a number and none a formula."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

_MAX_CHARACTERS = 32_767  # of a cell
_WIDTHS = {"display_text": 80, "note": 40, "article_title": 40, "url": 30}


def build_xlsx(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return the bytes of a workbook of one sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Quotations")
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    for number, name in enumerate(columns):
        sheet.write_string(0, number, name, bold)
        sheet.set_column(number, number, _WIDTHS.get(name, 16), wrapped)
    sheet.freeze_panes(1, 0)
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(row, column, value)
            elif value is not None:
                sheet.write_string(row, column, str(value)[:_MAX_CHARACTERS])
    book.close()
    return file.getvalue()
