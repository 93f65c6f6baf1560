"""My data: everything that is stored of me, who did what with it, and what I may ask."""

import io
import json
import zipfile

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from laju.apps.privacy.actions import ask_about_data
from laju.apps.privacy.models import DataRequest
from laju.apps.privacy.queries import data_of, owner_of, requests_of, trail_of
from laju.apps.registry.models import Owner
from laju.web.shared.access import for_role, person
from laju.web.shared.services import posted
from laju.web.shared.story import tell_entries

SHOWN = 100  # lines of the trail on the page; the download has all


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Yang Anda minta"),
        choices=DataRequest.Kind.choices[1:],  # looking needs no request: it is this page
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Jelaskan dengan singkat"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def data(request: HttpRequest) -> HttpResponse:
    """Show all that is stored; take a request, whose answer is due in three days."""
    owner, form = owner_of(by=person(request)), AskForm(posted(request))
    if request.method == "POST" and owner and form.is_valid():
        ask_about_data(owner=owner, **form.cleaned_data, by=person(request), at=timezone.now())
        messages.success(request, _("Terkirim. Dinas menjawab paling lambat tiga hari."))
        return redirect("owner:data")
    trail = list(trail_of(owner=owner)) if owner else []
    context = {
        "owner": owner,
        "form": form,
        "sections": data_of(owner=owner) if owner else [],
        "trail": tell_entries(trail[-SHOWN:]),
        "count": len(trail),
        "requests": requests_of(owner=owner) if owner else [],
    }
    return render(request, "owner/data.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@for_role("OWNER")
def download(request: HttpRequest) -> HttpResponse:
    """Hand out everything as a ZIP: a page to read, and JSON for another programme."""
    owner = owner_of(by=person(request))
    if owner is None:
        raise Http404
    response = HttpResponse(pack(owner), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="data-saya.zip"'
    return response


def pack(owner: Owner) -> bytes:
    """Return the ZIP."""
    sections, trail = data_of(owner=owner), tell_entries(trail_of(owner=owner))
    told = {
        "dibuat": timezone.localtime().isoformat(timespec="seconds"),
        "data": [
            {"bagian": part.title, "asal": part.origin, "isi": [list(line) for line in part.lines]}
            for part in sections
        ],
        "jejak": [
            {"waktu": line["at"].isoformat(), "apa": line["title"], "siapa": line["who"]}
            for line in trail
        ],
    }
    page = render_to_string("owner/data_file.html", {"sections": sections, "trail": trail})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data-saya.html", page)
        archive.writestr("data-saya.json", json.dumps(told, ensure_ascii=False, indent=1))
    return out.getvalue()
