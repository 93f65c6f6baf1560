"""The fields of all rows of a table: core.columns.apply_mapping, column by column."""

import polars as pl

from laju.core.columns import ColumnMapping, apply_mapping
from laju.core.columns.mapping import Column

# What str.strip takes off in Python; Polars by itself would leave the separators 1C to 1F.
BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_QUOTES = "'’`"
_PLACED = ("latitude", "longitude")


def fields_of(*, cells: pl.DataFrame, columns: ColumnMapping) -> pl.DataFrame:
    """Return one column of text per field that a column fills; "" where a row tells nothing.

    cells: without blanks around them.
    """
    sources: dict[str, list[pl.Expr]] = {}
    for column in columns.columns:
        if column.field and f"c{column.index}" in cells.columns:
            sources.setdefault(column.field, []).append(pl.col(f"c{column.index}"))
    fields = cells.select(_joined(parts).alias(field) for field, parts in sources.items())
    if "coordinates" in fields.columns:
        fields = _with_place(fields)
    return fields.with_columns(
        stripped(pl.col(name).str.strip_chars_start(_QUOTES))
        for name in _PLACED
        if name in fields.columns
    )


def stripped(text: pl.Expr) -> pl.Expr:
    """Return texts without blanks around them, as str.strip does."""
    return text.str.strip_chars(BLANKS)


def _joined(parts: list[pl.Expr]) -> pl.Expr:
    if len(parts) == 1:
        return parts[0]
    told = [pl.when(part != "").then(part) for part in parts]
    return pl.concat_str(told, separator=", ", ignore_nulls=True)


def _with_place(fields: pl.DataFrame) -> pl.DataFrame:
    """Read the cells that hold both coordinates, each once, as the core does."""
    for name in _PLACED:
        if name not in fields.columns:
            fields = fields.with_columns(pl.lit("").alias(name))
    told = fields.select("coordinates", *_PLACED).unique()
    columns = ColumnMapping(
        tuple(Column(at, name, name, 1.0, "") for at, name in enumerate(told.columns))
    )
    read = [apply_mapping(mapping=columns, row=row) for row in told.iter_rows()]
    placed = told.with_columns(
        pl.Series(f"{name}_read", [values.get(name, "") for values in read], pl.String)
        for name in told.columns
    )
    fields = fields.join(placed, on=told.columns, how="left", maintain_order="left")
    return fields.with_columns(pl.col(f"{name}_read").alias(name) for name in told.columns).drop(
        f"{name}_read" for name in told.columns
    )
