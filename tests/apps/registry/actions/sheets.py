"""Small sheets as an office would send them, received in one line."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from laju.apps.registry.actions import receive_sheet
from laju.apps.registry.models import Batch, Business, Row
from laju.core.columns import Column, ColumnMapping
from laju.engines.sheets import Row as SheetRow
from laju.engines.sheets import Sheet, read_sheets
from tests.factories import AT

FIELDS = ("name", "owner_name", "nik", "phone", "region", "activity", "prices")
TITLES = ("Nama Usaha", "Nama Pemilik", "NIK", "No HP", "Kabupaten/Kota", "Kegiatan", "Harga")
COLUMNS = ColumnMapping(
    tuple(
        Column(i, title, field, 1.0, "")
        for i, (title, field) in enumerate(zip(TITLES, FIELDS, strict=True))
    )
)
NIK, OTHER_NIK = "1271011512809914", "1271025001859912"


def row(
    name: str = "Keripik Mawar",
    owner: str = "Ani Siregar",
    nik: str = NIK,
    phone: str = "0810-0000-5001",
    region: str = "Kota Medan",
    activity: str = "jual keripik ubi",
    prices: str = "15.000",
) -> tuple[str, ...]:
    return (name, owner, nik, phone, region, activity, prices)


def sheet_of(*rows: Sequence[str], header: Sequence[str] = TITLES) -> Sheet:
    lines = [SheetRow(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    return Sheet("Data", tuple(header), 1, lines)


def receive(
    *rows: Sequence[str], by, sha256: str = "a" * 64, limit: int = 500, occasion: str = "", **more
) -> Batch:
    """Receive a sheet to its end, as a command does."""
    sheet = sheet_of(*rows)
    options = {"columns": COLUMNS, **more}
    while True:
        batch = receive_sheet(
            sheet=sheet,
            file_name="usaha.csv",
            sha256=sha256,
            occasion=occasion,
            limit=limit,
            by=by,
            at=AT,
            **options,
        )
        if batch.status == Batch.Status.DONE:
            return batch


def receive_file(path: Path, *, by) -> Batch:
    """Receive the first table of a file to its end."""
    sheet = read_sheets(path=path)[0]
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    while True:
        batch = receive_sheet(sheet=sheet, file_name=path.name, sha256=sha256, by=by, at=AT)
        if batch.status == Batch.Status.DONE:
            return batch


def outcomes(batch: Batch) -> list[str]:
    return list(batch.rows.values_list("outcome", flat=True))


def stored(batch: Batch) -> list[tuple[object, ...]]:
    """Return all that a batch left behind, numbers of the database left out."""
    rows = Row.objects.filter(batch=batch).select_related("business__owner")
    return [
        (
            row.number,
            row.outcome,
            row.same_as_number,
            row.business and (row.business.name, row.business.phone, row.business.prices_text),
            row.business and (row.business.owner.name, row.business.owner.nik),
            sorted(row.findings.values_list("severity", "column", "reason")),
        )
        for row in rows
    ]


def count_owners() -> int:
    return Business.objects.values("owner").distinct().count()
