"""Open any file an office sends as a table, or say in one sentence why it is none."""

import re
from collections.abc import Sequence
from pathlib import Path

from laju.core.errors import DomainError
from laju.engines.sheets.archives import (
    MOST_COLUMNS,
    MOST_ROWS,
    BrokenArchive,
    NotAWorkbook,
    TableTooLarge,
    check_archive,
)
from laju.engines.sheets.delimited import decode, parse
from laju.engines.sheets.fence import read_fenced
from laju.engines.sheets.headers import build_sheet
from laju.engines.sheets.markup import read_markup
from laju.engines.sheets.shared_texts import check_shared_texts
from laju.engines.sheets.tables import Row, Sheet
from laju.engines.sheets.workbooks import LockedWorkbook, read_workbook

LARGEST_FILE = 400 * 1024**2
LONGEST_CELL = 32_767
FEWEST_ROWS = 500  # that tell whether a sheet is a table

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"), (b"\xff\xd8\xff", "gambar JPEG"), (b"\x89PNG", "gambar PNG"), (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"), (b"Rar!", "arsip RAR"), (b"7z\xbc\xaf", "arsip 7-Zip"), (b"\x1f\x8b", "arsip GZIP"),
    (b"{\\rtf", "dokumen RTF"), (b"MZ", "program Windows"), (b"\x7fELF", "program"), (b"SQLite format 3", "basis data"),
    (b"PAR1", "berkas Parquet"), (b"II*\0", "gambar TIFF"), (b"MM\0*", "gambar TIFF"),
)  # fmt: skip
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class SheetNotFound(DomainError):
    message = "Berkas “{name}” tidak ditemukan."
    remedy = "Periksa nama dan letak berkas, lalu coba lagi."
    status = 404


class SheetUnreadable(DomainError):
    message = "Berkas “{name}” tidak dapat dibuka."
    remedy = "Tutup berkas itu di program lain, periksa izinnya, lalu coba lagi."
    status = 422


class EmptySheet(DomainError):
    message = "Berkas ini kosong: tidak ada satu baris pun yang berisi."
    remedy = "Periksa apakah berkas yang benar yang dikirim, lalu kirim lagi."
    status = 422


class FileTooLarge(DomainError):
    message = "Berkas ini lebih besar dari 400 MB."
    remedy = "Bagi daftar menjadi beberapa berkas, lalu kirim satu per satu."
    status = 413


def read_sheets(*, path: Path) -> list[Sheet]:
    """Return every table of a CSV, TSV, TXT, XLSX, XLS, ODS or HTML-as-XLS file.

    What the file is, is told by its bytes and not by its name. No filled row is ever dropped:
    rows above the titles are quoted in `notes`, as are sheets that hold no table.

    Raises: SheetNotFound, SheetUnreadable, EmptySheet, FileTooLarge, NotAWorkbook, LockedWorkbook,
    DangerousArchive, BrokenArchive, TableTooLarge.
    """
    head = first_bytes(path)
    try:
        tables, notes = _tables(path, head)
    except OSError as error:
        raise SheetUnreadable(name=path.name) from error
    return _sheets(tables, notes)


def first_bytes(path: Path) -> bytes:
    """Return how a file begins, which tells what it is.

    Raises: SheetNotFound, SheetUnreadable, EmptySheet, FileTooLarge.
    """
    if not path.is_file():
        raise SheetNotFound(name=path.name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4_096)
    except OSError as error:
        raise SheetUnreadable(name=path.name) from error
    if size > LARGEST_FILE:
        raise FileTooLarge
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise EmptySheet
    return head


def _tables(path: Path, head: bytes) -> tuple[list[tuple[str, list[Row]]], list[str]]:
    if head.startswith(ZIPPED):
        if check_archive(path=path) == "ods":
            return read_fenced(path), []
        check_shared_texts(path=path)
        return read_workbook(path), []
    if head.startswith(OLE):
        return _read_ole(path), []
    text, notes = read_text(path=path, head=head)
    if is_markup(text):
        return _read_html(text, notes), notes
    rows, said = parse(text)
    return [(path.stem, rows)], notes + said


def read_text(*, path: Path, head: bytes) -> tuple[str, list[str]]:
    """Return the text of a file that is no workbook, and what was odd about it.

    Raises: NotAWorkbook.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic in {b"BM", b"MZ"} and _is_text(head)):
            raise NotAWorkbook(kind=kind)
    text, notes = decode(path.read_bytes())
    if not is_markup(text) and re.match(r"\s*<\?xml|\s*<(?:svg|Workbook)\b", text[:500]):
        raise NotAWorkbook(kind="berkas XML")
    if re.match(r'\s*(?:\{\s*"[^"\n]*"\s*:|\[\s*\{\s*")', text[:500]):
        raise NotAWorkbook(kind="berkas JSON")
    is_binary = not _is_text(head) and not is_markup(text)
    if is_binary and text.count("\ufffd") + sum(ord(c) < 9 for c in text[:4_000]) > 20:  # noqa: PLR2004
        raise NotAWorkbook(kind="berkas biner")
    return text, notes


def is_markup(text: str) -> bool:
    """Say whether a text is a web page."""
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|meta|style|table|body|div|center)\b",
            text[:4_000],
            re.IGNORECASE | re.DOTALL,
        )
    )


def _read_ole(path: Path) -> list[tuple[str, list[Row]]]:
    """Read an old XLS; a locked XLSX and a Word document wear the same coat."""
    data = path.read_bytes()
    wide = [
        name.encode("utf-16-le")
        for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document")
    ]
    if wide[0] in data:
        raise LockedWorkbook
    if wide[1] in data:
        raise NotAWorkbook(kind="dokumen Word")
    if wide[2] in data:
        raise NotAWorkbook(kind="presentasi PowerPoint")
    return read_fenced(path)


def _read_html(text: str, notes: list[str]) -> list[tuple[str, list[Row]]]:
    tables = read_markup(text)
    if not tables:
        raise NotAWorkbook(kind="halaman web tanpa tabel")
    notes.append("Berkas ini sebenarnya halaman web (HTML); tabel di dalamnya tetap dibaca.")
    return tables


def _is_text(head: bytes) -> bool:
    odd = sum(byte < 9 or 14 <= byte < 27 for byte in head)  # noqa: PLR2004
    return odd <= 0.01 * len(head)


def _sheets(tables: Sequence[tuple[str, list[Row]]], notes: list[str]) -> list[Sheet]:
    for _, rows in tables:
        if rows:
            _check_size(rows)
    chosen, left = choose_tables([(name, rows, len(rows)) for name, rows in tables])
    told = [*notes, *left]
    sheets = []
    for index, (name, rows) in enumerate(tables):
        if index in chosen:
            long = [row.number for row in rows if max(map(len, row.cells)) > LONGEST_CELL]
            said = [*told, *long_cells(long)]
            sheets.append(build_sheet(name=name, rows=rows, notes=said))
            told = []
    return sheets


def choose_tables(tables: Sequence[tuple[str, Sequence[Row], int]]) -> tuple[list[int], list[str]]:
    """Return which of the sheets of a file are tables, and a note that names the others.

    tables: name, the first filled rows (FEWEST_ROWS are enough) and how many there are in all.

    Raises: EmptySheet.
    """
    filled = [index for index, (_, _, count) in enumerate(tables) if count]
    if not filled:
        raise EmptySheet
    chosen = [index for index in filled if _is_table(tables[index][1])] or filled[:1]
    names = {tables[index][0] for index in chosen}
    left = [f"“{name}” ({count} baris)" for name, _, count in tables if count and name not in names]
    note = "Lembar yang bukan tabel tidak dibaca: " + ", ".join(left) + "."
    return chosen, [note] if left else []


def _is_table(rows: Sequence[Row]) -> bool:
    """Say whether rows are a table: at least two rows that share at least two columns."""
    first = rows[:FEWEST_ROWS]
    return sum(sum(bool(cell.strip()) for cell in row.cells) > 1 for row in first) > 1


def _check_size(rows: Sequence[Row]) -> None:
    columns = max(len(row.cells) for row in rows)
    if columns > MOST_COLUMNS:
        columns = max(
            index + 1 for row in rows for index, cell in enumerate(row.cells) if cell.strip()
        )
    if rows[-1].number > MOST_ROWS or columns > MOST_COLUMNS:
        raise TableTooLarge(rows=f"{rows[-1].number:,}".replace(",", "."), columns=columns)


def long_cells(numbers: Sequence[int]) -> list[str]:
    """Return a note on the rows with a cell longer than LONGEST_CELL, none when there are none."""
    if not numbers:
        return []
    return [
        f"Isi yang sangat panjang (lebih dari 32.767 huruf) pada baris {', '.join(map(str, numbers[:10]))}."
    ]


__all__ = [
    "BrokenArchive",
    "EmptySheet",
    "FileTooLarge",
    "SheetNotFound",
    "SheetUnreadable",
    "read_sheets",
]
