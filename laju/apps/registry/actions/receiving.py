"""Sheets: received row by row, every row with an outcome, nothing lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.regions.models import Region
from laju.apps.registry.actions.keys import Keys
from laju.apps.registry.actions.known import Asked, Known
from laju.apps.registry.actions.matching import Matcher
from laju.apps.registry.actions.reach import hold_outside
from laju.apps.registry.actions.storing import changes_of, wait_for_others, write
from laju.apps.registry.models import Batch, Business, ColumnMapping
from laju.apps.registry.queries import mapping_for
from laju.core.columns import ColumnMapping as Columns
from laju.core.columns import propose_mapping
from laju.engines.loading import Change
from laju.engines.sheets import Row as SheetRow
from laju.engines.sheets import Sheet
from laju.engines.staging import (
    Choice,
    Settled,
    Staged,
    fields_for,
    header_digest,
    own_titles,
    settle,
    settled_before,
    with_fields,
)
from laju.engines.tables import CheckedTable, Table, check_table

CHUNK = 500


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
    batch = find_batch(sha256=sha256, sheet_name=sheet.name, occasion=occasion)
    if batch is None:
        batch = new_batch(
            file_name=file_name, sheet=sheet, sha256=sha256, occasion=occasion, by=by, at=at
        )
    if batch.status == Batch.Status.DONE:
        return batch
    today = timezone.localdate(at)
    if batch.fields:
        settled = settled_before(header=batch.header, facts=facts_of(batch), today=today)
    else:
        saved = mapping_for(digest=header_digest(header=sheet.header))
        settled = settle(
            name=sheet.name or file_name,
            header=sheet.header,
            rows=[row.cells for row in sheet.rows],
            columns=columns,
            saved=choice_of(saved) if saved else None,
            told=Choice((), code_system, region.pk if region else ""),
            area=area.pk if area else "",
            today=today,
        )
        keep_facts(batch, settled.facts)
    if batch.pk is None:
        batch.save()
    done = batch.rows_done
    _receive(batch, sheet, (done, limit), settled, by, at)
    if batch.rows_done >= len(sheet.rows):
        batch.status, batch.finished_at = Batch.Status.DONE, at
    batch.save()
    return batch


def _receive(
    batch: Batch,
    sheet: Sheet,
    window: tuple[int, int],
    settled: Settled,
    by: User,
    at: datetime,
) -> None:
    """Read, match and store some rows, and count their outcomes."""
    start, limit = window
    blank = ("",) * len(sheet.header)
    rows = [
        SheetRow(row.number, row.cells + blank[len(row.cells) :])
        for row in sheet.rows[start : start + limit]
    ]
    chunk = Sheet(sheet.name, sheet.header, sheet.header_row, rows)
    checked = check_table(table=Table.of(chunk), columns=settled.columns, reader=settled.reader)
    batch.quality = sum_quality(batch.quality, checked.quality)
    write(changes=take_in(batch=batch, checked=checked, known=Asked(), by=by, at=at))


def take_in(
    *,
    batch: Batch,
    checked: CheckedTable,
    known: Known,
    keys: Keys | None = None,
    may_update: bool = True,
    about: Business | None = None,
    by: User,
    at: datetime,
) -> list[Change]:
    """Return what the next rows of a batch change; their outcomes are counted on the batch.

    about: the business all of them are about, when a person has said so.
    """
    wait_for_others()
    checked = hold_outside(checked=checked, by=by)
    matcher = Matcher(batch=batch, at=at, known=known, may_update=may_update, about=about)
    placement = matcher.place(rows=checked.rows)
    titles = {
        field: title for title, field in zip(batch.header, batch.fields, strict=True) if field
    }
    return changes_of(
        batch=batch,
        checked=checked,
        placement=placement,
        titles=titles,
        keys=keys or Keys(),
        at=at,
    )


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
    own = own_titles(header=header)
    mapping, _ = ColumnMapping.objects.update_or_create(
        header_sha256=header_digest(header=header),
        defaults={
            "header": list(own),
            "fields": list(fields)[: len(own)],
            "code_system": code_system,
            "region": region,
            "made_by": by.username,
            "made_at": at,
        },
    )
    return mapping


def columns_of(*, sheet: Sheet) -> tuple[Columns, ColumnMapping | None]:
    """Return what the columns of a sheet mean: as saved for its header, else as proposed."""
    proposed = propose_mapping(header=sheet.header, rows=[row.cells for row in sheet.rows])
    saved = mapping_for(digest=header_digest(header=sheet.header))
    fields = fields_for(header=sheet.header, saved=saved.fields) if saved else ()
    return (with_fields(columns=proposed, fields=fields), saved) if fields else (proposed, None)


def choice_of(saved: ColumnMapping) -> Choice:
    """Return what an office has saved for a header."""
    return Choice(tuple(saved.fields), saved.code_system, saved.region_id or "")


def find_batch(*, sha256: str, sheet_name: str, occasion: str) -> Batch | None:
    """Return the batch that goes on with a table: of the same occasion, or unfinished."""
    known = Batch.objects.filter(sha256=sha256, sheet_name=sheet_name[:120])
    known = known.exclude(status=Batch.Status.UNDONE)
    unfinished = known.filter(status=Batch.Status.OPEN).first()
    same = known.filter(occasion=occasion).first() if occasion else None
    return same or unfinished


def new_batch(
    *, file_name: str, sheet: Sheet | Staged, sha256: str, occasion: str, by: User, at: datetime
) -> Batch:
    """Return a batch for a table, not saved yet."""
    return Batch(
        file_name=file_name[:200],
        sheet_name=sheet.name[:120],
        sha256=sha256,
        occasion=occasion or f"{at:%Y%m%dT%H%M%S.%f}",
        header=list(sheet.header),
        header_row=sheet.header_row,
        notes=list(sheet.notes),
        rows_total=sheet.rows_total if isinstance(sheet, Staged) else len(sheet.rows),
        received_by=by.username,
        received_at=at,
    )


_FACTS = (
    *("fields", "mapping_evidence", "code_system", "code_system_evidence"),
    *("region_evidence", "reading"),
)


def facts_of(batch: Batch) -> dict[str, Any]:
    """Return what was settled of a sheet when its batch was begun."""
    facts = {name: getattr(batch, name) for name in _FACTS}
    return {**facts, "region": str(batch.region_id)}


def keep_facts(batch: Batch, facts: Mapping[str, Any]) -> None:
    """Write what was settled of a sheet to its batch."""
    for name in _FACTS:
        setattr(batch, name, facts[name])
    batch.region_id = facts["region"]


def sum_quality(
    one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the quality of two parts of one sheet together, column by column."""
    if not one:
        return [dict(column) for column in other]
    counts = ("filled", "valid", "repaired", "wrong")
    return [
        {**left, **{name: left[name] + right[name] for name in counts}}
        for left, right in zip(one, other, strict=True)
    ]
