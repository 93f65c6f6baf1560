"""What can be done to the cube: let it rest, count it anew, check it (ADR 0020)."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from laju.apps.accounts.models import User
from laju.apps.indicators.models import Cell, Cube
from laju.apps.indicators.queries import Difference, cells_kept, cube_state, differences
from laju.apps.indicators.queries.cubes import COUNT_ROWS
from laju.apps.ledger.recording import action


@action
def pause_cube(*, by: User, at: datetime) -> bool:
    """Let the cells rest during a long bulk load; until `rebuild_cube` they are dated.

    Ordinary imports need no pause: a trigger costs two millionths of a second per row.
    Returns: False on PostgreSQL, where triggers see whole statements and nothing is gained.
    """
    if connection.vendor == "postgresql":
        return False
    if cube_state().is_exact:
        Cube.objects.update_or_create(pk=Cube.ONLY, defaults={"is_paused": True, "holds_at": at})
    return True


@action
def rebuild_cube(*, by: User, at: datetime) -> int:
    """Count every cell anew from the rows and end a pause; return how many cells differed."""
    before = cells_kept()
    _rebuild()
    after = cells_kept()
    Cube.objects.update_or_create(
        pk=Cube.ONLY,
        defaults={"is_paused": False, "holds_at": None, "rebuilt_at": at, "checked_at": at},
    )
    return sum(before.get(key, 0) != after.get(key, 0) for key in {*before, *after})


@action
def check_cube(*, by: User, at: datetime) -> list[Difference]:
    """Recount every cell from the rows and return those that differ; none is kept as a check.

    Cells of single sessions (PostgreSQL) are then made one again, so that they do not pile up.
    """
    wrong = differences()
    if not wrong:
        if Cell.objects.exclude(writer=0).exists():
            _rebuild()
        Cube.objects.update_or_create(pk=Cube.ONLY, defaults={"checked_at": at})
    return wrong


@contextlib.contextmanager
def resting_cube() -> Iterator[None]:
    """Within one transaction: let the triggers rest, count anew at the end; others see no gap.

    A cube somebody else paused stays paused, and theirs to rebuild.
    """
    if connection.vendor == "postgresql" or not cube_state().is_exact:
        yield
        return
    assert connection.in_atomic_block, "others would see cells that are out of step"
    Cube.objects.update_or_create(pk=Cube.ONLY, defaults={"is_paused": True})
    yield
    _rebuild()
    Cube.objects.filter(pk=Cube.ONLY).update(is_paused=False)


def _rebuild() -> None:
    """Replace all cells; the lock waits for writers at work, and lets later ones wait.

    Their triggers then add to the new cells what this count could not see.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE indicators_cell IN EXCLUSIVE MODE")
        Cell.objects.all().delete()
        cursor.execute(
            "INSERT INTO indicators_cell (region, size, sector, level, count, writer) "  # noqa: S608
            f"SELECT counted.*, 0 FROM ({COUNT_ROWS}) AS counted"
        )
