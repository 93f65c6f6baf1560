"""Inviting businesses of a region that has fewer applicants than seats."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role
from laju.apps.outbox.posting import phone_of
from laju.apps.outbox.ways import office_link
from laju.apps.programme.models import Cohort
from laju.apps.programme.outreach import to_invite
from laju.apps.programme.queries import count_applications_by_region, regions_of_businesses
from laju.apps.regions.models import Region
from laju.apps.registry.models import Business
from laju.core.identity.phone import format_phone
from laju.core.whatsapp import chat_link
from laju.web.agency.scope import cohort_of, trail
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv

TITLES = ("Kode", "Usaha", "Pemilik", "Telepon", "Kecamatan", "Kegiatan", "Undangan")
MOST_LISTED = 2000


@require_GET
@for_role(Role.AGENCY)
def outreach(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Show whom to invite, with the words ready to send."""
    row, place = _asked(request, year, region)
    seats = row.quotas.filter(region=place).values_list("seats", flat=True).first() or 0
    told = count_applications_by_region(cohort=row).get(place.pk, {})
    page = page_of(request, to_invite(cohort=row, region=place, by=person(request)))
    context = {
        "cohort": row,
        "place": place,
        "crumbs": trail(row),
        "seats": seats,
        "applications": told.get("applications", 0),
        "page": page,
        "cards": [card_of(business, row) for business in page],
        "export_url": reverse("agency:export_outreach", args=[year, region]),
    }
    return render(request, "agency/outreach.html", context)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest, year: int, region: str) -> HttpResponseBase:
    """Send the list as CSV, at most 2,000 of the most ready."""
    row, place = _asked(request, year, region)
    rows = to_invite(cohort=row, region=place, by=person(request))[:MOST_LISTED]
    return stream_csv(name=f"ajakan-{year}-{place.pk}.csv", titles=TITLES, rows=_lines(rows, row))


def card_of(business: Business, cohort: Cohort) -> dict[str, Any]:
    """Return one business with its number and the invitation."""
    phone = phone_of(business)
    text = invitation(business, cohort)
    return {
        "business": business,
        "phone": format_phone(phone) if phone else "",
        "send_url": chat_link(phone=phone, text=text) if phone else "",
    }


def invitation(business: Business, cohort: Cohort) -> str:
    """Return the words of an invitation; no promise is in them."""
    name = business.owner.name or business.name
    return _(
        "Halo %(owner)s, pendaftaran program %(cohort)s dibuka, gratis, untuk usaha seperti "
        "%(business)s. Sekitar lima menit di HP: %(url)s Balas BERHENTI bila tidak mau dikabari."
    ) % {
        "owner": name[:80],
        "cohort": cohort,
        "business": business.name[:80],
        "url": office_link(reverse("public:apply")),
    }


def _asked(request: HttpRequest, year: int, region: str) -> tuple[Cohort, Region]:
    row = cohort_of(year)
    seen = regions_of_businesses(cohort=row, by=person(request))
    place = seen.filter(pk=region[:5]).exclude(kind=Region.Kind.PROVINCE).first()
    if place is None:
        raise Http404
    return row, place


def _lines(rows: QuerySet[Business], cohort: Cohort) -> Iterator[tuple[object, ...]]:
    for business in rows:
        phone = phone_of(business)
        yield (
            business.code,
            business.name,
            business.owner.name,
            format_phone(phone) if phone else "",
            business.district_name,
            business.activity,
            invitation(business, cohort),
        )
