"""How good each column of a table is: told, valid, repaired and wrong, in rows."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from laju.core.columns import ColumnMapping
from laju.core.records.values import BLANK

# As people write them; looking them up is quicker than any pattern.
_BLANK = [word for blank in BLANK for word in {blank, blank.upper(), blank.capitalize()}]


def quality_of(
    *, cells: pl.DataFrame, columns: ColumnMapping, findings: pl.DataFrame
) -> list[dict[str, Any]]:
    """Return for each column its field and title, and in how many rows it is what.

    cells: without blanks around them.
    wrong: rows with an error or a warning about the field, empty ones included; repaired: rows in
    which the value was put right; valid: filled rows with nothing to say about the field.
    """
    texts = {c.index: f"c{c.index}" for c in columns.columns if f"c{c.index}" in cells.columns}
    is_told = {name: ~pl.col(name).is_in(_BLANK) for name in texts.values()}
    filled = cells.select(is_told[name].sum().alias(name) for name in is_told)
    kinds = findings.group_by("field", "number").agg(
        is_wrong=(pl.col("severity") != "REPAIRED").any()
    )
    noted = cells.filter(pl.col("number").is_in(kinds["number"].implode()))
    noted = noted.select("number", *(is_told[name].alias(name) for name in is_told))
    kinds = kinds.join(noted, on="number", how="left")
    found = []
    for column in columns.columns:
        name = texts.get(column.index)
        told = filled[name].item() if name and cells.height else 0
        own = kinds.filter(pl.col("field") == (column.field or "?"))
        wrong = int(own["is_wrong"].sum())
        doubted = int(own[name].sum()) if name else 0
        found.append(
            {
                "field": column.field or "",
                "title": column.title,
                "filled": told,
                "valid": told - doubted,
                "repaired": own.height - wrong,
                "wrong": wrong,
            }
        )
    return found


def added_up(qualities: Sequence[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the quality of a table from that of its parts."""
    whole = [dict(column) for column in qualities[0]]
    for quality in qualities[1:]:
        for column, more in zip(whole, quality, strict=True):
            for count in ("filled", "valid", "repaired", "wrong"):
                column[count] += more[count]
    return whole
