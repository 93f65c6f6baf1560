"""Sheets: received row by row, every row with an outcome, nothing lost."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.regions.models import Region
from laju.apps.registry.actions.matching import Matcher
from laju.apps.registry.actions.reach import hold_outside
from laju.apps.registry.models import Batch, ColumnMapping, Finding, Row
from laju.apps.registry.queries import mapping_for
from laju.core.columns import Column, align_row, apply_mapping, propose_mapping
from laju.core.columns import ColumnMapping as Columns
from laju.core.columns.titles import rupiah_unit
from laju.core.errors import DomainError
from laju.core.kbli import Classification, Version
from laju.core.places import System
from laju.core.records import (
    Reader,
    Record,
    Severity,
    Understanding,
    read_record,
    understand_sheet,
)
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.sheets import Row as SheetRow
from laju.engines.sheets import Sheet

CHUNK = 500


class NoNameColumn(DomainError):
    message = "Pada lembar {sheet} tidak ada kolom nama usaha maupun nama pemilik."
    remedy = "Tunjukkan kolom mana yang berisi nama usaha, lalu impor lagi."
    status = 422


@action
def receive_sheet(
    *,
    sheet: Sheet,
    file_name: str,
    sha256: str,
    columns: Columns | None = None,
    code_system: str = "",
    region: Region | None = None,
    area: Region | None = None,
    occasion: str = "",
    limit: int = CHUNK,
    by: User,
    at: datetime,
) -> Batch:
    """Take in the next rows of a sheet; call again until the batch is DONE.

    The first call opens the batch and settles the meaning of its columns, its code system and
    its place; each call is one transaction, so that a crash loses at most a call. The same sheet
    again on another occasion finds every business unchanged.
    sheet: as engines.sheets reads it; sha256: of the file's bytes.
    columns: None takes the mapping saved for this header, else the proposal from its content.
    region: place of rows that name none; area: the programme's area; None lets the sheet tell.
    occasion: one run of a command; the same batch is continued within it.
    Raises: NoNameColumn.
    """
    batch = _open_batch(sheet, file_name, sha256, occasion, by, at)
    if batch.status == Batch.Status.DONE:
        return batch
    columns, reader = _settle(batch, sheet, columns, code_system, region, area, at)
    done = batch.rows.count()
    chunk = [_storable(row) for row in sheet.rows[done : done + limit]]
    _receive(batch, sheet, chunk, columns, reader, by, at)
    if done + len(chunk) >= len(sheet.rows):
        batch.status, batch.finished_at = Batch.Status.DONE, at
    batch.save()
    return batch


@action
def save_mapping(
    *,
    header: Sequence[str],
    fields: Sequence[str],
    code_system: str = "",
    region: Region | None = None,
    by: User,
    at: datetime,
) -> ColumnMapping:
    """Keep how an office's header reads, for the next sheet with the same header.

    fields: one canonical field (core.columns.FIELDS) or "" per column.
    """
    mapping, _ = ColumnMapping.objects.update_or_create(
        header_sha256=header_digest(header=header),
        defaults={
            "header": list(header),
            "fields": list(fields),
            "code_system": code_system,
            "region": region,
            "made_by": by.username,
            "made_at": at,
        },
    )
    return mapping


def header_digest(*, header: Sequence[str]) -> str:
    """Return the hash by which a header is known again, whatever its capitals and blanks."""
    plain = [" ".join(title.casefold().split()) for title in header]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def understand(
    *,
    sheet: Sheet,
    columns: Columns,
    code_system: str = "",
    region: str = "",
    area: str = "",
    today: date,
) -> Understanding:
    """Find place, code system and units of a sheet with the shipped reference data."""
    return understand_sheet(
        mapping=columns,
        rows=[row.cells for row in sheet.rows],
        gazetteer=load_gazetteer(),
        kbli=classifications(),
        today=today,
        system=System(code_system) if code_system else None,
        region=region,
        area=area,
    )


def classifications() -> tuple[Classification, ...]:
    """Return the shipped KBLI in all versions."""
    return tuple(load_classification(version=version) for version in Version)


def columns_from(*, header: Sequence[str], fields: Sequence[str]) -> Columns:
    """Return columns as a person or an earlier call settled them."""
    return Columns(
        tuple(
            Column(index, title, field or None, 1.0, "", rupiah_unit(title))
            for index, (title, field) in enumerate(zip(header, fields, strict=True))
        )
    )


def columns_of(*, sheet: Sheet) -> tuple[Columns, ColumnMapping | None]:
    """Return what the columns of a sheet mean: as saved for its header, else as proposed."""
    proposed = propose_mapping(header=sheet.header, rows=[row.cells for row in sheet.rows])
    saved = mapping_for(digest=header_digest(header=sheet.header))
    if saved is None or len(saved.fields) != len(proposed.columns):
        return proposed, None
    return with_fields(columns=proposed, fields=saved.fields), saved


def with_fields(*, columns: Columns, fields: Sequence[str]) -> Columns:
    """Return the columns with the fields a person has chosen, one or "" per column."""
    for index, field in enumerate(fields):
        if (columns.columns[index].field or "") != field:
            columns = columns.with_field(index=index, field=field or None)
    return columns


def _open_batch(
    sheet: Sheet, file_name: str, sha256: str, occasion: str, by: User, at: datetime
) -> Batch:
    known = Batch.objects.filter(sha256=sha256, sheet_name=sheet.name[:120])
    unfinished = known.filter(status=Batch.Status.OPEN).first()
    same = known.filter(occasion=occasion).first() if occasion else None
    if found := same or unfinished:
        return found
    return Batch.objects.create(
        file_name=file_name[:200],
        sheet_name=sheet.name[:120],
        sha256=sha256,
        occasion=occasion or f"{at:%Y%m%dT%H%M%S.%f}",
        header=list(sheet.header),
        header_row=sheet.header_row,
        notes=list(sheet.notes),
        rows_total=len(sheet.rows),
        received_by=by.username,
        received_at=at,
    )


def _settle(
    batch: Batch,
    sheet: Sheet,
    columns: Columns | None,
    code_system: str,
    region: Region | None,
    area: Region | None,
    at: datetime,
) -> tuple[Columns, Reader]:
    """Settle what the sheet means; a batch that was begun goes on as it began."""
    if batch.fields:
        return columns_from(header=batch.header, fields=batch.fields), _reader_of(batch, at)
    if columns is None:
        columns, saved = columns_of(sheet=sheet)
        if saved:
            code_system, region = code_system or saved.code_system, region or saved.region
    if not {"name", "owner_name"} & set(columns.fields):
        raise NoNameColumn(sheet=sheet.name or batch.file_name)
    understanding = understand(
        sheet=sheet,
        columns=columns,
        code_system=code_system,
        region=region.pk if region else "",
        area=area.pk if area else "",
        today=timezone.localdate(at),
    )
    reader = understanding.reader
    batch.fields = [column.field or "" for column in columns.columns]
    batch.mapping_evidence = [column.evidence for column in columns.columns]
    batch.code_system = reader.system.value if reader.system else ""
    batch.code_system_evidence = understanding.system_evidence[:300]
    batch.region_id = reader.region
    batch.region_evidence = understanding.region_evidence[:300]
    batch.reading = {
        "area": reader.area,
        "kbli_version": reader.kbli_version,
        "units": dict(reader.units),
        "months": sorted(reader.months),
        "is_region_needed": reader.is_region_needed,
        "is_name_needed": reader.is_name_needed,
        "is_nik_rounded": reader.is_nik_rounded,
    }
    return columns, reader


def _reader_of(batch: Batch, at: datetime) -> Reader:
    told = batch.reading
    return Reader(
        gazetteer=load_gazetteer(),
        today=timezone.localdate(at),
        region=str(batch.region_id),
        system=System(batch.code_system) if batch.code_system else None,
        kbli=classifications(),
        **{**told, "months": frozenset(told["months"])},
    )


def _receive(
    batch: Batch,
    sheet: Sheet,
    chunk: Sequence[SheetRow],
    columns: Columns,
    reader: Reader,
    by: User,
    at: datetime,
) -> None:
    """Read, match and store some rows, and count their outcomes."""
    records = [_read(row, sheet, columns, reader) for row in chunk]
    for record in records:
        hold_outside(record=record, by=by)
    rows = Matcher(batch=batch, at=at).place(rows=chunk, records=records)
    Row.objects.bulk_create(rows, batch_size=500)
    titles = {column.field: column.title for column in columns.columns if column.field}
    findings = [
        Finding(
            row=row,
            severity=finding.severity.value,
            column=titles.get(finding.field, finding.field)[:120],
            value=finding.value[:300],
            reason=finding.reason[:300],
            remedy=finding.remedy[:300],
        )
        for row, record in zip(rows, records, strict=True)
        for finding in record.findings
    ]
    Finding.objects.bulk_create(findings, batch_size=1000)
    for row in rows:
        counter = _COUNTERS[Row.Outcome(row.outcome)]
        setattr(batch, counter, getattr(batch, counter) + 1)
    batch.warnings += sum(f.severity == Finding.Severity.WARNING for f in findings)


_COUNTERS = {
    Row.Outcome.CREATED: "created",
    Row.Outcome.UPDATED: "updated",
    Row.Outcome.UNCHANGED: "unchanged",
    Row.Outcome.DUPLICATE: "duplicates",
    Row.Outcome.REJECTED: "rejected",
}


def _read(row: SheetRow, sheet: Sheet, columns: Columns, reader: Reader) -> Record:
    if _is_header(row, sheet):
        record = Record()
        reason = "Baris ini judul kolom yang terulang, bukan usaha."
        record.note(Severity.ERROR, "name", " | ".join(row.cells), reason, "Hapus baris ini.")
        return record
    aligned = align_row(mapping=columns, row=row.cells)
    values = apply_mapping(mapping=columns, row=aligned.cells)
    record = read_record(values=values, reader=reader)
    if aligned.note:
        left = f" Sisa: {'; '.join(aligned.overflow)}." if aligned.overflow else ""
        reason = f"{aligned.note[:1].upper()}{aligned.note[1:]}.{left}"
        severity = Severity.REPAIRED if aligned.shift else Severity.WARNING
        record.note(severity, "", " | ".join(row.cells), reason, "Periksa isi baris ini.")
    return record


def _storable(row: SheetRow) -> SheetRow:
    """Leave out what no database keeps in a text: NUL and halves of characters."""
    cells = (cell.replace("\0", "").encode("utf-8", "replace").decode() for cell in row.cells)
    return SheetRow(row.number, tuple(cells))


def _is_header(row: SheetRow, sheet: Sheet) -> bool:
    told = [cell.strip().casefold() for cell in row.cells if cell.strip()]
    titles = {title.strip().casefold() for title in sheet.header}
    return len(told) > 1 and all(cell in titles for cell in told)
