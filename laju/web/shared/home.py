"""The front page, and the way to each audience's own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role, User
from laju.apps.programme.queries import count_participants_by_region, latest_cohort
from laju.apps.publishing.queries import count_pages

STARTS = {
    Role.AGENCY: "agency:dashboard",
    Role.FACILITATOR: "field:today",
    Role.OWNER: "owner:home",
    Role.ASSESSOR: "assessor:figures",
    Role.READER: "reader:readings",
}
DOORS = (
    ("dinas", "chart", _("Dinas"), _("Daftar, kuota, peserta, anggaran, laporan")),
    ("pendamping", "users", _("Pendamping"), _("Usaha dampingan dan tugas hari ini")),
    ("pemilik", "store", _("Pelaku usaha"), _("Halaman, foto, persetujuan, kalender kiriman")),
    ("penilai", "scale", _("Penilai"), _("Telusuri angka, tarik sampel, periksa jejak")),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send people who signed in to their start page; show the others what Laju is."""
    if isinstance(request.user, User) and request.user.role in STARTS:
        return redirect(STARTS[Role(request.user.role)])
    return render(request, "shared/home.html", front())


def front() -> dict[str, Any]:
    """Return what the front page shows."""
    cohort = latest_cohort()
    by_region = count_participants_by_region(cohort=cohort) if cohort else {}
    return {
        "cohort": cohort,
        "pages": count_pages(cohort=cohort) if cohort else {},
        "participants": sum(by_region.values()),
        "regions": len(by_region),
        "is_open": bool(cohort and cohort.status == "OPEN"),
        "doors": DOORS if settings.DEMO else (),
    }
