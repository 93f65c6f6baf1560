"""Erasing a person: what goes and what stays, a word typed on purpose, and it is done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.models import Role
from laju.apps.privacy.models import DataRequest
from laju.apps.privacy.queries import requests_waiting
from laju.core.errors import DomainError
from laju.web.shared.access import for_role, person
from laju.web.shared.erasing import WORD, erase, plan_of


class EraseForm(forms.Form):
    word = forms.CharField(
        label=gettext_lazy("Ketik HAPUS"),
        max_length=40,
        help_text=gettext_lazy("Supaya tidak terjadi karena salah tekan."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Ketik HAPUS untuk melanjutkan.")},
    )

    def clean_word(self) -> str:
        """Insist on the word, however it is written."""
        word = str(self.cleaned_data["word"]).strip()
        if word.upper() != WORD:
            raise forms.ValidationError(_("Itu bukan HAPUS. Tidak ada yang dihapus."))
        return word


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def erase_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what erasing the person behind a request does; do it when the word is typed."""
    by = person(request)
    rows = requests_waiting(by=by).filter(kind=DataRequest.Kind.ERASURE)
    row = get_object_or_404(rows.distinct(), pk=min(pk, 2**63 - 1))
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase(owner=row.owner, by=by, at=timezone.now())
        except DomainError as error:
            form.add_error(None, f"{error} {error.remedy}")
        else:
            messages.success(request, _("Data dihapus, dan permintaannya terjawab."))
            return redirect("agency:data_requests")
    context: dict[str, Any] = {
        "page_title": _("Hapus data orang ini?"),
        "page_lede": row.owner.name,
        "crumbs": [(_("Permintaan data pribadi"), reverse("agency:data_requests"))],
        "plan": plan_of(owner=row.owner),
        "form": form,
    }
    return render(request, "agency/erase_data.html", context, status=422 if form.errors else 200)
