"""Sheets that were received: what became of every row, and what goes back to the office."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.registry.actions import propose_links, receive_sheet
from laju.apps.registry.models import Batch, Finding
from laju.apps.registry.queries import batches as find_batches
from laju.apps.registry.queries import findings_of, reconcile, rejected_rows, rejects_of
from laju.core.columns import LABELS
from laju.core.errors import DomainError
from laju.engines.sheets import write_corrections
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.sheet_files import sheet_of_batch
from laju.web.shared.workbooks import XLSX

CHUNK = 1000
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
        "words": words,
        "reconciled": outcome_sum(reconcile(batches=list(page))),
        "exports": [("CSV", f"{reverse('agency:batches_export')}?{request.GET.urlencode()}")],
    }
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
    batch = _batch(request, pk)
    tab = request.GET.get("bagian", "ditolak")
    context = _progress(batch) | {
        "page_title": batch.file_name,
        "crumbs": [(_("Impor lembar"), reverse("agency:batches"))],
        "tab": tab if tab in {"ditolak", "peringatan", "diperbaiki", "kolom"} else "ditolak",
        "mapping": _mapping(batch),
    }
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
    batch = _batch(request, pk)
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    try:
        batch = _read_on(request, batch)
    except DomainError as error:
        if not is_part:
            raise
        # a refusal inside a part would not be shown, and asking again would not help
        return render(request, "agency/batch.html#progress", _progress(batch) | {"problem": error})
    if is_part and batch.status == Batch.Status.OPEN:
        return render(request, "agency/batch.html#progress", _progress(batch))
    if is_part:
        return HttpResponse(headers={"HX-Redirect": reverse("agency:batch", args=[batch.pk])})
    return redirect("agency:batch", pk=batch.pk)


@require_GET
@for_role(Role.AGENCY)
def corrections(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the office its own table back, with a last column that says what to repair."""
    batch = _batch(request, pk)
    remedies: dict[int, list[str]] = {}
    for reject in rejects_of(batches=[batch]):
        said = (
            f"{reject.column}: {reject.reason} {reject.remedy}" if reject.column else reject.reason
        )
        remedies.setdefault(reject.row, []).append(said)
    with tempfile.TemporaryDirectory() as folder:
        path = write_corrections(
            source=sheet_of_batch(batch=batch),
            remedies={row: " ".join(said) for row, said in remedies.items()},
            path=Path(folder) / f"perbaikan.{kind}",
        )
        content = path.read_bytes()
    response = HttpResponse(content, content_type=XLSX if kind == "xlsx" else "text/csv")
    response["Content-Disposition"] = f'attachment; filename="perbaikan-impor-{batch.pk}.{kind}"'
    return response


@require_GET
@for_role(Role.AGENCY)
def rejects(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send every reason for which a row was held back, or what was noted of the rows kept."""
    batch = _batch(request, pk)
    asked = request.GET.get("bagian", "")
    severity = SEVERITIES.get(asked, Finding.Severity.ERROR)
    name = asked if asked in SEVERITIES else "ditolak"
    lines = (tuple(told) for told in list(rejects_of(batches=[batch], severity=severity)))
    return stream_csv(name=f"{name}-impor-{batch.pk}.csv", titles=REJECT_TITLES, rows=lines)


def outcome_sum(counts: dict[str, int]) -> dict[str, Any]:
    """Return the outcomes with what they add up to, and whether that is all rows in."""
    done = sum(counts[name] for name in OUTCOMES)
    return {**counts, "done": done, "adds_up": done == counts["rows_in"]}


def _read_on(request: HttpRequest, batch: Batch) -> Batch:
    """Take in one chunk; when it was the last, look for doubtful pairs."""
    if batch.status == Batch.Status.DONE:
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
        propose_links(batch=batch, by=by, at=at)
        messages.success(request, _("Semua baris sudah dibaca."))
    return batch


def _batch(request: HttpRequest, pk: int) -> Batch:
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
