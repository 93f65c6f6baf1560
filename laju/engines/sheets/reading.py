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

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"), (b"\xff\xd8\xff", "gambar JPEG"), (b"\x89PNG", "gambar PNG"), (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"), (b"Rar!", "arsip RAR"), (b"7z\xbc\xaf", "arsip 7-Zip"), (b"\x1f\x8b", "arsip GZIP"),
    (b"{\\rtf", "dokumen RTF"), (b"MZ", "program Windows"), (b"\x7fELF", "program"), (b"SQLite format 3", "basis data"),
    (b"PAR1", "berkas Parquet"), (b"II*\0", "gambar TIFF"), (b"MM\0*", "gambar TIFF"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    if not path.is_file():
        raise SheetNotFound(name=path.name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4_096)
        if size > LARGEST_FILE:
            raise FileTooLarge
        if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise EmptySheet
        tables, notes = _tables(path, head)
    except OSError as error:
        raise SheetUnreadable(name=path.name) from error
    return _sheets(tables, notes)


def _tables(path: Path, head: bytes) -> tuple[list[tuple[str, list[Row]]], list[str]]:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if check_archive(path=path) == "ods":
            return read_fenced(path), []
        check_shared_texts(path=path)
        return read_workbook(path), []
    if head.startswith(_OLE):
        return _read_ole(path), []
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic in {b"BM", b"MZ"} and _is_text(head)):
            raise NotAWorkbook(kind=kind)
    text, notes = decode(path.read_bytes())
    if re.match(
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|meta|style|table|body|div|center)\b",
        text[:4_000],
        re.IGNORECASE | re.DOTALL,
    ):
        return _read_html(text, notes), notes
    if re.match(r"\s*<\?xml|\s*<(?:svg|Workbook)\b", text[:500]):
        raise NotAWorkbook(kind="berkas XML")
    if not _is_text(head) and text.count("\ufffd") + sum(ord(c) < 9 for c in text[:4_000]) > 20:  # noqa: PLR2004
        raise NotAWorkbook(kind="berkas biner")
    rows, said = parse(text)
    return [(path.stem, rows)], notes + said


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
    filled = [(name, rows) for name, rows in tables if rows]
    if not filled:
        raise EmptySheet
    for _, rows in filled:
        _check_size(rows)
    chosen = [(name, rows) for name, rows in filled if _is_table(rows)] or filled[:1]
    names = {name for name, _ in chosen}
    left = [f"“{name}” ({len(rows)} baris)" for name, rows in filled if name not in names]
    if left:
        notes = [*notes, "Lembar yang bukan tabel tidak dibaca: " + ", ".join(left) + "."]
    sheets = []
    for index, (name, rows) in enumerate(chosen):
        said = list(notes) if index == 0 else []
        sheets.append(build_sheet(name=name, rows=rows, notes=said + _long_cells(rows)))
    return sheets


def _is_table(rows: Sequence[Row]) -> bool:
    """Say whether rows are a table: at least two rows that share at least two columns."""
    return sum(sum(bool(cell.strip()) for cell in row.cells) > 1 for row in rows[:500]) > 1


def _check_size(rows: Sequence[Row]) -> None:
    columns = max(len(row.cells) for row in rows)
    if columns > MOST_COLUMNS:
        columns = max(
            index + 1 for row in rows for index, cell in enumerate(row.cells) if cell.strip()
        )
    if rows[-1].number > MOST_ROWS or columns > MOST_COLUMNS:
        raise TableTooLarge(rows=f"{rows[-1].number:,}".replace(",", "."), columns=columns)


def _long_cells(rows: Sequence[Row]) -> list[str]:
    numbers = [row.number for row in rows if max(map(len, row.cells)) > LONGEST_CELL]
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
