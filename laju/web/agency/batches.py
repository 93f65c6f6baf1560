"""Sheets that were received: what became of every row, and what goes back to the office."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.registry.actions import receive_sheet
from laju.apps.registry.models import Batch, Finding
from laju.apps.registry.queries import batches as find_batches
from laju.apps.registry.queries import (
    count_links_of_batch,
    findings_of,
    reconcile,
    rejected_rows,
    rejects_of,
)
from laju.core.columns import LABELS
from laju.core.errors import DomainError
from laju.web.agency.behind import go_on, is_behind, waiting_files
from laju.web.agency.sheet_quality import lists_part, quality_part, state_of, steps_for
from laju.web.shared.access import for_role, person
from laju.web.shared.linking import link_sheet
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.sheet_files import sheet_of_batch

CHUNK = 1000
SOON, LONGEST_READING = 50, 86_400  # seconds
OUTCOMES = ("created", "updated", "unchanged", "duplicates", "rejected")
SEVERITIES = {"peringatan": Finding.Severity.WARNING, "diperbaiki": Finding.Severity.REPAIRED}
REJECT_TITLES = ("Berkas", "Baris", "Kolom", "Isi", "Sebab", "Perbaikan")
LIST_TITLES = (
    "Berkas", "Lembar", "Diterima", "Oleh", "Status", "Baris masuk", "Baru", "Diperbarui", "Tidak berubah",
    "Berulang", "Ditolak", "Peringatan",
)  # fmt: skip


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the sheets received, with the line that reconciles them."""
    rows = find_batches(by=person(request)).exclude(sha256="")  # forms are no sheets
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if words:
        rows = rows.filter(file_name__icontains=words)
    page = page_of(request, rows)
    context = {
        "page_title": _("Impor lembar"),
        "page_lede": _("Setiap baris yang masuk punya nasib. Tidak ada yang hilang."),
        "page": page,
        "rows": [(batch, state_of(batch)) for batch in page],
        "words": words,
        "reconciled": outcome_sum(reconcile(batches=list(page))),
        "exports": [("CSV", f"{reverse('agency:batches_export')}?{request.GET.urlencode()}")],
    }
    if page and not words and page.number == 1:
        context |= lists_part(by=person(request))
    context["behind"] = waiting_files(by=person(request))
    return render(request, "agency/batches.html", context)


@require_GET
@for_role(Role.AGENCY)
def export_list(request: HttpRequest) -> HttpResponseBase:
    """Send the list of sheets as CSV."""
    rows = find_batches(by=person(request)).order_by("pk")
    if words := request.GET.get("q", "").replace("\0", "").strip()[:100]:
        rows = rows.filter(file_name__icontains=words)
    lines = (
        (
            batch.file_name,
            batch.sheet_name,
            timezone.localtime(batch.received_at).strftime("%Y-%m-%d %H:%M"),
            batch.received_by,
            batch.get_status_display(),
            batch.rows_total,
            *(getattr(batch, name) for name in OUTCOMES),
            batch.warnings,
        )
        for batch in list(rows)
    )
    return stream_csv(name="impor.csv", titles=LIST_TITLES, rows=lines)


@require_GET
@for_role(Role.AGENCY)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one sheet: progress, outcomes, mapping, and the rows that were held back."""
    batch = batch_seen(request, pk)
    tab = request.GET.get("bagian", "ditolak")
    context = _progress(batch) | {
        "page_title": batch.file_name,
        "crumbs": [(_("Impor lembar"), reverse("agency:batches"))],
        "tab": tab if tab in {"ditolak", "peringatan", "diperbaiki", "kolom"} else "ditolak",
        "mapping": _mapping(batch),
        "state": state_of(batch),
    }
    if batch.status == Batch.Status.DONE:
        waiting = count_links_of_batch(batch=batch, by=person(request))
        context |= quality_part(batch=batch)
        context["steps"] = steps_for(batch=batch, pairs_waiting=waiting)
    if severity := SEVERITIES.get(context["tab"]):
        context["page"] = page_of(request, findings_of(batch=batch, severity=severity))
    elif context["tab"] == "ditolak":
        context["page"] = page_of(request, rejected_rows(batch=batch))
    context["tabs"] = _tabs(batch, context["tab"])
    return render(request, "agency/batch.html", context)


@require_POST
@for_role(Role.AGENCY)
def continue_(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the next rows; the page asks again by itself until none is left."""
    batch = batch_seen(request, pk)
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    told: dict[str, Any] = {}
    try:
        if is_behind(batch):
            is_asked = "lagi" in request.POST
            told["problem"] = go_on(batch=batch, is_asked=is_asked, by=person(request))
        else:
            batch = _read_on(request, batch)
    except DomainError as error:
        if not is_part:
            raise
        # a refusal inside a part would not be shown, and asking again would not help
        return render(request, "agency/batch.html#progress", _progress(batch) | {"problem": error})
    if is_part and batch.status == Batch.Status.OPEN:
        pace = pace_of(request.POST, batch, timezone.now().timestamp())
        return render(request, "agency/batch.html#progress", _progress(batch) | pace | told)
    if is_part:
        return HttpResponse(headers={"HX-Redirect": reverse("agency:batch", args=[batch.pk])})
    return redirect("agency:batch", pk=batch.pk)


@require_GET
@for_role(Role.AGENCY)
def rejects(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send every reason for which a row was held back, or what was noted of the rows kept."""
    batch = batch_seen(request, pk)
    asked = request.GET.get("bagian", "")
    severity = SEVERITIES.get(asked, Finding.Severity.ERROR)
    name = asked if asked in SEVERITIES else "ditolak"
    lines = (tuple(told) for told in list(rejects_of(batches=[batch], severity=severity)))
    return stream_csv(name=f"{name}-impor-{batch.pk}.csv", titles=REJECT_TITLES, rows=lines)


def outcome_sum(counts: dict[str, int]) -> dict[str, Any]:
    """Return the outcomes with what they add up to, and whether that is all rows in."""
    done = sum(counts[name] for name in OUTCOMES)
    return {**counts, "done": done, "adds_up": done == counts["rows_in"]}


def pace_of(told: Mapping[str, str], batch: Batch, now: float) -> dict[str, Any]:
    """Return since when and from which row on is being read, and the seconds that are left.

    The page carries both numbers from part to part; a page opened again begins a new count.
    """
    try:
        since, first = float(told.get("mulai", "")), int(told.get("dari", ""))
    except ValueError:
        since, first = now, batch.rows_done
    read, spent = batch.rows_done - first, now - since
    is_known = read > 0 and 0 < spent < LONGEST_READING
    left = spent * (batch.rows_total - batch.rows_done) / read if is_known else None
    return {"since": f"{since:.3f}", "first": str(first), "time_left": left and time_left(left)}


def time_left(seconds: float) -> str:
    """Say how long something still takes, no finer than people can use."""
    if seconds < SOON:
        return _("kurang dari satu menit lagi")
    minutes = math.ceil(seconds / 60)
    return ngettext("sekitar {count} menit lagi", "sekitar {count} menit lagi", minutes).format(
        count=minutes
    )


def _read_on(request: HttpRequest, batch: Batch) -> Batch:
    """Take in one chunk; when it was the last, look for doubtful pairs."""
    if batch.status != Batch.Status.OPEN:
        return batch
    by, at = person(request), timezone.now()
    batch = receive_sheet(
        sheet=sheet_of_batch(batch=batch),
        file_name=batch.file_name,
        sha256=batch.sha256,
        occasion=batch.occasion,
        limit=CHUNK,
        by=by,
        at=at,
    )
    if batch.status == Batch.Status.DONE:
        messages.success(request, _("Semua baris sudah dibaca."))
        if not link_sheet(batch=batch, by=by):
            messages.info(request, _("Catatan kembar sedang dicari di latar belakang."))
    return batch


def batch_seen(request: HttpRequest, pk: int) -> Batch:
    """Return a sheet the person may see."""
    if pk > 2**63 - 1:
        raise Http404
    return get_object_or_404(find_batches(by=person(request)), pk=pk)


def _progress(batch: Batch) -> dict[str, Any]:
    kept = batch.rows_done - batch.rejected
    labels = (_("Baru"), _("Diperbarui"), _("Tidak berubah"), _("Berulang"), _("Ditolak"))
    outcomes, start = [], 0.0
    for label, name in zip(labels, OUTCOMES, strict=True):
        value = getattr(batch, name)
        width = 100 * value / (batch.rows_total or 1)
        outcomes.append(
            {
                "label": label,
                "value": value,
                "key": name,
                "x": f"{start:.2f}",
                "width": f"{width:.2f}",
            }
        )
        start += width
    return {
        "batch": batch,
        "is_open": batch.status == Batch.Status.OPEN,
        "is_behind": is_behind(batch),
        "outcomes": outcomes,
        "kept": kept,
        "percent": int(100 * batch.rows_done / (batch.rows_total or 1)),
    }


def _mapping(batch: Batch) -> Sequence[tuple[str, str, str]]:
    """Return title, field in words and evidence per column."""
    evidence = [*batch.mapping_evidence, *[""] * len(batch.fields)]
    return [
        (title or _("(tanpa judul)"), LABELS.get(field, ""), said)
        for title, field, said in zip(batch.header, batch.fields, evidence, strict=False)
    ]


def _tabs(batch: Batch, current: str) -> list[dict[str, Any]]:
    labels = (
        ("ditolak", _("Baris ditolak"), batch.rejected),
        ("peringatan", _("Perlu diperiksa"), batch.warnings),
        ("diperbaiki", _("Diperbaiki sendiri"), 0),
        ("kolom", _("Arti kolom"), 0),
    )
    return [
        {"url": f"?bagian={key}#rincian", "label": label, "count": n, "is_current": key == current}
        for key, label, n in labels
    ]
