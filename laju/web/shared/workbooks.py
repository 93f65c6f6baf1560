"""Lists as Excel files, and rows in key order for long downloads."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import xlsxwriter
from django.db.models import Model, QuerySet
from django.http import FileResponse

from laju.engines.sheets import escape_formula

M = TypeVar("M", bound=Model)
MOST_ROWS = 200_000
LONGEST_CELL = 32_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def in_key_order(rows: QuerySet[M], *, size: int = 1000) -> Iterator[M]:
    """Yield rows by primary key in batches, so that a slow download holds no transaction open."""
    last = 0
    ordered = rows.order_by("pk")
    while batch := list(ordered.filter(pk__gt=last)[:size]):
        yield from batch
        last = batch[-1].pk


def send_workbook(
    *, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]
) -> FileResponse:
    """Answer with a workbook of one sheet, its first row frozen; text stays text."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet("Data")
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(titles) - 1, 0), 20)
        page.write_row(0, 0, titles, book.add_format({"bold": True, "bg_color": "#E7EEF5"}))
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                page.write_string(number, 0, "Daftar dipotong; unduh CSV untuk daftar lengkap.")
                break
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    page.write_number(number, column, value)
                elif value not in (None, ""):
                    page.write_string(number, column, escape_formula(str(value))[:LONGEST_CELL])
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
