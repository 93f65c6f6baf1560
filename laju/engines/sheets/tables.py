"""What reading a sheet gives: titles and rows, every cell as a person sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one Excel shows at its left (in a CSV: the record, blanks counted)."""

    number: int
    cells: tuple[str, ...]


def rows_of(lines: Iterable[Sequence[Any]]) -> list[Row]:
    """Return rows from lines that begin with their number."""
    return [Row(number, tuple(cells)) for number, *cells in lines]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `header_row` is the number of the (last) title row, 0 when there is none."""

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: list[Row]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A table whose rows come one by one and are never all in memory; none is wider than titles."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Row]
