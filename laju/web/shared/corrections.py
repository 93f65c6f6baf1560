"""An office's own table given back with what to repair, however many rows it has."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from laju.apps.registry.models import Batch, Finding, Row
from laju.apps.registry.queries import rejects_of
from laju.engines.sheets import Lines, write_corrections
from laju.engines.sheets import Row as SheetRow

SEVERITIES = (Finding.Severity.ERROR, Finding.Severity.WARNING)
SUFFIXES = ("xlsx", "csv")
_FETCHED = 2_000


def write_corrections_of(*, batch: Batch, path: Path) -> Path:
    """Write the table a batch came from as its rows are stored, with the column "Perbaikan"."""
    source = Lines(batch.sheet_name, tuple(batch.header), _rows(batch))
    return write_corrections(source=source, remedies=_remedies(batch), path=path)


def kept_corrections(*, batch: Batch, kind: str) -> Path:
    """Return where the table of a batch is kept once written; a batch that is done never changes."""
    return Path(settings.SHEETS) / "perbaikan" / f"{batch.pk}.{kind}"


def keep_corrections(*, batch: Batch, kind: str) -> Path:
    """Write the table of a batch where it is kept: whole or not at all."""
    path = kept_corrections(batch=batch, kind=kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".baru-") as aside:
        return write_corrections_of(batch=batch, path=Path(aside) / path.name).replace(path)


def write_all_corrections(*, batches: Iterable[Batch], folder: Path) -> list[Path]:
    """Write a workbook for each batch that has something to repair; return them."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for batch in batches:
        if not (batch.rejected or batch.warnings):
            continue
        stem = Path(batch.file_name).stem
        sheet = f"-{batch.sheet_name}" if batch.sheet_name not in {"", stem} else ""
        name = "".join(c if c.isalnum() or c in " .-_" else "-" for c in f"{stem}{sheet}")
        path = folder / f"{name}-perbaikan.xlsx"
        if path in written:  # two offices may call their files the same
            path = folder / f"{name}-{batch.pk}-perbaikan.xlsx"
        written.append(write_corrections_of(batch=batch, path=path))
    return written


def _rows(batch: Batch) -> Iterator[SheetRow]:
    rows = Row.objects.filter(batch=batch).order_by("number").values_list("number", "cells")
    for number, cells in rows.iterator(chunk_size=_FETCHED):
        yield SheetRow(number, tuple(cells))


def _remedies(batch: Batch) -> dict[int, str]:
    """Return by row what to repair, errors first."""
    found: dict[int, list[str]] = {}
    for severity in SEVERITIES:
        for reject in rejects_of(batches=[batch], severity=severity):
            said = f"{reject.reason} {reject.remedy}"
            said = f"{reject.column}: {said}" if reject.column else said
            found.setdefault(reject.row, []).append(said)
    return {row: " ".join(said) for row, said in found.items()}
