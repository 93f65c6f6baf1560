"""What reading a sheet gives: titles and rows, every cell as a person sees it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one Excel shows at its left (in a CSV: the record, blanks counted)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `header_row` is the number of the (last) title row, 0 when there is none."""

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: list[Row]
    notes: tuple[str, ...] = ()
