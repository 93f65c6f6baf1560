"""Questions the cells cannot answer, put to the latest numbered copy of the registry."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of, within_scope
from laju.apps.regions.models import District, Region
from laju.core.kbli import Version
from laju.engines.cubes import NoSnapshot, Slicer, Snapshot, latest_snapshot
from laju.engines.reference import load_classification

Value = str | int
MORE = {
    "division": gettext_lazy("Golongan pokok KBLI"),
    "district": gettext_lazy("Kecamatan"),
    "year": gettext_lazy("Tahun tercatat"),
}


def latest_copy() -> Snapshot | None:
    """Return the latest snapshot, None before there is one."""
    try:
        return latest_snapshot(root=settings.SNAPSHOTS)
    except NoSnapshot:
        return None


def say_copy(snapshot: Snapshot) -> str:
    """Say which copy was asked, and of which moment it is."""
    moment = timezone.localtime(datetime.fromisoformat(snapshot.taken_at))
    return _("salinan nomor {number}, {moment}").format(
        number=snapshot.number, moment=date_format(moment, "j F Y H.i")
    )


def counts_in(
    snapshot: Snapshot,
    *,
    dimensions: Sequence[str],
    where: Mapping[str, Sequence[Value]],
    by: User,
) -> dict[tuple[Value, ...], int]:
    """Return the number of businesses per value of the dimensions that this person may see."""
    kept = dict(where)
    if scope_of(user=by) is not None:
        seen = set(
            Region.objects.filter(within_scope(user=by, path="code")).values_list("pk", flat=True)
        )
        kept["region"] = sorted(seen & set(where.get("region", seen)))
    with Slicer(snapshot.table("businesses")) as slicer:
        return slicer.count(dimensions=dimensions, where=kept)


def names_in(dimension: str, values: Collection[Value]) -> dict[Value, str]:
    """Return the names of values of a dimension that only copies have."""
    told: dict[Value, str] = {"": _("Belum diketahui")}
    if dimension == "district":
        told |= dict(
            District.objects.filter(pk__in=[str(v) for v in values]).values_list("pk", "name")
        )
    if dimension == "division":
        titles = load_classification(version=Version.KBLI_2020).by_code
        newer = load_classification(version=Version.KBLI_2025).by_code
        for value in values:
            entry = titles.get(str(value)) or newer.get(str(value))
            if entry:
                told[value] = f"{value} {entry.title}"
    return {value: told.get(value, str(value)) for value in values}
