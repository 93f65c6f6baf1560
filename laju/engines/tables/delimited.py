"""Separated values as columns; what is not tidy is left to engines.sheets."""

import re

import polars as pl
from polars.exceptions import PolarsError

from laju.engines.sheets.archives import MOST_COLUMNS, MOST_ROWS
from laju.engines.sheets.delimited import (
    MOST_JOINED,
    SAMPLE_LINES,
    find_separator,
    joined_record,
    usual_width,
)
from laju.engines.tables.fields import stripped

_NEW_LINE = "\n"


def read_lines(text: str) -> tuple[pl.DataFrame | None, list[str]]:
    """Return the filled rows of a text with notes, None where its quotes are broken.

    Lines are cut all at once; the few records that run over several lines are cut as
    engines.sheets.delimited does.
    """
    if re.match(r'"?sep=', text):
        return None, []
    lines = pl.Series([text.replace("\r\n", "\n").replace("\r", "\n")]).str.split("\n").explode()
    if lines[-1] == "":
        lines = lines.head(lines.len() - 1)
    first = lines.head(3 * SAMPLE_LINES).to_list()
    separator = find_separator(first)
    if not separator:
        return None, []
    joined = _joined(lines, separator, usual_width(first, separator))
    if joined is None:
        return None, []
    try:
        cells = _cells(lines, separator, joined)
    except PolarsError:
        return None, []
    if cells.height > MOST_ROWS or cells.width > MOST_COLUMNS:
        return None, []
    filled = without_blank_rows(cells)
    blank = cells.height - filled.height
    return filled, [f"{blank} baris kosong dilewati."] if blank else []


Joined = dict[int, tuple[list[str], int]]


def _joined(lines: pl.Series, separator: str, usual: int) -> Joined | None:
    """Return the records that a quoted line break cut: by their first line, cells and lines."""
    mark = re.escape(separator)
    cell = rf'(?:[^"{mark}]*|"(?:[^"]|"")*")'
    is_quoted = lines.str.contains('"', literal=True)
    is_whole = lines.filter(is_quoted).str.contains(f"^{cell}(?:{mark}{cell})*$")
    found: Joined = {}
    end = 0
    for at in is_quoted.arg_true().filter(~is_whole):
        if at < end:
            continue
        window = lines.slice(at, MOST_JOINED).to_list()
        cells, used, is_proper = joined_record(window, 0, separator, usual)
        if not is_proper:
            return None
        found[at], end = (cells, used), at + used
    return found


def _cells(lines: pl.Series, separator: str, joined: Joined) -> pl.DataFrame:
    """Cut every line into cells, and put the joined records where they stood."""
    width = max(
        int(lines.str.count_matches(separator, literal=True).max() or 0) + 1,  # type: ignore[arg-type]
        *(len(cells) for cells, _ in joined.values()),
        1,
    )
    names = [f"c{index}" for index in range(width)]
    place = pl.int_range(lines.len(), dtype=pl.UInt32, eager=True)
    if joined:
        taken = [at + more for at, (_, used) in joined.items() for more in range(used)]
        is_taken = place.is_in(taken)
        place, lines = place.filter(~is_taken), lines.filter(~is_taken)
    cut = pl.read_csv(
        f"{lines.str.join(_NEW_LINE).item()}{_NEW_LINE}".encode(),
        has_header=False,
        separator=separator,
        schema=dict.fromkeys(names, pl.String),
        missing_columns="insert",
        empty_string_is_null=False,
    )
    cells = cut.with_columns(pl.all().fill_null("")).insert_column(0, place.alias("number"))
    if joined:
        told = [[at, *cells, *[""] * (width - len(cells))] for at, (cells, _) in joined.items()]
        own = pl.DataFrame(told, schema=cells.schema, orient="row")
        cells = pl.concat([cells, own]).sort("number")
    return cells.with_columns(number=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32))


def without_blank_rows(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows in which some cell is filled."""
    if cells.select((stripped(pl.col("c0")) != "").all()).item():
        return cells
    return cells.filter(pl.any_horizontal(stripped(pl.exclude("number")) != ""))
