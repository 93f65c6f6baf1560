"""A table given back to its office: at once when small, by the worker when large."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Batch
from laju.web.agency.batches import batch_seen
from laju.web.agency.behind import ask_for_corrections
from laju.web.shared.access import for_role, person
from laju.web.shared.corrections import SUFFIXES, kept_corrections, write_corrections_of
from laju.web.shared.workbooks import XLSX

LONG = 20_000  # rows from which on writing takes longer than a person waits


@require_GET
@for_role(Role.AGENCY)
def send(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Send the office its own table back, with a last column that says what to repair."""
    batch = batch_seen(request, pk)
    if kind not in SUFFIXES or batch.status == Batch.Status.OPEN or batch.rows_total < LONG:
        with tempfile.TemporaryDirectory() as folder:
            path = write_corrections_of(batch=batch, path=Path(folder) / f"perbaikan.{kind}")
            return _attached(HttpResponse(path.read_bytes()), pk, kind)
    path = kept_corrections(batch=batch, kind=kind)
    if path.is_file():
        return _attached(FileResponse(path.open("rb")), pk, kind)
    problem = ask_for_corrections(
        batch=batch, kind=kind, is_asked="lagi" in request.GET, by=person(request)
    )
    context = {
        "page_title": _("Berkas Perbaikan"),
        "crumbs": [
            (_("Impor lembar"), reverse("agency:batches")),
            (batch.file_name, reverse("agency:batch", args=[batch.pk])),
        ],
        "batch": batch,
        "problem": problem,
    }
    return render(request, "agency/corrections.html", context)


def _attached(response: HttpResponse | FileResponse, pk: int, kind: str) -> HttpResponseBase:
    response["Content-Type"] = XLSX if kind == "xlsx" else "text/csv"
    response["Content-Disposition"] = f'attachment; filename="perbaikan-impor-{pk}.{kind}"'
    return response
