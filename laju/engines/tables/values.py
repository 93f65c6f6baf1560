"""A sheet as columns of text, and what checking it gives."""

import json
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from laju.core.records import storable
from laju.engines.sheets import Row, Sheet
from laju.engines.sheets.tables import rows_of

# One line per row of the sheet, in order: where it stood, what became of it, every field of
# core.records.Record (channels and permits as JSON text; "" or null: not told).
ROWS = pl.Schema({
    "number": pl.UInt32, "cells": pl.String, "is_rejected": pl.Boolean, "fingerprint": pl.String,
    "name": pl.String, "name_folded": pl.String,
    "owner_name": pl.String, "owner_name_folded": pl.String, "owner_sex": pl.String,
    "nik": pl.String, "nib": pl.String, "npwp": pl.String, "phone": pl.String, "email": pl.String,
    "activity": pl.String, "sector": pl.String, "kbli_version": pl.String, "kbli_code": pl.String,
    "region_code": pl.String, "district_code": pl.String, "district_name": pl.String,
    "village_name": pl.String, "address": pl.String, "latitude": pl.Float64, "longitude": pl.Float64,
    "products_text": pl.String, "prices_text": pl.String, "hours_text": pl.String,
    "channels": pl.String, "permits": pl.String, "photo_name": pl.String,
    "founded_year": pl.Int64, "employees": pl.Int64,
    "capital_rupiah": pl.Int64, "sales_rupiah": pl.Int64,
    "applied_on": pl.Date, "score": pl.Float64,
})  # fmt: skip
# One line per finding: rows in order, and the findings of a row in the order read_row gives them.
FINDINGS = pl.Schema({
    "number": pl.UInt32, "severity": pl.String, "field": pl.String, "value": pl.String,
    "reason": pl.String, "remedy": pl.String,
})  # fmt: skip

_SPECIAL = r"[\"\\\x00-\x1f]"  # has another look in JSON


@dataclass(frozen=True)
class Table:
    """One table of a file; `cells` has `number` (as Excel shows it) and texts c0 to cN.

    What the other attributes mean is said at engines.sheets.Sheet.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    notes: tuple[str, ...]
    cells: pl.DataFrame

    @classmethod
    def of(cls, sheet: Sheet) -> "Table":
        """Return a sheet that was read row by row."""
        width = len(sheet.header)
        rows = [storable(row.cells) for row in sheet.rows]
        columns: dict[str, Any] = {"number": [row.number for row in sheet.rows]}
        columns |= {f"c{index}": [row[index] for row in rows] for index in range(width)}
        return cls(
            sheet.name, sheet.header, sheet.header_row, sheet.notes, frame(columns, width=width)
        )

    def rows(self) -> list[Row]:
        """Return the rows as engines.sheets gives them; for small tables and for samples."""
        return rows_of(self.cells.iter_rows())

    def samples(self, *, most: int = 2_000) -> list[tuple[str, ...]]:
        """Return rows from all over the table, enough to say what its columns mean."""
        step = max(1, self.cells.height // most)
        return [line[1:] for line in self.cells.gather_every(step).iter_rows()]


@dataclass(frozen=True)
class CheckedTable:
    """What the rows of a table say (ROWS), what is wrong with them (FINDINGS), and how often.

    quality: one mapping per column of the sheet: field, title, and the rows in which it is filled,
    valid, repaired and wrong.
    """

    rows: pl.DataFrame
    findings: pl.DataFrame
    quality: list[dict[str, Any]] = field(default_factory=list)


def frame(columns: dict[str, Any], *, width: int) -> pl.DataFrame:
    """Return cells as a frame of the shape every table has."""
    schema = {"number": pl.UInt32} | {f"c{index}": pl.String for index in range(width)}
    return pl.DataFrame(columns, schema=schema)


def json_text(value: object) -> str:
    """Return a value as JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def json_lists(texts: pl.DataFrame) -> pl.Series:
    """Return each row of texts as a JSON list, exactly as `json_text` writes it."""
    if not texts.width:
        return pl.repeat("[]", texts.height, dtype=pl.String, eager=True).alias("cells")
    quoted = pl.concat_str(pl.lit('["'), pl.concat_str(pl.all(), separator='", "'), pl.lit('"]'))
    lists = texts.select(cells=quoted).to_series()
    special = texts.select(pl.all().str.contains(_SPECIAL).any())
    names = [name for name in texts.columns if special[name].item()]
    if not names or texts.is_empty():
        return lists
    rows = texts.select(pl.any_horizontal(pl.col(names).str.contains(_SPECIAL))).to_series()
    read = [json_text(list(line)) for line in texts.filter(rows).iter_rows()]
    return lists.scatter(rows.arg_true(), pl.Series(read, dtype=pl.String))
