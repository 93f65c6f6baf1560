"""Doubtful pairs, one after the other: the same business, or two."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.registry.actions import decide_link
from laju.apps.registry.models import Business, Link
from laju.apps.registry.queries import links_of, links_waiting
from laju.web.agency.choices import SECTORS
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv

TITLES = ("Kode 1", "Usaha 1", "Kode 2", "Usaha 2", "Wilayah", "Kemiripan", "Alasan")
ANSWERS = {
    "sama": Link.Status.SAME,
    "berbeda": Link.Status.DIFFERENT,
    "urung": Link.Status.PROPOSED,
}


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the next pair, side by side, and how many wait behind it."""
    page = page_of(request, links_waiting(by=person(request)), size=1)
    link = page.object_list[0] if page.object_list else None
    context = {
        "page_title": _("Mungkin ganda"),
        "page_lede": _(
            "Dua catatan yang mirip. Anda yang memutuskan; tidak ada yang digabung sendiri."
        ),
        "page": page,
        "link": link,
        "rows": compare(link) if link else [],
        "last": links_of(by=person(request))
        .filter(pk=request.session.get("last_link") or 0)
        .first(),
    }
    return render(request, "agency/links.html", context)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the pairs that wait, with the evidence."""
    lines = (
        (
            link.left.code,
            link.left.name,
            link.right.code,
            link.right.name,
            link.left.region.name,
            f"{link.score:.0f}",
            "; ".join(link.evidence),
        )
        for link in list(links_waiting(by=person(request)))
    )
    return stream_csv(name="mungkin-ganda.csv", titles=TITLES, rows=lines)


@require_POST
@for_role(Role.AGENCY)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the decision on a pair, or take the last one back."""
    link = get_object_or_404(links_of(by=person(request)), pk=min(pk, 2**63 - 1))
    answer = request.POST.get("answer", "")
    if answer in ANSWERS:
        decide_link(link=link, status=ANSWERS[answer], by=person(request), at=timezone.now())
        if answer == "urung":  # the others are told by the line that offers to take them back
            messages.success(request, _("Keputusan ditarik kembali."))
        request.session["last_link"] = None if answer == "urung" else link.pk
        return redirect("agency:links")
    page = request.POST.get("page", "1")[:9]
    following = int(page) + 1 if page.isascii() and page.isdigit() else 1
    waiting = links_waiting(by=person(request)).count()
    return redirect(f"{reverse('agency:links')}?page={following if following <= waiting else 1}")


def compare(link: Link) -> list[dict[str, Any]]:
    """Return the two records line by line, with what differs marked."""
    left, right = _told(link.left), _told(link.right)
    return [
        {
            "label": label,
            "left": left[label],
            "right": right[label],
            "differs": left[label].casefold() != right[label].casefold(),
        }
        for label in left
        if left[label] or right[label]
    ]


def _told(business: Business) -> dict[str, str]:
    return {
        _("Nama usaha"): business.name,
        _("Pemilik"): business.owner.name,
        _("Telepon"): business.phone or business.owner.phone,
        _("NIK"): _hidden(business.owner.nik),
        _("NIB"): business.owner.nib,
        _("Kegiatan"): business.activity,
        _("Sektor"): str(dict(SECTORS).get(business.sector, "")),
        _("Produk"): business.products_text,
        _("Alamat"): business.address,
        _("Desa/kelurahan"): business.village_name,
        _("Kecamatan"): business.district_name,
        _("Kabupaten/kota"): business.region.name,
        _("Tahun berdiri"): str(business.founded_year or ""),
    }


def _hidden(nik: str) -> str:
    """Show of a NIK only what is needed to compare two."""
    return f"{nik[:6]}••••••{nik[-4:]}" if nik else ""
