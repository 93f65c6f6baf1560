"""One page of the owner: its texts, facts, photos, calendar and the folder to keep."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from laju.apps.publishing.queries import site_of
from laju.apps.studio.queries import load_texts
from laju.engines.sites.packing import pack_site
from laju.web.shared.access import for_role, in_charge
from laju.web.shared.decisions import HoldForm, content_for, decide
from laju.web.shared.facts import edit_facts, told_activity
from laju.web.shared.kbli import edit_kbli
from laju.web.shared.photos import add_photos, send_photo
from laju.web.shared.previews import states_of
from laju.web.shared.prints import send_print, show_prints

ZIP_MEMORY = 2_000_000


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def content(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the texts; the owner says yes, or what to change."""
    participant = in_charge(request, pk)
    texts = content_for(participant)
    form = HoldForm(request.POST if request.POST.get("decision") == "hold" else None)
    if request.method == "POST" and decide(request, texts, form):
        return redirect("owner:home")
    [state] = states_of([participant])
    context = {"content": texts, "texts": load_texts(stored=texts.texts), "form": form, **state}
    return render(request, "owner/content.html", context)


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change what the page is made of."""
    done = reverse("owner:home")
    return edit_facts(request, in_charge(request, pk), template="owner/facts.html", done_url=done)


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def kbli(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the KBLI code of one's business."""
    participant = in_charge(request, pk)
    return edit_kbli(
        request,
        participant.application.business,
        text=told_activity(participant),
        template="owner/kbli.html",
        done_url=reverse("owner:home"),
    )


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the photos and take one more."""
    done = reverse("owner:photo", args=[pk])
    return add_photos(request, in_charge(request, pk), template="owner/photo.html", done_url=done)


@require_GET
@for_role("OWNER")
def photo_file(request: HttpRequest, pk: int, photo: int) -> HttpResponseBase:
    """Hand out one of the owner's photos."""
    return send_photo(in_charge(request, pk), photo)


@require_GET
@for_role("OWNER")
def prints(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what can be printed of one's business."""
    participant = in_charge(request, pk)
    return show_prints(request, participant, template="owner/prints.html", audience="owner")


@require_GET
@for_role("OWNER")
def print_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out a table card, a price list, labels or a banner."""
    return send_print(request, in_charge(request, pk), name)


@require_GET
@for_role("OWNER")
def site_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the folder of the owner's site, to keep or to put anywhere."""
    site = site_of(participant=in_charge(request, pk))
    folder: Path = settings.SITES / site.slug if site else settings.SITES / "-"
    if not site or not (folder / "index.html").is_file():
        raise Http404
    file = tempfile.SpooledTemporaryFile(max_size=ZIP_MEMORY)  # noqa: SIM115  the response closes it
    pack_site(stream=file, folder=folder, updated_on=site.updated_on)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{site.slug}.zip")
