"""Look into a zipped workbook before anything opens it: bombs, locks and wrong kinds."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from laju.core.errors import DomainError

LARGEST_BYTES = 400 * 1024**2
SUSPECT_BYTES = 50 * 1024**2
LARGEST_RATIO = 200
MOST_MEMBERS = 2_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 500
MOST_CELLS = 60_000_000
_CHUNK = 1 << 20

# Not as nearly every list is: within 57 columns (A to BE), which fit at any height below a million.
_UNUSUAL = re.compile(rb"<c(?! r=\"(?:[A-Z]|A[A-Z]|B[A-E])[0-9]{1,6}\")[ />\s]")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,10})[\"'][^>]*(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d{1,12})[\"']")
_ROW_START = re.compile(rb"<(?:\w+:)?row\b")
_CELL_START = re.compile(rb"<(?:\w+:)?c[\s>]")
_BARE_CELL = re.compile(rb"<(?:\w+:)?c(?:\s(?![^>]*\br\s*=)[^>]*)?(?<!/)>")
_ODS = re.compile(rb"<table:table-(row|cell)\b([^>]*)>")
_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,12})[\"']")


class DangerousArchive(DomainError):
    message = "Berkas ini mengembang menjadi sangat besar bila dibuka, jadi tidak kami baca."
    remedy = "Buka di Excel, salin tabelnya saja ke buku kerja baru, simpan, lalu kirim lagi."
    status = 413


class BrokenArchive(DomainError):
    message = "Berkas Excel ini rusak atau terpotong saat dikirim."
    remedy = "Buka dan simpan ulang di Excel, atau simpan sebagai CSV, lalu kirim lagi."
    status = 422


class NotAWorkbook(DomainError):
    message = "Berkas ini {kind}, bukan tabel."
    remedy = "Kirim tabel dalam bentuk XLSX, XLS, ODS, atau CSV."
    status = 415


class TableTooLarge(DomainError):
    message = "Tabel ini terlalu besar: {rows} baris dan {columns} kolom."
    remedy = (
        "Bagi menjadi beberapa berkas, paling banyak 1.048.576 baris dan 500 kolom setiap berkas."
    )
    status = 413


def check_archive(*, path: Path, watch: Callable[[str, bytes], None] | None = None) -> str:
    """Return "xlsx" or "ods" for a zipped workbook that is safe to open.

    The directory is judged first; then every part that a reader would unpack is really unpacked
    piece by piece and counted, because the directory may lie. `watch` sees the pieces too: the
    name of the part and its next bytes.

    Raises: DangerousArchive, BrokenArchive, NotAWorkbook, TableTooLarge.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_directory(members, path.stat().st_size)
            kind = _kind({member.filename for member in members}, archive)
            total = 0
            for member in members:
                total += _measure(path, member, kind, LARGEST_BYTES - total, watch)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise BrokenArchive from error
    return kind


def _check_directory(members: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or total > LARGEST_BYTES:
        raise DangerousArchive
    if total > SUSPECT_BYTES and total > LARGEST_RATIO * max(size, 1):
        raise DangerousArchive


def _kind(names: set[str], archive: zipfile.ZipFile) -> str:
    if any(name.startswith("xl/workbook") for name in names):
        if "xl/workbook.bin" in names:
            raise NotAWorkbook(kind="buku kerja biner (XLSB)")
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as member:
            if b"spreadsheet" in member.read(200):
                return "ods"
    if any(name.startswith("word/") for name in names):
        raise NotAWorkbook(kind="dokumen Word")
    if any(name.startswith("ppt/") for name in names):
        raise NotAWorkbook(kind="presentasi PowerPoint")
    raise NotAWorkbook(kind="arsip ZIP")


def _measure(
    path: Path,
    member: zipfile.ZipInfo,
    kind: str,
    room: int,
    watch: Callable[[str, bytes], None] | None,
) -> int:
    """Unpack one part piece by piece, keep nothing, and count bytes and the extent of its cells."""
    extent = _Extent(
        is_exact=kind == "ods"
    )  # for every part: a workbook may keep its sheets under any name
    real = 0
    for piece in _pieces(path, member):
        real += len(piece)
        if real > room:
            raise DangerousArchive
        extent.feed(piece)
        if watch:
            watch(member.filename, piece)
    if real > SUSPECT_BYTES and real > LARGEST_RATIO * max(member.compress_size, 1):
        raise DangerousArchive
    if extent.is_rough:
        extent = _Extent(is_exact=True)
        for piece in _pieces(path, member):
            extent.feed(piece)
    extent.check()
    return real


def _pieces(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(30)
        if header[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile(member.filename)
        skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        file.seek(skip, 1)
        left = member.compress_size
        if member.flag_bits & 1:
            raise NotImplementedError
        inflater = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
        if inflater is None and member.compress_type != zipfile.ZIP_STORED:
            raise NotImplementedError
        while left > 0:
            packed = file.read(min(_CHUNK, left))
            if not packed:
                raise EOFError
            left -= len(packed)
            if inflater is None:
                yield packed
                continue
            while packed:
                yield inflater.decompress(packed, _CHUNK)
                packed = inflater.unconsumed_tail
                if inflater.eof:
                    return


class _Extent:
    """The box that encloses every filled cell; a reader reserves memory for all of it."""

    def __init__(self, *, is_exact: bool = False) -> None:
        self.is_exact = is_exact
        self.is_rough = False  # something unusual was seen: all has to be counted one by one
        self.rows = 0
        self.columns = 0
        self.filled = 0  # cells with content, repeats of OpenDocument counted
        self._row_repeats = 1
        self._unnamed = False
        self._in_row = 0  # cells since the last row began, carried from piece to piece
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Look at the next bytes; a tag cut in two is kept for the next call."""
        data = self._rest + piece
        cut = data.rfind(b"<")
        self._rest = data[cut:] if cut >= 0 and len(data) - cut < 4096 else b""  # noqa: PLR2004
        if not self.is_exact:
            self.is_rough = self.is_rough or not self._is_usual(data[: len(data) - len(self._rest)])
            return
        for tag, attributes in _ODS.findall(data[: len(data) - len(self._rest)]):
            self._count(tag, attributes)
        found = _CELL.findall(data)
        if found:
            self.columns = max(self.columns, *map(_column_number, {column for column, _ in found}))
            self.rows = max(self.rows, *map(int, {row for _, row in found}))
        self._count_unnamed(data)

    def _is_usual(self, data: bytes) -> bool:
        """Say whether whole tags hold only cells in a box that is never too large."""
        return b":c " not in data and b":c>" not in data and _UNUSUAL.search(data) is None

    def _count_unnamed(self, data: bytes) -> None:
        """Count cells that do not say where they are; they follow one another from their row."""
        if not self._unnamed and _BARE_CELL.search(data) is None:
            return
        self._unnamed = True
        parts = _ROW_START.split(data)
        for index, part in enumerate(parts):
            self._in_row = len(_CELL_START.findall(part)) + (self._in_row if index == 0 else 0)
            self.columns = max(self.columns, self._in_row)
        self.rows = max([self.rows, *(int(row) for row in set(_ROW.findall(data)))])

    def _count(self, tag: bytes, attributes: bytes) -> None:
        repeat = _REPEAT.search(attributes)
        times = int(repeat[1]) if repeat else 1
        if tag == b"row":
            self._row_repeats = times
        elif not attributes.endswith(b"/") or b"value" in attributes:
            self.filled += times * self._row_repeats

    def check(self) -> None:
        """Raise TableTooLarge when the box is beyond what an office list can be."""
        too_wide = self.columns > MOST_COLUMNS
        if (
            self.rows > MOST_ROWS
            or too_wide
            or max(self.filled, self.rows * self.columns) > MOST_CELLS
        ):
            raise TableTooLarge(rows=f"{self.rows:,}".replace(",", "."), columns=self.columns)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
