"""A numbered copy of the registry for free questions and for other machines."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from laju.apps.accounts.models import User
from laju.apps.indicators.actions import record_snapshot
from laju.apps.indicators.copying import one_moment, sources
from laju.apps.indicators.queries import cells_by, cube_state
from laju.apps.registry.models import Batch
from laju.core.errors import DomainError
from laju.engines.cubes import CELL, Slicer, Snapshot, write_snapshot


class SnapshotDiffers(DomainError):
    message = "Salinan nomor {number} tidak sama dengan rekap registri pada {count} sel."
    remedy = "Jalankan laju cube --check, lalu buat salinan lagi."
    status = 409


def take_snapshot(*, more: Iterable[str] = (), by: User, at: datetime) -> Snapshot:
    """Write the next snapshot and compare its counts with the cells of the same moment.

    more: tables with personal data to take along. Raises: SnapshotDiffers.
    """
    known = sources()
    with one_moment():
        kept, is_exact = cells_by(), cube_state().is_exact
        done = Batch.objects.filter(status=Batch.Status.DONE).order_by("pk")
        snapshot = write_snapshot(
            root=settings.SNAPSHOTS,
            tables={name: known[name] for name in ("businesses", *more)},
            sheets=list(done.values_list("pk", flat=True)),
            taken_at=at,
        )
    with Slicer(snapshot.table("businesses")) as slicer:
        counted = slicer.count(dimensions=CELL)
    if is_exact and counted != kept:
        count = len(dict(counted.items() ^ kept.items()))
        raise SnapshotDiffers(number=snapshot.number, count=count)
    record_snapshot(
        number=snapshot.number,
        sha256=snapshot.sha256["businesses"],
        rows=snapshot.rows["businesses"],
        sheets=len(snapshot.sheets),
        by=by,
        at=at,
    )
    return snapshot
