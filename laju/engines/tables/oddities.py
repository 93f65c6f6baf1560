"""Find the rows whose cells have to be weighed against each other, one row at a time."""

from collections.abc import Mapping, Sequence

import polars as pl

from laju.core.columns import ColumnMapping
from laju.core.columns.slips import TYPED, judge_cell, may_have_slipped
from laju.engines.tables.recognised import RIGHT


def odd_rows(
    *,
    cells: pl.DataFrame,
    header: Sequence[str],
    columns: ColumnMapping,
    is_sound: pl.Series,
    is_clean: Mapping[str, pl.Series],
) -> pl.Series:
    """Return the rows without a sound name, those that look like titles, and those that slipped.

    cells: without blanks around them; is_clean: by field, where nothing can be wrong.
    A row more than needed costs a moment; a row less would be read wrongly.
    """
    odd = [
        ~is_sound,
        _is_like_titles(cells, header, columns),
        _has_slipped(cells, columns, is_clean),
    ]
    return pl.select(pl.any_horizontal(odd).arg_true().cast(pl.UInt32)).to_series()


def _is_like_titles(
    cells: pl.DataFrame, header: Sequence[str], columns: ColumnMapping
) -> pl.Series:
    """Say which rows bear a title where the name should be; in a repeated header it does."""
    titles = {title.strip() for title in header}
    known = [*{title.casefold() for title in titles}, *{title.lower() for title in titles}]
    at = columns.fields.get("name", columns.fields.get("owner_name"))
    if at is None:
        return pl.repeat(value=False, n=cells.height, dtype=pl.Boolean, eager=True)
    return cells.select(pl.col(f"c{at}").str.to_lowercase().is_in(known)).to_series()


def _has_slipped(
    cells: pl.DataFrame, columns: ColumnMapping, is_clean: Mapping[str, pl.Series]
) -> pl.Series:
    """Say which rows core.columns.align_row has to look at."""
    wrong = [
        _wrong_rows(cells[f"c{column.index}"], column.field, is_clean.get(column.field))
        for column in columns.columns
        if column.field in TYPED and f"c{column.index}" in cells.columns
    ]
    rows = pl.concat(wrong).unique() if wrong else pl.Series(dtype=pl.UInt32)
    texts = cells.drop("number")[rows].iter_rows()
    slipped = [
        row
        for row, line in zip(rows, texts, strict=True)
        if may_have_slipped(mapping=columns, row=line)
    ]
    nowhere = pl.repeat(value=False, n=cells.height, dtype=pl.Boolean, eager=True)
    return nowhere.scatter(slipped, values=True) if slipped else nowhere


def _wrong_rows(texts: pl.Series, field: str, is_clean: pl.Series | None) -> pl.Series:
    """Return the rows in which a cell cannot be what its column asks for."""
    text = pl.col("cell")
    doubtful = texts.to_frame("cell").with_row_index("row")
    if is_clean is not None:
        doubtful = doubtful.filter(~is_clean)
    else:
        right = RIGHT[field](text) if field in RIGHT else text == ""
        doubtful = doubtful.filter((text != "") & ~right)
    wrong = [cell for cell in doubtful["cell"].unique() if judge_cell(field, cell) < 0]
    return doubtful.filter(pl.col("cell").is_in(wrong))["row"]
