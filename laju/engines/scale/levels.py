"""The go-digital level of each business, by the rules of the core."""

from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa

from laju.core.digital import Evidence, EvidenceKind, Level, grade_business
from laju.engines.scale.runner import Runner

EVIDENCE = pa.schema(
    [
        ("business", pa.int64()),
        ("presence", pa.int64()),
        ("kind", pa.string()),
        ("reference", pa.string()),
        ("seen_on", pa.date32()),
        ("is_verified", pa.bool_()),
        ("source", pa.string()),
    ]
)
LEVELS = pa.schema(
    [
        ("business", pa.int64()),
        ("level", pa.int32()),
        ("is_verified", pa.bool_()),
        ("carried_by", pa.list_(pa.int64())),
        ("next_step", pa.string()),
    ]
)
NOUGHT = grade_business(evidence=[], on=date.min)


def measure(*, runner: Runner, businesses: Path, evidence: Path, on: date, out: Path) -> Path:
    """Store the level of every business on a day.

    businesses: a table with `id`. evidence: EVIDENCE, in any order. Returns: LEVELS.
    """
    graded = runner.spread(
        function=partial(grade_table, on=on),
        schema=LEVELS,
        table=evidence,
        out=out.with_name(f"{out.name}.graded"),
        by="business",
    )
    sql = f"""
      SELECT b.id AS business, coalesce(g.level, 0) AS level,
        coalesce(g.is_verified, false) AS is_verified, g.carried_by,
        coalesce(g.next_step, '{NOUGHT.next_step}') AS next_step
      FROM businesses AS b LEFT JOIN graded AS g ON g.business = b.id"""  # noqa: S608  words of our own
    return runner.query(sql=sql, tables={"businesses": businesses, "graded": graded}, out=out)


def grade_table(table: pa.Table, *, on: date) -> pa.Table:
    """Grade businesses whose whole evidence is in the table, one after the other."""
    rows = [
        _row(int(business), list(told), on)
        for business, told in groupby(table.to_pylist(), key=lambda row: row["business"])
    ]
    return pa.Table.from_pylist(rows, schema=LEVELS)


def _row(business: int, told: list[dict[str, Any]], on: date) -> dict[str, Any]:
    known = {
        Evidence(
            EvidenceKind(row["kind"]),
            row["reference"],
            row["seen_on"],
            row["is_verified"],
            row["source"],
        ): row["presence"]
        for row in told
    }
    grade = grade_business(evidence=known, on=on)
    return {
        "business": business,
        "level": list(Level).index(grade.level),
        "is_verified": grade.is_verified,
        "carried_by": sorted(known[item] for item in grade.carried_by),
        "next_step": grade.next_step,
    }
