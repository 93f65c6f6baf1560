"""A reader's list, and one application read blind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from laju.apps.programme.actions import hand_back_reading, save_reading, start_reading
from laju.apps.programme.models import Reading
from laju.apps.programme.readings import reading_for, readings_of
from laju.apps.studio.queries import profiles_of
from laju.core.blinding import strike_out
from laju.core.choices import chosen
from laju.core.errors import DomainError
from laju.core.profile import SECTOR_NAMES, Profile
from laju.core.rubrics import STEPS, read_rubric
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of


@require_GET
@for_role("READER")
def readings(request: HttpRequest) -> HttpResponse:
    """Show what there is to read, unfinished first, and how far one is."""
    rows = readings_of(by=person(request))
    done = rows.filter(status=Reading.Status.DONE).count()
    context = {"page": page_of(request, rows), "done": done, "total": rows.count()}
    first = rows.first()
    context["until"] = first.application.cohort.read_until if first else None
    return render(request, "reader/readings.html", context)


@require_http_methods(["GET", "POST"])
@for_role("READER")
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare, read, judge; what was chosen is kept however the form ends."""
    row = reading_for(by=person(request), pk=pk)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "reader/reading.html", shown(row))
    try:
        return _kept(request, row)
    except DomainError as error:
        told = {"points": points_of(request, row), "note": request.POST.get("note", "")[:1000]}
        context = shown(row, told) | {"failed": error}
        return render(request, "reader/reading.html", context, status=error.status)


def shown(row: Reading, told: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a reader sees: never a name, a place or a number of anybody."""
    points = (told or {}).get("points", row.points)
    rubric = read_rubric(row.application.cohort.rubric)
    return {
        "reading": row,
        "number": row.application_id,
        "dossier": dossier(row) if row.declared_at else [],
        "criteria": [
            {
                "key": criterion.key,
                "label": criterion.label,
                "help": criterion.help,
                "steps": [
                    {"value": value, "label": label, "is_on": points.get(criterion.key) == value}
                    for value, label in enumerate(STEPS)
                ],
            }
            for criterion in rubric
        ],
        "note": (told or {}).get("note", row.note),
    }


def dossier(row: Reading) -> list[tuple[str, str]]:
    """Return what is known of a business with everything struck out that tells whose it is."""
    business = row.application.business
    profile = profiles_of(keys=[business.pk])[business.pk]
    names = [
        business.name, business.owner.name, profile.owner_name, business.village_name,
        business.district_name, business.address, profile.region_name, profile.province_name,
        profile.landmark, *profile.channels.values(),
    ]  # fmt: skip
    said = [
        (_("Kegiatan"), profile.activity or business.activity),
        (_("Produk"), "; ".join(p.name for p in profile.products) or business.products_text),
        (_("Harga"), business.prices_text),
        (_("Bahan"), ", ".join(profile.materials)),
        (_("Cerita"), profile.story),
        (_("Cara membuat"), _ticked(profile, "making")),
        (_("Untuk"), _ticked(profile, "uses")),
        (_("Pengiriman"), _ticked(profile, "delivery")),
        (_("Bidang"), SECTOR_NAMES.get(profile.sector, "")),
        (_("Skala"), business.get_size_display() if business.size else ""),
        (_("Mulai tahun"), str(profile.founded_year or business.founded_year or "")),
        (_("Orang bekerja"), str(profile.employees or business.employees or "")),
    ]
    return [(str(label), strike_out(text, names=names)) for label, text in said if text]


def points_of(request: HttpRequest, row: Reading) -> dict[str, Any]:
    """Return the steps chosen on the form, by criterion."""
    told = {}
    for criterion in read_rubric(row.application.cohort.rubric):
        value = request.POST.get(f"p-{criterion.key}", "")
        if value.isascii() and value.isdecimal() and len(value) == 1:
            told[criterion.key] = int(value)
    return told


def _kept(request: HttpRequest, row: Reading) -> HttpResponse:
    by, at, step = person(request), timezone.now(), request.POST.get("step", "")
    if step == "back":
        hand_back_reading(reading=row, reason=request.POST.get("reason", ""), by=by, at=at)
        messages.success(request, _("Terima kasih. Bacaan ini dialihkan kepada kurator lain."))
        return redirect("reader:readings")
    if step == "declare":
        start_reading(reading=row, by=by, at=at)
        return redirect("reader:reading", row.pk)
    save_reading(
        reading=row,
        points=points_of(request, row),
        note=request.POST.get("note", ""),
        is_done=step == "done",
        by=by,
        at=at,
    )
    if step == "done":
        messages.success(request, _("Penilaian selesai. Masih dapat diubah sampai daftar dikunci."))
        waiting = readings_of(by=by).exclude(status=Reading.Status.DONE).first()
        return redirect("reader:reading", waiting.pk) if waiting else redirect("reader:readings")
    messages.success(request, _("Tersimpan sementara."))
    return redirect("reader:reading", row.pk)


def _ticked(profile: Profile, name: str) -> str:
    return ", ".join(choice.label for choice in chosen(name=name, codes=getattr(profile, name)))
