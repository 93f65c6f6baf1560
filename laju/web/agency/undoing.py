"""A sheet taken back: what would go, what holds it, and one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.models import Role
from laju.apps.registry.actions import undo_batch
from laju.apps.registry.models import Batch
from laju.apps.registry.queries import holds_of
from laju.core.notation import format_count
from laju.web.agency.batches import batch_seen
from laju.web.shared.access import for_role, person

MOST_HOLDS = 20


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what taking a sheet back would do; do it when a person says so."""
    batch = batch_seen(request, pk)
    if batch.status == Batch.Status.UNDONE:
        return redirect("agency:batch", pk=batch.pk)
    if request.method == "POST":
        undone = undo_batch(batch=batch, by=person(request), at=timezone.now())
        said = _("Impor dibatalkan: {gone} usaha ditarik, {restored} kembali seperti semula.")
        gone, restored = format_count(undone.businesses), format_count(undone.restored)
        messages.success(request, said.format(gone=gone, restored=restored))
        return redirect("agency:batch", pk=batch.pk)
    crumbs = [
        (_("Impor lembar"), reverse("agency:batches")),
        (batch.file_name, reverse("agency:batch", args=[batch.pk])),
    ]
    context = {
        "page_title": _("Batalkan impor ini?"),
        "page_lede": str(batch),
        "crumbs": crumbs,
        "batch": batch,
        "holds": holds_of(batch=batch, most=MOST_HOLDS),
    }
    return render(request, "agency/undo_batch.html", context)
