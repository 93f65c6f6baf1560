"""Tables checked twice: as columns, and row by row by the core."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from laju.core.columns import ColumnMapping, propose_mapping
from laju.core.identity.names import folded_name, folded_person
from laju.core.kbli import Version
from laju.core.records import Reader, read_row, storable, understand_sheet
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.sheets import Row, Sheet
from laju.engines.tables import CheckedTable, Table, check_table

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(
        gazetteer=load_gazetteer(),
        today=TODAY,
        region="12",
        area="12",
        kbli=tuple(load_classification(version=version) for version in Version),
    )


@pytest.fixture(scope="session")
def understood() -> Callable[[Table], tuple[ColumnMapping, Reader]]:
    """Return what an import finds out of a table before it reads it."""

    def understand(table: Table) -> tuple[ColumnMapping, Reader]:
        samples = table.samples()
        columns = propose_mapping(header=table.header, rows=samples)
        kbli = tuple(load_classification(version=version) for version in Version)
        told = understand_sheet(
            mapping=columns, rows=samples, gazetteer=load_gazetteer(), kbli=kbli, today=TODAY
        )
        return columns, told.reader

    return understand


def sheet_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    return Sheet("Lembar", tuple(header), 1, [Row(n, tuple(r)) for n, r in enumerate(rows, 2)])


def row_by_row(sheet: Sheet, columns: ColumnMapping, reader: Reader) -> tuple[list, list]:
    """Return what the core says of each row, in the shape of a checked table."""
    lines: list[dict[str, Any]] = []
    found: list[tuple[Any, ...]] = []
    for row in sheet.rows:
        cells = storable(row.cells)
        record = read_row(cells=cells, header=sheet.header, columns=columns, reader=reader)
        line = {name: getattr(record, name) for name in record.__slots__ if name != "findings"}
        line |= {
            "number": row.number,
            "cells": list(cells),
            "is_rejected": record.is_rejected,
            "fingerprint": "" if record.is_rejected else record.fingerprint,
            "name_folded": folded_name(record.name),
            "owner_name_folded": folded_person(record.owner_name),
            "sector": record.sector.value,
        }
        lines.append(line)
        found += [
            (row.number, n.severity.value, n.field, n.value, n.reason, n.remedy)
            for n in record.findings
        ]
    return lines, found


@pytest.fixture(scope="session")
def assert_equal() -> Callable[..., CheckedTable]:
    """Return a check that columns and rows say the same, to the letter and in the same order."""

    def check(sheet: Sheet, columns: ColumnMapping, reader: Reader) -> CheckedTable:
        checked = check_table(table=Table.of(sheet), columns=columns, reader=reader, few=0)
        lines, found = row_by_row(sheet, columns, reader)
        told = checked.rows.to_dicts()
        for line in told:
            line |= {name: json.loads(line[name]) for name in ("cells", "channels", "permits")}
        for line, expected in zip(told, lines, strict=True):
            assert line == expected
            assert list(line["channels"]) == list(expected["channels"])
        assert checked.findings.rows() == found
        return checked

    return check
