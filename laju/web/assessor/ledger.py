"""The ledger, and whether its seals still fit."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.ledger.queries import actions_seen, check_seals, entries_of
from laju.web.shared.access import for_role
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.story import tell_entries
from laju.web.shared.workbooks import in_key_order

PER_PAGE = 50


class LedgerForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("Tentang apa, misalnya registry.batch:3"),
        required=False,
        max_length=120,
    )
    action = forms.ChoiceField(label=gettext_lazy("Tindakan"), required=False)
    by = forms.CharField(label=gettext_lazy("Oleh"), required=False, max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["action"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Semua tindakan")), *((name, name) for name in actions_seen())]


@require_GET
@for_role("ASSESSOR")
def ledger(request: HttpRequest) -> HttpResponseBase:
    """List the entries, newest first; check the seals when asked."""
    filters = LedgerForm(request.GET, auto_id="saring_%s")
    filters.is_valid()
    told = {name: filters.cleaned_data.get(name, "") for name in ("action", "by", "subject")}
    rows = entries_of(**told)
    if request.GET.get("format") == "csv":
        return stream_csv(
            name="jejak.csv",
            titles=["nomor", "waktu", "tindakan", "oleh", "tentang", "hasil", "sha256 masukan"],
            rows=(
                [e.pk, e.at.isoformat(), e.action, e.by, e.subject, e.result, e.inputs_sha256]
                for e in in_key_order(rows)
            ),
        )
    query = request.GET.copy()
    query["format"] = "csv"
    page = page_of(request, rows, size=PER_PAGE)
    context = {
        "filters": filters,
        "page": page,
        "lines": [{"entry": e, **told} for e, told in zip(page, tell_entries(page), strict=True)],
        "exports": [("CSV", f"?{query.urlencode()}")],
        "checks": check_seals() if request.GET.get("segel") == "periksa" else None,
    }
    return render(request, "assessor/ledger.html", context)
