"""What is to be written: whole frames per table, columns named as in the database."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Insert:
    """New rows; columns left out take the default of the table."""

    table: str
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Update:
    """New values for the rows named by the first column, `id`."""

    table: str
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Guard:
    """A question to the database and the answer without which nothing may be written."""

    sql: str
    expected: tuple[int | str | None, ...]


Change = Insert | Update


def filled(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that change anything."""
    return [change for change in changes if change.rows.height]


def quoted(names: Sequence[str]) -> list[str]:
    """Return names of tables or columns as SQL writes them."""
    return [f'"{name}"' for name in names]


def update_from(update: Update, source: str) -> str:
    """Return the statement that takes the new values out of a table of the same columns."""
    columns = quoted([name for name in update.rows.columns if name != "id"])
    values = ", ".join(f"{name} = told.{name}" for name in columns)
    return f'UPDATE "{update.table}" SET {values} FROM {source} AS told WHERE "{update.table}"."id" = told."id"'  # noqa: S608
