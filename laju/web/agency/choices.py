"""What the agency's forms offer to choose from."""

from django.utils.translation import gettext_lazy as _

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of, within_scope
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import latest_cohort, regions_in
from laju.apps.regions.models import Region
from laju.apps.registry.models import CodeSystem
from laju.core.profile import Sector

SECTORS = [
    (Sector.FOOD.value, _("Makanan dan minuman")),
    (Sector.FARM.value, _("Pertanian dan ternak")),
    (Sector.CRAFT.value, _("Kriya")),
    (Sector.FASHION.value, _("Busana")),
    (Sector.BEAUTY.value, _("Salon dan rias")),
    (Sector.SERVICE.value, _("Jasa")),
    (Sector.WORKSHOP.value, _("Bengkel dan mebel")),
    (Sector.RETAIL.value, _("Warung dan toko")),
    (Sector.OTHER.value, _("Lainnya")),
]
SYSTEMS = [
    ("", _("Buktikan sendiri dari isi lembar")),
    (CodeSystem.KEMENDAGRI.value, _("Kode Kemendagri")),
    (CodeSystem.BPS.value, _("Kode BPS")),
]
DEFAULT_AREA = "12"  # until a cohort is opened: Sumatera Utara


def programme_area() -> Region:
    """Return the area of the latest cohort, Sumatera Utara before there is one."""
    return area_of(cohort=latest_cohort())


def area_of(*, cohort: Cohort | None) -> Region:
    """Return the area of a cohort, Sumatera Utara without one."""
    return cohort.area if cohort else Region.objects.get(pk=DEFAULT_AREA)


def visible_regions(*, by: User, within: Region | None = None) -> list[Region]:
    """Return the kabupaten and kota a person works with: their own, else those of an area.

    within: the area; None means the programme's.
    """
    if scope_of(user=by) is None:
        return list(regions_in(area=within or programme_area()))
    rows = Region.objects.filter(within_scope(user=by, path="code"))
    return list(rows.exclude(kind=Region.Kind.PROVINCE))


def region_choices(*, by: User) -> list[tuple[str, str]]:
    """Return code and name of the regions a person works with, by name."""
    rows = [(region.pk, region.name) for region in visible_regions(by=by)]
    return sorted(rows, key=lambda row: (row[1].startswith("Kota"), row[1]))
