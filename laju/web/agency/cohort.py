"""One year: what comes next, seats per region, applications, and the draw."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import facilitators
from laju.apps.programme.draws import applicant_list, filled_seats, repeat_draw
from laju.apps.programme.models import Application, Cohort
from laju.apps.programme.queries import (
    batches_awaiting,
    cohorts_of,
    count_applications_by_region,
    count_curated,
    regions_of_businesses,
    seats_of,
)
from laju.apps.regions.models import Region
from laju.web.agency.cohort_forms import FilterForm, SeedForm
from laju.web.agency.maps import draw_area
from laju.web.agency.scope import cohort_of, may_decide, trail
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.workbooks import in_key_order

PARTS = {
    "": gettext_lazy("Ringkasan"),
    "wilayah": gettext_lazy("Kursi per wilayah"),
    "pendaftar": gettext_lazy("Pendaftar"),
    "undian": gettext_lazy("Undian"),
}
TITLES = (
    "Kode", "Usaha", "Pemilik", "Kode wilayah", "Wilayah", "Asal", "Nilai", "Status",
    "Urutan di wilayah", "Undian", "Pendamping",
)  # fmt: skip


@for_role("AGENCY")
@require_GET
def cohort(request: HttpRequest, year: int) -> HttpResponse:
    """Show one part of a year: summary, seats, applications or draw."""
    row = cohort_of(year)
    part = request.GET.get("bagian", "")
    part = part if part in PARTS else ""
    context = frame(request, row, part) | _PARTS[part](request, row)
    return render(request, "agency/cohort.html", context)


@for_role("AGENCY")
@require_GET
def export_applications(request: HttpRequest, year: int) -> StreamingHttpResponse:
    """Download the applications that fit the filters."""
    row = cohort_of(year)
    form = FilterForm(request.GET, cohort=row, by=person(request))
    rows = form.found(cohort=row, by=person(request))
    return stream_csv(name=f"pendaftar-{year}.csv", titles=TITLES, rows=_lines(rows))


@for_role("AGENCY")
@require_GET
def export_seats(request: HttpRequest, year: int) -> StreamingHttpResponse:
    """Download the seats per region with their reasons."""
    row = cohort_of(year)
    titles = ["Kode", "Wilayah", "Usaha", "Kursi", "Pendaftar", "Terpilih", "Tunggu", "Alasan"]
    rows = (
        (r["code"], r["name"], r["weight"], r["seats"], r["applications"], r["chosen"],
         r["waiting"], r["reason"])
        for r in seats_table(row, person(request))
    )  # fmt: skip
    return stream_csv(name=f"kursi-{year}.csv", titles=titles, rows=rows)


@for_role("AGENCY")
@require_GET
def applicants(request: HttpRequest, year: int) -> HttpResponse:  # noqa: ARG001
    """Send the applicant list to the byte, so that anybody can check its hash.

    Codes, regions and scores only, of all regions: it is made to be published.
    """
    text, _digest = applicant_list(cohort=cohort_of(year))
    return HttpResponse(
        text,
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="daftar-{year}.jsonl"'},
    )


def draw_with(request: HttpRequest, row: Cohort, form: SeedForm) -> HttpResponse:
    """Show the draw again with what was typed and what is wrong with it."""
    context = frame(request, row, "undian") | _draw(request, row) | {"form": form}
    return render(request, "agency/cohort.html", context, status=422)


def frame(request: HttpRequest, row: Cohort, part: str = "") -> dict[str, Any]:
    """Return what every part of a year shows: title, tabs, and whether one may decide."""
    address = reverse("agency:cohort", args=[row.year])
    return {
        "cohort": row,
        "page_title": str(row),
        "crumbs": trail(),
        "part": part,
        "may_decide": may_decide(request, row),
        "tabs": [
            *(
                {
                    "url": f"{address}?bagian={key}" if key else address,
                    "label": label,
                    "is_current": key == part,
                }
                for key, label in PARTS.items()
            ),
            {
                "url": reverse("agency:curation", args=[row.year]),
                "label": _("Kurasi"),
                "is_current": part == "kurasi",
            },
        ],
    }


def journey(row: Cohort, curated: tuple[int, int], *, has_seats: bool) -> list[dict[str, str]]:
    """Return the steps of a year with the first undone one marked."""
    scored, total = curated
    done = [
        (_("Buka angkatan"), True),
        (_("Bagi kursi"), has_seats),
        (_("Terima pendaftar"), total > 0),
        (_("Nilai pendaftar"), total > 0 and scored == total),
        (_("Pilih peserta"), row.status == Cohort.Status.SELECTED),
    ]
    steps, is_found = [], False
    for label, is_done in done:
        state = "done" if is_done else "wait" if is_found else "now"
        is_found = is_found or not is_done
        steps.append({"label": label, "state": state})
    return steps


def seats_table(row: Cohort, by: User) -> list[dict[str, Any]]:
    """Return seats, applications, chosen and waiting per region the person sees."""
    counts = count_applications_by_region(cohort=row)
    would = filled_seats(cohort=row) if row.status == Cohort.Status.OPEN else {}
    seen = {region.pk: region.name for region in regions_of_businesses(cohort=row, by=by)}
    quotas = {quota.region_id: quota for quota in seats_of(cohort=row)}
    table = []
    for code in sorted({*quotas, *counts} & seen.keys()):
        quota, count = quotas.get(code), counts.get(code, {})
        table.append(
            {
                "code": code,
                "name": seen[code],
                "weight": quota.weight if quota else 0,
                "seats": quota.seats if quota else 0,
                "reason": quota.reason if quota else _("Belum ada kuota."),
                "why": quota.reason.partition(": ")[2] if quota else "",
                "applications": count.get("applications", 0),
                "chosen": count.get("chosen", 0),
                "waiting": count.get("waiting", 0),
                "would": would.get(code, 0),
            }
        )
    return table


def curation(row: Cohort) -> dict[str, Any]:
    """Return how far scoring is."""
    scored, total = count_curated(cohort=row)
    return {"scored": scored, "applications": total, "unscored": total - scored}


def _summary(request: HttpRequest, row: Cohort) -> dict[str, Any]:
    counted = cohorts_of(by=person(request)).get(pk=row.pk)
    told = curation(row)
    has_seats = row.quotas.exists()
    is_open = row.status == Cohort.Status.OPEN
    steps = journey(row, (told["scored"], told["applications"]), has_seats=has_seats)
    return told | {
        "counted": counted,
        "has_seats": has_seats,
        "steps": steps,
        "batches": list(batches_awaiting(cohort=row)[:100]) if is_open else [],
    }


def _regions(request: HttpRequest, row: Cohort) -> dict[str, Any]:
    table = seats_table(row, person(request))
    columns = ("weight", "seats", "applications", "chosen", "waiting", "would")
    is_open = row.status == Cohort.Status.OPEN
    for line in table:
        line["short"] = max(line["seats"] - line["applications"], 0) if is_open else 0
    return {
        "table": table,
        "map": fill_map(row, person(request), table) if table else "",
        "short": sorted((line for line in table if line["short"]), key=lambda line: -line["short"]),
        "most": max((max(r["seats"], r["applications"]) for r in table), default=0),
        "sums": {key: sum(r[key] for r in table) for key in columns},
        "exports": [("CSV", reverse("agency:export_seats", args=[row.year]))],
    }


def fill_map(row: Cohort, by: User, table: list[dict[str, Any]]) -> SafeString:
    """Draw how many apply for each hundred seats, region by region."""
    told = {r["code"]: 100 * r["applications"] / r["seats"] for r in table if r["seats"]}
    regions = list(regions_of_businesses(cohort=row, by=by).exclude(kind=Region.Kind.PROVINCE))
    address = reverse("agency:cohort", args=[row.year])
    return draw_area(
        area=row.area,
        regions=regions,
        values=dict(told),
        title=_("Pendaftar tiap seratus kursi"),
        description=_("Peta wilayah program, makin gelap makin banyak pendaftar untuk tiap kursi."),
        href=lambda code: f"{address}?bagian=pendaftar&region={code}",
        key="peta-kursi",
        no_data=_("belum ada kursi"),
    )


def _applications(request: HttpRequest, row: Cohort) -> dict[str, Any]:
    by = person(request)
    form = FilterForm(request.GET, cohort=row, by=by)
    rows = form.found(cohort=row, by=by, order=request.GET.get("sort", ""))
    query = request.GET.copy()
    query.pop("page", None)
    address = reverse("agency:export_applications", args=[row.year])
    return {
        "filters": form,
        "page": page_of(request, rows),
        "exports": [("CSV", f"{address}?{query.urlencode()}")],
        "reset_url": "?bagian=pendaftar",
        "facilitators": list(facilitators()) if row.status == Cohort.Status.SELECTED else [],
    }


def _draw(request: HttpRequest, row: Cohort) -> dict[str, Any]:
    told = curation(row) | {"has_seats": row.quotas.exists()}
    if row.status == Cohort.Status.SELECTED:
        example = row.applications.exclude(ticket="").select_related("business").first()
        repeat = repeat_draw(cohort=row) if request.GET.get("ulangi") else None
        return told | {"list_sha256": row.list_sha256, "example": example, "repeat": repeat}
    return told | {
        "list_sha256": applicant_list(cohort=row)[1] if told["scored"] else "",
        "would": sum(filled_seats(cohort=row).values()),
        "form": SeedForm(),
    }


_PARTS = {"": _summary, "wilayah": _regions, "pendaftar": _applications, "undian": _draw}


def _lines(rows: QuerySet[Application]) -> Iterator[tuple[object, ...]]:
    for row in in_key_order(rows):
        participant = getattr(row, "participant", None)
        left = participant is not None and participant.left_at is not None
        yield (
            row.business.code,
            row.business.name,
            row.business.owner.name,
            row.business.region_id,
            row.business.region.name,
            row.get_origin_display(),
            "" if row.score is None else f"{row.score:.4f}",
            "Mundur" if left else row.get_status_display(),
            row.place,
            row.ticket,
            (participant.facilitator or "") if participant else "",
        )
