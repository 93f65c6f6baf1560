"""The list of businesses: search with instant results, filters, order, downloads."""

from collections.abc import Iterator
from typing import Any, TypedDict

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role, User
from laju.apps.indicators.models import Cell
from laju.apps.indicators.queries import (
    at_level,
    businesses_measured,
    count_cells,
    cube_state,
)
from laju.apps.programme.models import Participant
from laju.apps.publishing.models import Site
from laju.apps.registry.models import Business
from laju.apps.registry.queries import businesses as find_businesses
from laju.apps.registry.queries import keys_of_found, search_businesses
from laju.apps.studio.models import Content
from laju.web.agency.business_filters import FilterForm
from laju.web.agency.choices import SECTORS
from laju.web.shared.access import for_role, person
from laju.web.shared.finding import search_page
from laju.web.shared.lists import page_in_order, stream_csv
from laju.web.shared.workbooks import in_key_order, send_workbook

ORDERS = {
    "name": ("name_folded", "pk"),
    "owner": ("owner__name_folded", "pk"),
    "region": ("region_id", "name_folded", "pk"),
    "sector": ("sector", "name_folded", "pk"),
    "size": ("size", "name_folded", "pk"),
    "new": ("created_at", "pk"),
}
INDEXED_ORDERS = {name: ORDERS[name] for name in ("name", "region")}
MOST_TOLD = 10
MOST_SORTED = 5_000  # rows; more than that are shown only in the order of an index
TITLES = (
    "Kode", "Nama usaha", "Pemilik", "Kegiatan", "Sektor", "Skala", "Kode wilayah", "Kabupaten/kota",
    "Kecamatan", "Desa/kelurahan", "Alamat", "Telepon", "Peserta",
)  # fmt: skip
_CHUNK = 500


class Narrowing(TypedDict):
    region: str
    sector: str
    size: str


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the businesses that fit, 25 at a time; htmx is given the results alone."""
    by, form = person(request), FilterForm(request.GET, by=person(request), auto_id="saring_%s")
    query = request.GET.urlencode()
    context: dict[str, Any] = {
        "page_title": _("Daftar usaha"),
        "filters": form,
        "words": form.words,
        "exports": [
            (kind.upper(), f"{reverse('agency:businesses_export', args=[kind])}?{query}")
            for kind in ("csv", "xlsx")
        ],
        **(_searched(request, form, by) if form.words else _listed(request, form, by)),
    }
    for business in context["page"]:
        business.sector_label = dict(SECTORS).get(business.sector, "")
    name = "agency/businesses.html"
    return render(request, f"{name}#results" if request.htmx else name, context)  # type: ignore[attr-defined]


@require_GET
@for_role(Role.AGENCY)
def find(request: HttpRequest) -> JsonResponse:
    """Answer a search as JSON, the likeliest ten first, for whatever lets one choose a business."""
    by, form = person(request), FilterForm(request.GET, by=person(request))
    found = search_businesses(by=by, words=form.words, limit=MOST_TOLD, **_narrowing(form))
    told = [
        {
            "code": business.code,
            "name": business.name,
            "owner": business.owner.name,
            "region": business.region.name,
            "district": business.district_name,
            "is_exact": is_exact,
            "url": reverse("agency:business", args=[business.code]),
        }
        for business, is_exact in found.hits
    ]
    answer = {"total": found.total, "suggestion": found.suggestion, "businesses": told}
    return JsonResponse(answer)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send the businesses that fit as a file, in order of key."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    by = person(request)
    form = FilterForm(request.GET, by=by)
    rows = _lines(_chosen(form, by))
    if kind == "xlsx":
        return send_workbook(name="daftar-usaha.xlsx", titles=TITLES, rows=rows)
    return stream_csv(name="daftar-usaha.csv", titles=TITLES, rows=rows)


def _searched(request: HttpRequest, form: FilterForm, by: User) -> dict[str, object]:
    """Return the page of what fits the words, the likeliest first."""
    among, without = _taking_part(form.value("participant"))
    if form.value("level"):  # which the index does not know
        among, without = _at_level(int(form.value("level")), among, without)
    page, found = search_page(
        request,
        by=by,
        words=form.words,
        among=among,
        without=without,
        **_narrowing(form),
    )
    parts = Participant.objects.filter(
        application__business__in=[business.pk for business in page], left_at=None
    )
    keys = set(parts.values_list("application__business", flat=True))
    for business in page:
        business.is_participant = business.pk in keys  # type: ignore[attr-defined]
    return {"page": page, "total": found.total, "found": found, "marks": found.words}


def _listed(request: HttpRequest, form: FilterForm, by: User) -> dict[str, object]:
    """Return the page of all that fit the filters, in the order asked for."""
    rows, choice = _rows(form, by), form.value("participant")
    if choice not in {"", "tidak"} or not cube_state().is_exact:
        count = rows.count()
    else:  # kept in step by the database: a million need not be counted
        count = count_cells(by=by, where=form.cells)
        if choice == "tidak":
            count -= _rows(form, by, "ya").count()
    orders = ORDERS if count <= MOST_SORTED else INDEXED_ORDERS
    sort = request.GET.get("sort", "")
    page = page_in_order(
        request,
        rows,
        order=orders.get(sort.removeprefix("-"), orders["name"]),
        is_down=sort.startswith("-"),
        count=count,
    )
    return {"page": page, "total": count, "found": None, "marks": (), "orders": orders}


def _narrowing(form: FilterForm) -> Narrowing:
    """Return the filters every list of businesses knows, "" for none."""
    return {
        "region": form.value("region"),
        "sector": form.value("sector"),
        "size": form.value("size"),
    }


def _rows(form: FilterForm, by: User, choice: str | None = None) -> QuerySet[Business]:
    """Return all that fit the filters; choice: another one of who takes part than the form's."""
    rows = find_businesses(by=by, **_narrowing(form))
    if level := form.value("level"):
        rows = rows.filter(at_level(level=int(level)))
    taking_part = Participant.objects.filter(application__business=OuterRef("pk"), left_at=None)
    rows = rows.annotate(is_participant=Exists(taking_part))
    choice = form.value("participant") if choice is None else choice
    if not choice:
        return rows
    keys = _businesses_taking_part("ya" if choice == "tidak" else choice)
    return rows.exclude(pk__in=keys) if choice == "tidak" else rows.filter(pk__in=keys)


def _chosen(form: FilterForm, by: User) -> Iterator[Business]:
    """Yield the businesses of a download, in order of key."""
    rows = _rows(form, by)
    if not form.words:
        yield from in_key_order(rows)
        return
    keys = keys_of_found(by=by, words=form.words, **_narrowing(form))  # rows narrow them further
    for at in range(0, len(keys), _CHUNK):
        yield from rows.filter(pk__in=keys[at : at + _CHUNK]).order_by("pk")


def _taking_part(choice: str) -> tuple[list[int] | None, list[int]]:
    """Return to which businesses a search is narrowed, and which it leaves out."""
    if not choice:
        return None, []
    keys = list(_businesses_taking_part("ya" if choice == "tidak" else choice))
    return (None, keys) if choice == "tidak" else (keys, [])


def _at_level(
    level: int, among: list[int] | None, without: list[int]
) -> tuple[list[int] | None, list[int]]:
    """Narrow further to a level: to those measured so last, or to all but those ever measured."""
    measured = businesses_measured(level=level)
    if level == Cell.UNMEASURED:
        return among, [*without, *measured]
    return list(measured if among is None else set(among) & set(measured)), without


def _businesses_taking_part(choice: str) -> QuerySet[Participant, int]:
    """Return the numbers of businesses that take part, or whose page is live or held."""
    rows = Participant.objects.filter(left_at=None)
    if choice == "tayang":
        live = Site.objects.filter(participant__left_at=None, status=Site.Status.LIVE)
        rows = rows.filter(pk__in=live.values("participant"))
    elif choice == "ditahan":
        held = Content.objects.filter(participant__left_at=None, status=Content.Status.HELD)
        rows = rows.filter(pk__in=held.values("participant"))
    return rows.values_list("application__business", flat=True)


def _lines(rows: Iterator[Business]) -> Iterator[tuple[object, ...]]:
    sectors = dict(SECTORS)
    for business in rows:
        yield (
            business.code,
            business.name,
            business.owner.name,
            business.activity,
            sectors.get(business.sector, business.sector),
            business.get_size_display(),
            business.region_id,
            business.region.name,
            business.district_name,
            business.village_name,
            business.address,
            business.phone or business.owner.phone,
            "ya" if business.is_participant else "tidak",  # type: ignore[attr-defined]
        )
