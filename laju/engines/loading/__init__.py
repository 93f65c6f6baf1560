"""Many rows into a database at once: ADBC for SQLite, COPY for PostgreSQL."""

from laju.engines.loading.changes import Change, Guard, Insert, Update
from laju.engines.loading.postgres import copy_changes
from laju.engines.loading.sqlite import (
    NotAsExpected,
    Packed,
    load_sqlite,
    packed,
    run_statements,
    write_changes,
)

__all__ = [
    "Change",
    "Guard",
    "Insert",
    "NotAsExpected",
    "Packed",
    "Update",
    "copy_changes",
    "load_sqlite",
    "packed",
    "run_statements",
    "write_changes",
]
