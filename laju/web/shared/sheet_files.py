"""Files that offices send: kept under the hash of their bytes, never under the sender's name."""

import dataclasses
import hashlib
import re
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from laju.apps.registry.models import Batch
from laju.core.errors import DomainError
from laju.engines.sheets import Sheet, SheetNotFound, read_sheets

SHA256 = re.compile(r"[0-9a-f]{64}")
SMALL = 20 * 1024**2  # files read so often that they may stay in memory between two requests


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


@lru_cache(maxsize=1)  # a long import reads the same file chunk after chunk; the bytes never change
def _read(path: Path) -> list[Sheet]:
    return read_sheets(path=path)
