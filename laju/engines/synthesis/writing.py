"""Sheets of a synthetic office as files, the same bytes each time."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from laju.engines.synthesis.offices import Office

_MADE_AT = datetime(2026, 1, 12, tzinfo=UTC)
_NUMBERS = frozenset({"number", "employees", "founded_year"})
_MARKS = frozenset('",;|\t\n')


def write_csv(*, path: Path, office: Office, rows: pl.DataFrame) -> None:
    """Write text with the separator and the encoding of the office."""
    head = [office.separator.join(map(_quoted, line)) for line in _head(office)]
    body = rows.with_columns(pl.all().replace("", None)).write_csv(
        include_header=False, separator=office.separator, line_terminator="\r\n"
    )
    text = "".join(f"{line}\r\n" for line in head) + body
    path.write_bytes(text.encode(office.encoding, "replace"))


def write_xlsx(*, path: Path, office: Office, rows: pl.DataFrame) -> None:
    """Write a workbook row by row, in little memory."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE_AT, "comments": "Data buatan, bukan usaha sungguhan."})
    sheet = book.add_worksheet("Data UMKM")
    at = 0
    for line in _head(office):
        for column, text in enumerate(line):
            if text:
                sheet.write_string(at, column, text)
        at += 1
    fields = list(office.titles)
    for cells in rows.iter_rows():
        for column, text in enumerate(cells):
            if not text:
                continue
            if fields[column] in _NUMBERS and text.isdecimal():
                sheet.write_number(at, column, int(text))
            else:
                sheet.write_string(at, column, text)
        at += 1
    book.close()


def _head(office: Office) -> list[list[str]]:
    titles = list(office.titles.values())
    head = [[text] for text in office.above]
    if office.has_two_title_rows:
        head += [[*titles[:-2], "Koordinat", ""], [""] * (len(titles) - 2) + titles[-2:]]
    else:
        head.append(titles)
    if office.has_column_numbers:
        head.append([str(index + 1) for index in range(len(titles))])
    return head


def _quoted(text: str) -> str:
    return f'"{text}"' if _MARKS & set(text) else text
