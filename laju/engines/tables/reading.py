"""Read the tables of a file as columns, equal to what engines.sheets reads row by row."""

from pathlib import Path

import polars as pl

from laju.engines.sheets import read_sheets
from laju.engines.sheets.headers import find_head
from laju.engines.sheets.reading import (
    FEWEST_ROWS,
    LONGEST_CELL,
    OLE,
    ZIPPED,
    SheetUnreadable,
    choose_tables,
    first_bytes,
    is_markup,
    long_cells,
    read_text,
)
from laju.engines.sheets.tables import rows_of
from laju.engines.tables.delimited import read_lines
from laju.engines.tables.fields import stripped
from laju.engines.tables.values import Table
from laju.engines.tables.workbooks import Sheets, read_columns

LARGE_BYTES = 1 << 20  # below, reading row by row takes no time either


def read_tables(*, path: Path, large: int = LARGE_BYTES) -> list[Table]:
    """Return every table of a file of any kind, its cells as columns of text.

    Tidy files from `large` bytes on are read as columns; all others are read by
    engines.sheets.read_sheets, to which the result is equal.

    Raises: what engines.sheets.read_sheets raises.
    """
    head = first_bytes(path)
    if path.stat().st_size >= large:
        sheets, notes = _columns(path, head)
        if sheets is not None:
            return _tables(sheets, notes)
    return [Table.of(sheet) for sheet in read_sheets(path=path)]


def _columns(path: Path, head: bytes) -> tuple[Sheets | None, list[str]]:
    """Return the sheets of a file with their filled rows, None where it is not tidy."""
    if head.startswith(ZIPPED):
        return read_columns(path=path), []
    if head.startswith(OLE):
        return None, []
    try:
        text, notes = read_text(path=path, head=head)
    except OSError as error:
        raise SheetUnreadable(name=path.name) from error
    cells, said = (None, []) if is_markup(text) else read_lines(text)
    return (None if cells is None else [(path.stem, cells)]), notes + said


def _tables(sheets: Sheets, notes: list[str]) -> list[Table]:
    """Find titles and width of sheets read as columns; the same as engines.sheets finds them."""
    heads = [
        (name, rows_of(cells.head(FEWEST_ROWS).iter_rows()), cells.height) for name, cells in sheets
    ]
    chosen, left = choose_tables(heads)
    told = [*notes, *left]
    tables = []
    for index in chosen:
        name, cells = sheets[index]
        head = find_head(heads[index][1])
        content = cells[head.content :]
        header = head.header(extent=_extent(content))
        said = (*told, *long_cells(_longest(cells)), *head.notes)
        tables.append(Table(name, header, head.header_row, said, _fitted(content, len(header))))
        told = []
    return tables


def _extent(cells: pl.DataFrame) -> int:
    """Return how many columns the content reaches over."""
    for index in range(cells.width - 2, -1, -1):
        if (cells.select(stripped(pl.col(f"c{index}")) != "").to_series()).any():
            return index + 1
    return 0


def _longest(cells: pl.DataFrame) -> list[int]:
    """Return the numbers of rows with a cell longer than a spreadsheet keeps."""
    texts = pl.exclude("number")
    if (cells.select(texts.str.len_bytes().max()).max_horizontal() <= LONGEST_CELL).all():
        return []
    is_long = pl.any_horizontal(texts.str.len_chars() > LONGEST_CELL)
    return cells.filter(is_long)["number"].to_list()


def _fitted(cells: pl.DataFrame, width: int) -> pl.DataFrame:
    names = [f"c{index}" for index in range(width)]
    missing = [pl.lit("").alias(name) for name in names if name not in cells.columns]
    return cells.with_columns(missing).select("number", *names)
