"""Give an office its own table back with a column that says what to repair."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from laju.core.errors import DomainError
from laju.engines.sheets.tables import Lines, Sheet

REMEDY_TITLE = "Perbaikan"

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:\s*%)?")
_PHONE = re.compile(r"\+\d[\d\s().-]{6,20}")
_LONGEST = 32_767
_MOST_ROWS = 1_048_575  # below the titles


class UnknownSheetFormat(DomainError):
    message = "Bentuk berkas “{suffix}” tidak dapat ditulis."
    remedy = "Pilih nama berkas yang berakhiran .xlsx atau .csv."
    status = 422


class TooManyRows(DomainError):
    message = (
        "Lembar “{name}” punya lebih dari {most} baris, lebih banyak daripada yang dimuat Excel."
    )
    remedy = "Unduh bentuk CSV-nya; isinya sama."
    status = 422


def escape_formula(text: str) -> str:
    """Make a cell harmless in any spreadsheet: an apostrophe before what would run as a formula.

    Dangerous are = + - @ tab and CR at the start, also behind blanks. Plain numbers ("-7.55") and
    telephone numbers ("+62 812-3456-7890") hold no name, call or reference and stay as they are.

    >>> escape_formula("=HYPERLINK(A1)"), escape_formula("-7.55"), escape_formula("+6281234567890")
    ("'=HYPERLINK(A1)", '-7.55', '+6281234567890')
    """
    start = text.lstrip(" \u00a0\ufeff")
    if not text or not (
        text[0] in "\t\r\n" or start[:1] in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}
    ):
        return text
    if (
        _NUMBER.fullmatch(text.strip())
        or _PHONE.fullmatch(text)
        or text.strip() in {"-", "--", "+"}
    ):
        return text
    return f"'{text}"


def write_corrections(
    *,
    source: Sheet | Lines | Sequence[Sheet | Lines],
    remedies: Mapping[int, str] | Sequence[Mapping[int, str]],
    path: Path,
) -> Path:
    """Write the table(s) with a last column "Perbaikan"; the kind follows the ending of `path`.

    `remedies` maps row numbers as the office sees them to sentences, one mapping for each sheet;
    rows without one are written as they came. In XLSX, rows with a remedy are highlighted. A CSV
    holds one table, so further sheets follow below their own titles. Of `Lines`, however many, only
    one row at a time is in memory.

    Raises: UnknownSheetFormat, TooManyRows.
    """
    sheets = [source] if isinstance(source, Sheet | Lines) else list(source)
    notes = [remedies] if isinstance(remedies, Mapping) else list(remedies)
    pairs = list(zip(sheets, notes, strict=True))
    writers = {".csv": _write_csv, ".xlsx": _write_workbook}
    if path.suffix.lower() not in writers:
        raise UnknownSheetFormat(suffix=path.suffix)
    writers[path.suffix.lower()](pairs, path)
    return path


def _write_csv(pairs: Sequence[tuple[Sheet | Lines, Mapping[int, str]]], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for sheet, remedies in pairs:
            width = _width(sheet)
            writer.writerow([escape_formula(cell) for cell in _titles(sheet, width)])
            for row in sheet.rows:
                cells = [*row.cells, *[""] * (width - len(row.cells)), remedies.get(row.number, "")]
                writer.writerow([escape_formula(cell) for cell in cells])


def _write_workbook(pairs: Sequence[tuple[Sheet | Lines, Mapping[int, str]]], path: Path) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        title = book.add_format(
            {"bold": True, "bg_color": "#E7EEF5", "border": 1, "text_wrap": True}
        )
        plain = book.add_format({"num_format": "@"})
        marked = book.add_format({"bg_color": "#FDE8D7", "num_format": "@"})
        used: set[str] = set()
        for sheet, remedies in pairs:
            page = book.add_worksheet(_page_name(sheet.name, used))
            page.freeze_panes(1, 0)
            width = _width(sheet)
            page.set_column(0, max(width - 1, 0), 18)
            page.set_column(width, width, 70)
            for column, cell in enumerate(_titles(sheet, width)):
                page.write_string(0, column, escape_formula(cell), title)
            last = 0
            for last, row in enumerate(sheet.rows, 1):
                if last > _MOST_ROWS:
                    raise TooManyRows(name=sheet.name, most=_MOST_ROWS)
                remedy = remedies.get(row.number, "")
                cells = [*row.cells, *[""] * (width - len(row.cells)), remedy]
                for column, cell in enumerate(cells):
                    if cell or remedy:
                        page.write_string(
                            last,
                            column,
                            escape_formula(cell)[:_LONGEST],
                            marked if remedy else plain,
                        )
            page.autofilter(0, 0, last, width)  # one click leaves the rows to correct


def _width(sheet: Sheet | Lines) -> int:
    if isinstance(sheet, Lines):
        return len(sheet.header)
    return max([len(sheet.header), *(len(row.cells) for row in sheet.rows)])


def _titles(sheet: Sheet | Lines, width: int) -> list[str]:
    more = [f"Kolom {index}" for index in range(len(sheet.header) + 1, width + 1)]
    return [*sheet.header, *more, REMEDY_TITLE]


def _page_name(name: str, used: set[str]) -> str:
    """Return a sheet name Excel accepts and the workbook does not have yet."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip().strip("'")[:28] or "Lembar"
    candidate, count = base, 1
    while candidate.casefold() in used or candidate.casefold() == "history":
        count += 1
        candidate = f"{base[:25]} {count}"
    used.add(candidate.casefold())
    return candidate
