"""Read one part of all rows: clean cells at once, every other cell by the core, each text once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from laju.core.records import Part, Reader, Record
from laju.engines.tables.values import ROWS, json_text

# Findings before they have a place in the report: of which row, part of the row, step of the part.
NOTES = pl.Schema({
    "row": pl.UInt32, "part": pl.UInt32, "step": pl.UInt32, "severity": pl.String,
    "field": pl.String, "value": pl.String, "reason": pl.String, "remedy": pl.String,
})  # fmt: skip
_JSON = frozenset({"channels", "permits"})


@dataclass(frozen=True)
class Shortcut:
    """What needs no reading: where `is_clean`, the core would give `fills` and note nothing."""

    is_clean: pl.Series
    fills: dict[str, pl.Series]


@dataclass(frozen=True)
class PartRead:
    """What a part fills, row by row, and what was noted (NOTES)."""

    fills: dict[str, pl.Series]
    notes: pl.DataFrame


def read_part(
    *,
    part: Part,
    rank: int,
    inputs: pl.DataFrame,
    height: int,
    reader: Reader,
    shortcut: Shortcut | None = None,
) -> PartRead:
    """Read a part of all rows by calling the core once for each different text.

    inputs: the columns of `part.reads` that the table has, and those of `part.needs`.
    rank: where the part stands among the others; height: how many rows there are.
    """
    if not inputs.width:
        return _read_nothing(part, rank, height, reader)
    if shortcut is None:
        rows = pl.int_range(height, dtype=pl.UInt32, eager=True)
    else:
        rows = (~shortcut.is_clean).arg_true().cast(pl.UInt32)
        if rows.is_empty():
            return PartRead(shortcut.fills, NOTES.to_frame())
        inputs = inputs[rows]
    told, codes = _different(inputs)
    records = [_read(part, told.columns, texts, reader) for texts in told.iter_rows()]
    fills = {name: _column(name, records) for name in part.fills}
    if shortcut is None:
        fills = {name: values.gather(codes) for name, values in fills.items()}
    else:
        fills = _merged(shortcut.fills, fills, rows, codes)
    return PartRead(fills, _notes(records, rank, rows, codes))


def _read_nothing(part: Part, rank: int, height: int, reader: Reader) -> PartRead:
    """Read a part of which the table has no column: the same for every row."""
    record = _read(part, (), (), reader)
    fills = {name: _column(name, [record]) for name in part.fills}
    fills = {name: one.new_from_index(0, height) for name, one in fills.items()}
    rows = pl.int_range(height, dtype=pl.UInt32, eager=True)
    if not record.findings:
        return PartRead(fills, NOTES.to_frame())
    return PartRead(fills, _notes([record], rank, rows, rows * 0))


def _different(inputs: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Return the different rows of the inputs, and for each row which of them it is."""
    told = inputs.unique(maintain_order=True)
    numbered = told.with_row_index(".code")
    codes = inputs.join(numbered, on=told.columns, how="left", maintain_order="left")[".code"]
    return told, codes


def _read(part: Part, names: Sequence[str], texts: Sequence[str], reader: Reader) -> Record:
    record = Record()
    values: dict[str, str] = {}
    for name, text in zip(names, texts, strict=True):
        if name in part.needs:
            setattr(record, name, text)
        elif text:
            values[name] = text
    part.read(values, reader, record)
    return record


def _column(name: str, records: Sequence[Record]) -> pl.Series:
    values: Iterable[Any] = (getattr(record, name) for record in records)
    if name in _JSON:
        values = map(json_text, values)
    return pl.Series(name, list(values), dtype=ROWS[name])


def _merged(
    clean: dict[str, pl.Series], read: dict[str, pl.Series], rows: pl.Series, codes: pl.Series
) -> dict[str, pl.Series]:
    """Put what the core has read where a shortcut could not."""
    height = len(next(iter(clean.values())))
    order = pl.int_range(height, dtype=pl.UInt32, eager=True).scatter(rows, codes + height)
    return {
        name: pl.concat([clean[name], values]).gather(order).alias(name)
        for name, values in read.items()
    }


def _notes(records: Sequence[Record], rank: int, rows: pl.Series, codes: pl.Series) -> pl.DataFrame:
    """Return the findings of the records, at every row whose text was read into one."""
    lines = [
        (code, rank, step, n.severity.value, n.field, n.value, n.reason, n.remedy)
        for code, record in enumerate(records)
        for step, n in enumerate(record.findings)
    ]
    if not lines:
        return NOTES.to_frame()
    notes = pl.DataFrame(lines, schema=NOTES, orient="row").rename({"row": "code"})
    where = pl.DataFrame({"row": rows, "code": codes})
    return where.join(notes, on="code", how="inner").select(NOTES.names())
