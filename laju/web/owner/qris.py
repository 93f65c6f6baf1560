"""The owner's own payment code: pasted, read and checked, then shown on the page."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from laju.apps.programme.models import Participant
from laju.apps.studio.actions import record_facts
from laju.apps.studio.queries import profiles_of
from laju.core.errors import DomainError
from laju.core.qris import Qris
from laju.engines.sites.payment import own_qris
from laju.web.shared.access import for_role, in_charge, person


class QrisForm(forms.Form):
    payload = forms.CharField(
        label=gettext_lazy("Isi QRIS"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=gettext_lazy(
            "Pindai gambar QRIS tetap Anda dengan pemindai QR di HP, salin teksnya, tempel di sini. "
            "Teksnya mulai dengan 000201."
        ),
        error_messages={"required": gettext_lazy("Tempel isi QRIS di sini.")},
    )


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def qris(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the code on record; take another one, or say at the field why it will not do."""
    participant = in_charge(request, pk)
    form = QrisForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _keep(request, participant, form):
        messages.success(request, _("QRIS terbaca dan angka pengamannya cocok."))
        return redirect("owner:lesson", pk, "qris")
    context = {
        "participant": participant,
        "business": participant.application.business,
        "form": form,
        "code": _on_record(participant),
    }
    return render(request, "owner/qris.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, participant: Participant, form: QrisForm) -> bool:
    try:
        record_facts(
            participant=participant,
            facts={"qris": form.cleaned_data["payload"]},
            by=person(request),
            at=timezone.now(),
        )
    except DomainError as error:
        form.add_error("payload", f"{error} {error.remedy}".strip())
        return False
    return True


def _on_record(participant: Participant) -> Qris | None:
    business = participant.application.business_id
    return own_qris(profiles_of(keys=[business])[business])
