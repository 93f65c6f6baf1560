"""Files that offices send: kept under the hash of their bytes, never under the sender's name."""

import dataclasses
import hashlib
import re
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from laju.apps.registry.models import Batch
from laju.core.errors import DomainError
from laju.engines.sheets import Row, Sheet, SheetNotFound, read_sheets
from laju.engines.tables import read_tables

SHA256 = re.compile(r"[0-9a-f]{64}")
SMALL = 20 * 1024**2  # files read so often that they may stay in memory between two requests
LARGE = 5_000  # rows from which on a sheet is received in the background


class SheetGone(DomainError):
    message = "Berkas “{name}” tidak tersimpan di sini."
    remedy = "Unggah berkas yang sama sekali lagi; baris yang sudah tercatat tidak terulang."
    status = 404


def keep_file(*, chunks: Iterable[bytes]) -> str:
    """Store a file and return the SHA-256 of its bytes; the same bytes are stored once."""
    folder = Path(settings.SHEETS)
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    # written aside and renamed: a broken upload never stands under a hash it does not have
    with tempfile.TemporaryDirectory(dir=folder, prefix=".baru-") as aside:
        new = Path(aside) / "berkas"
        with new.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        new.replace(path_of(sha256=digest.hexdigest()))
    return digest.hexdigest()


def path_of(*, sha256: str) -> Path:
    """Return where a file is kept. Raises: SheetNotFound when this is no hash at all."""
    if not SHA256.fullmatch(sha256):
        raise SheetNotFound(name=sha256[:20])
    return Path(settings.SHEETS) / sha256


def forget_file(*, sha256: str) -> None:
    """Take away a file that proved unreadable, unless a batch came from it."""
    if not Batch.objects.filter(sha256=sha256).exists():
        path_of(sha256=sha256).unlink(missing_ok=True)


def sheets_of(*, sha256: str) -> list[Sheet]:
    """Return the tables of a kept file; the one table of a CSV has no name.

    Raises: SheetNotFound and all that engines.sheets.read_sheets raises.
    """
    path = path_of(sha256=sha256)
    if not path.is_file():
        raise SheetNotFound(name=sha256[:12])
    sheets = _read(path) if path.stat().st_size <= SMALL else read_sheets(path=path)
    return [dataclasses.replace(s, name="") if s.name == path.stem else s for s in sheets]


class Look(NamedTuple):
    """A table as much of it as is needed to say what its columns mean."""

    sheet: Sheet  # of a table in a big file some rows from all over it, else all
    rows_total: int

    @property
    def is_large(self) -> bool:
        """Say whether the table is to be received in the background."""
        return self.rows_total >= LARGE


def looks_of(*, sha256: str) -> list[Look]:
    """Return a look at the tables of a kept file; however big it is, in moderate memory.

    Raises: as sheets_of.
    """
    path = path_of(sha256=sha256)
    if path.is_file() and path.stat().st_size > SMALL:
        return list(_look(path))
    return [Look(sheet, len(sheet.rows)) for sheet in sheets_of(sha256=sha256)]


def sheet_of_batch(*, batch: Batch) -> Sheet:
    """Return the table a batch came from. Raises: SheetGone."""
    if not SHA256.fullmatch(batch.sha256) or not path_of(sha256=batch.sha256).is_file():
        raise SheetGone(name=batch.file_name)
    sheets = sheets_of(sha256=batch.sha256)
    for sheet in sheets:
        if sheet.name[:120] == batch.sheet_name or len(sheets) == 1:
            # its name is part of what tells batches apart, so it stays as it was received
            return dataclasses.replace(sheet, name=batch.sheet_name)
    raise SheetGone(name=str(batch))


@lru_cache(maxsize=4)  # between upload and import a person looks at the same file a few times
def _look(path: Path) -> tuple[Look, ...]:
    return tuple(
        Look(
            Sheet(
                "" if table.name == path.stem else table.name,
                table.header,
                table.header_row,
                [Row(number, cells) for number, cells in enumerate(table.samples(), 1)],
                table.notes,
            ),
            table.cells.height,
        )
        for table in read_tables(path=path)
    )


@lru_cache(maxsize=1)  # a long import reads the same file chunk after chunk; the bytes never change
def _read(path: Path) -> list[Sheet]:
    return read_sheets(path=path)
