"""Check a whole table by the rules of core.records."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from laju.core.columns import ColumnMapping
from laju.core.identity.names import folded_name, folded_person
from laju.core.records import PARTS, Part, Reader, Record, read_row
from laju.engines.tables.fields import fields_of, stripped
from laju.engines.tables.fingerprints import fingerprints_of
from laju.engines.tables.names import Names, read_names
from laju.engines.tables.oddities import odd_rows
from laju.engines.tables.parts import NOTES, Shortcut, read_part
from laju.engines.tables.quality import added_up, quality_of
from laju.engines.tables.shortcuts import clean_fields, inputs_of, shortcuts_of
from laju.engines.tables.values import (
    FINDINGS,
    ROWS,
    CheckedTable,
    Table,
    json_lists,
    json_text,
)

FEW_ROWS = 100  # read one by one: columns pay from here on
_MOST_ROWS = 50_000  # at once, for the sake of memory

_Read = tuple[pl.DataFrame, pl.DataFrame]  # ROWS and NOTES


def check_table(
    *, table: Table, columns: ColumnMapping, reader: Reader, few: int = FEW_ROWS
) -> CheckedTable:
    """Read every row as a business: clean values, findings, and the quality of each column.

    The same values, findings and fingerprints as core.records.read_row gives row by row; tables
    of fewer than `few` rows are read just so.
    """
    checked = [
        _check(cells, table.header, columns, reader, few)
        for cells in table.cells.iter_slices(_MOST_ROWS)
    ] or [_check(table.cells, table.header, columns, reader, few)]
    if len(checked) == 1:
        return checked[0]
    return CheckedTable(
        pl.concat([one.rows for one in checked]),
        pl.concat([one.findings for one in checked]),
        added_up([one.quality for one in checked]),
    )


def _check(
    whole: pl.DataFrame, header: Sequence[str], columns: ColumnMapping, reader: Reader, few: int
) -> CheckedTable:
    cells = whole.with_columns(stripped(pl.exclude("number")))
    if cells.height < few:
        rows, notes = _read_rows(whole, header, columns, reader)
    else:
        rows, notes = _read_whole(whole, cells, header, columns, reader)
    findings = _findings(rows["number"], notes)
    return CheckedTable(rows, findings, quality_of(cells=cells, columns=columns, findings=findings))


def _read_whole(
    whole: pl.DataFrame,
    cells: pl.DataFrame,
    header: Sequence[str],
    columns: ColumnMapping,
    reader: Reader,
) -> _Read:
    """Read all rows in columns, but those whose cells have to be weighed against each other.

    These (no name, titles repeated, cells slipped sideways) are few, and read one by one.
    """
    fields = fields_of(cells=cells, columns=columns)
    names = read_names(fields=fields, reader=reader)
    shortcuts = shortcuts_of(fields=fields, reader=reader)
    odd = odd_rows(
        cells=cells,
        header=header,
        columns=columns,
        is_sound=names.is_sound,
        is_clean=clean_fields(shortcuts),
    )
    rows, notes = _read_columns(whole, fields, names, shortcuts, reader)
    if odd.is_empty():
        return rows, notes
    return _replaced(rows, notes, odd, _read_rows(whole[odd], header, columns, reader))


def _read_columns(
    cells: pl.DataFrame,
    fields: pl.DataFrame,
    names: Names,
    shortcuts: dict[Part, Shortcut],
    reader: Reader,
) -> _Read:
    """Read rows that have a name and stand in their columns, part by part."""
    filled = dict(names.fills)
    notes = [names.notes]
    for rank, part in enumerate(PARTS, 2):
        inputs = inputs_of(part=part, fields=fields, filled=filled, reader=reader)
        shortcut = shortcuts.get(part)
        if shortcut:
            kept = {name: filled[name] for name in part.fills if name not in shortcut.fills}
            shortcut = Shortcut(shortcut.is_clean, {**shortcut.fills, **kept})
        read = read_part(
            part=part,
            rank=rank,
            inputs=inputs,
            height=cells.height,
            reader=reader,
            shortcut=shortcut,
        )
        filled |= read.fills
        notes.append(read.notes)
    found = pl.concat(notes)
    held = found.filter(pl.col("severity") == "ERROR")["row"].unique()
    rows = pl.DataFrame(filled).with_columns(
        number=cells["number"],
        cells=json_lists(cells.drop("number")),
        is_rejected=pl.repeat(value=False, n=cells.height, dtype=pl.Boolean, eager=True).scatter(
            held, values=True
        ),
    )
    return rows.with_columns(fingerprints_of(rows)).select(ROWS.names()), found


def _read_rows(
    cells: pl.DataFrame, header: Sequence[str], columns: ColumnMapping, reader: Reader
) -> _Read:
    """Read rows one by one."""
    lines: list[tuple[Any, ...]] = []
    notes: list[tuple[Any, ...]] = []
    for row, (number, *texts) in enumerate(cells.iter_rows()):
        record = read_row(cells=texts, header=header, columns=columns, reader=reader)
        lines.append(line_of(number, texts, record))
        notes += [
            (row, 0, step, n.severity.value, n.field, n.value, n.reason, n.remedy)
            for step, n in enumerate(record.findings)
        ]
    return (
        pl.DataFrame(lines, schema=ROWS, orient="row"),
        pl.DataFrame(notes, schema=NOTES, orient="row"),
    )


def line_of(number: int, cells: Iterable[str], record: Record) -> tuple[Any, ...]:
    """Return the line of ROWS for a record."""
    own = {
        "number": number,
        "cells": json_text(list(cells)),
        "fingerprint": "" if record.is_rejected else record.fingerprint,
        "name_folded": folded_name(record.name),
        "owner_name_folded": folded_person(record.owner_name),
        "sector": record.sector.value,
        "channels": json_text(record.channels),
        "permits": json_text(record.permits),
    }
    return tuple(own[name] if name in own else getattr(record, name) for name in ROWS)


def _replaced(
    rows: pl.DataFrame,
    notes: pl.DataFrame,
    odd: pl.Series,
    single: _Read,
) -> _Read:
    """Put rows that were read as a whole in the place of what was read of them in columns."""
    lines, own = single
    order = pl.int_range(rows.height, dtype=pl.UInt32, eager=True)
    order = order.scatter(
        odd, pl.int_range(lines.height, dtype=pl.UInt32, eager=True) + rows.height
    )
    others = notes.filter(~pl.col("row").is_in(odd.implode()))
    own = own.with_columns(row=odd.gather(own["row"]))
    return pl.concat([rows, lines])[order], pl.concat([others, own])


def _findings(numbers: pl.Series, notes: pl.DataFrame) -> pl.DataFrame:
    """Return the findings in the order of the rows, and inside a row in that of the core."""
    notes = notes.sort("row", "part", "step")
    return notes.with_columns(number=numbers.gather(notes["row"])).select(FINDINGS.names())
