"""Counts of businesses over numbered snapshots of the registry."""

from laju.engines.cubes.slicing import CELL, DIMENSIONS, Slicer, UnknownDimension, count_sql
from laju.engines.cubes.snapshots import (
    BUSINESSES,
    ChangedSnapshot,
    NoSnapshot,
    Snapshot,
    Source,
    check_snapshot,
    latest_snapshot,
    write_snapshot,
)

__all__ = [
    "BUSINESSES",
    "CELL",
    "DIMENSIONS",
    "ChangedSnapshot",
    "NoSnapshot",
    "Slicer",
    "Snapshot",
    "Source",
    "UnknownDimension",
    "check_snapshot",
    "count_sql",
    "latest_snapshot",
    "write_snapshot",
]
