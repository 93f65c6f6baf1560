"""Read XLSX, XLS and ODS: every filled sheet, every cell as text."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, ZipError

from laju.core.errors import DomainError
from laju.engines.sheets.archives import MOST_COLUMNS, MOST_ROWS, BrokenArchive, TableTooLarge
from laju.engines.sheets.tables import Row

_LONGEST_EXACT = 10**15  # a spreadsheet keeps fifteen digits, more are noughts of its own making


class LockedWorkbook(DomainError):
    message = "Berkas Excel ini dikunci dengan kata sandi."
    remedy = "Buka di Excel, hapus kata sandinya (File, Info, Protect Workbook), simpan, lalu kirim lagi."
    status = 422


def read_workbook(path: Path) -> list[tuple[str, list[Row]]]:
    """Return name and filled rows of every sheet, empty sheets included, in the workbook's order.

    Raises: LockedWorkbook, BrokenArchive, TableTooLarge.
    """
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                (sheet.name, _rows(book, sheet.name))
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise LockedWorkbook from error
    except (CalamineError, ZipError, OSError, ValueError) as error:
        if "password" in str(error).casefold() or "encrypt" in str(error).casefold():
            raise LockedWorkbook from error
        raise BrokenArchive from error


def cell_text(value: object) -> str:
    """Return a cell as a person sees it.

    >>> from datetime import datetime
    >>> [cell_text(v) for v in (1271011512809912.0, 0.1, 1e-7, True, datetime(2023, 2, 12))]
    ['1271011512809912', '0.1', '0.0000001', 'TRUE', '2023-02-12']
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (float, int)):
        return _number_text(value)
    return "" if value is None else _moment_text(value)


def _moment_text(value: object) -> str:
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes") if not value.second else value.isoformat("seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    return str(value)


def _number_text(value: float) -> str:
    if abs(value) >= _LONGEST_EXACT and value % 10 == 0:
        return f"{Decimal(value):.14E}"  # the sixteenth digit was lost: written as Excel shows it
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 1e22 else repr(value)  # noqa: PLR2004 - exact so far
    short = f"{value:.15g}"  # fifteen digits are what Excel shows: 0.1 + 0.2 is 0.3
    return f"{Decimal(short):f}" if "e" in short else short


def _rows(book: CalamineWorkbook, name: str) -> list[Row]:
    sheet = book.get_sheet_by_name(name)
    rows, columns = (last + 1 for last in sheet.end or (-1, -1))
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise TableTooLarge(rows=f"{rows:,}".replace(",", "."), columns=columns)
    return list(_filled(sheet.iter_rows()))


def _filled(rows: Iterable[Sequence[object]]) -> Iterable[Row]:
    for number, cells in enumerate(rows, 1):
        texts = tuple(cell_text(cell).replace("\0", "") for cell in cells)
        if any(text and not text.isspace() for text in texts):
            yield Row(number, texts)
