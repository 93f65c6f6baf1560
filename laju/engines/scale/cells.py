"""How many businesses there are of each kind, from a snapshot."""

from collections.abc import Sequence
from pathlib import Path

from laju.engines.cubes import CELL, count_sql
from laju.engines.scale.runner import Runner


def count_cells(
    *, runner: Runner, businesses: Path, out: Path, dimensions: Sequence[str] = CELL
) -> Path:
    """Store the number of businesses per value of the dimensions.

    businesses: table of `engines.cubes` with one row per business.
    """
    sql, _values = count_sql(dimensions=dimensions)
    return runner.query(sql=sql, tables={"businesses": businesses}, out=out)
