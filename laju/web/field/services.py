"""The facilitator writes down consultations and visits, with or without a signal."""

import json
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import laju.web
from laju.apps.accounts.models import User
from laju.apps.programme.models import Participant
from laju.apps.programme.queries import participants_of_facilitator
from laju.apps.services.actions import choose_service, finish_step, keep_service, show_service
from laju.apps.services.models import Referral, Service
from laju.apps.services.queries import (
    conflicts_for,
    referrals_for,
    requests_for,
    services_for,
    steps_due,
)
from laju.core.errors import DomainError
from laju.web.shared.access import for_role, person
from laju.web.shared.photos import ready_photo, remove_files, send_smallest
from laju.web.shared.services import (
    ServiceForm,
    VisitPhotoForm,
    faults_of,
    fresh,
    posted,
    values_of,
)

MOST_BYTES, MOST_AT_ONCE = 400_000, 100
WORKER = Path(laju.web.__file__).parent / "static" / "laju" / "lapangan-sw.js"
FOLDER = "kunjungan"  # below PHOTOS
PLACE = "camera=(), microphone=(), geolocation=(self), interest-cohort=()"


@never_cache
@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def note(request: HttpRequest) -> HttpResponse:
    """Show the form for any business in charge, which also opens without a signal; keep what is sent."""
    by = person(request)
    mine = participants_of_facilitator(by=by)
    replaces = _replaced(by, request.POST.get("replaces") or request.GET.get("perbaiki"))
    initial = values_of(replaces) if replaces else fresh()
    form = ServiceForm(posted(request), initial=initial)
    chosen = request.POST.get("business") or request.GET.get("usaha", "")
    participant = _chosen(mine, chosen) if not replaces else None
    status = 200
    if request.method == "POST" and form.is_valid() and (participant or replaces):
        business = replaces.business if replaces else participant.application.business  # type: ignore[union-attr]
        try:
            kept = keep_service(
                business=business, entry=form.entry(), replaces=replaces, by=by, at=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, f"{error} {error.remedy}")
        else:
            messages.success(request, _("Tersimpan."))
            _try_photo(request, kept, by)
            return redirect("field:note")
    if request.method == "POST":
        status = 422
        if not participant and not replaces:
            form.add_error(None, _("Pilih usahanya."))
    context = {
        "form": form,
        "photo_form": VisitPhotoForm(),
        "replaces": replaces,
        "mine": [(row.pk, row.application.business.name) for row in mine],
        "chosen": participant.pk if participant else None,
        "latest": services_for(by=by).filter(is_current=True)[:10],
        "conflicts": conflicts_for(by=by),
        "due": steps_due(by=by, on=timezone.localdate())[:20],
        "requests": requests_for(by=by)[:20],
        "referrals": referrals_for(by=by).exclude(state=Referral.State.CLOSED)[:20],
        "owner_key": by.pk,
    }
    response = render(request, "field/note.html", context, status=status)
    response["Permissions-Policy"] = PLACE
    return response


@never_cache
@require_POST
@for_role("FACILITATOR")
def send(request: HttpRequest) -> HttpResponse:
    """Take in what a phone has gathered; answer for each by its uuid: kept, or what is wrong."""
    if len(request.body) > MOST_BYTES:
        return JsonResponse({"error": _("Terlalu banyak sekaligus.")}, status=413)
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, list):
        return JsonResponse({"error": _("Catatan tidak terbaca.")}, status=422)
    by = person(request)
    mine = participants_of_facilitator(by=by)
    answers = {}
    for each in told[:MOST_AT_ONCE]:
        if isinstance(each, dict) and _is_uuid(each.get("uuid")):
            answers[str(each["uuid"])] = _take_in(each, mine, by)
    return JsonResponse({"answers": answers})


@never_cache
@require_POST
@for_role("FACILITATOR")
def send_photo(request: HttpRequest) -> JsonResponse:
    """Take the photo of a note that has arrived; the phone keeps it until this answers."""
    by, key = person(request), request.POST.get("uuid", "")
    row = services_for(by=by).filter(uuid=key, by=by).first() if _is_uuid(key) else None
    form = VisitPhotoForm(request.POST, request.FILES)
    if row is None or not form.is_valid():
        faults = {"uuid": _("Catatan ini tidak ada.")} if row is None else faults_of(form)
        return JsonResponse({"kept": False, "faults": faults}, status=422)
    try:
        _show(row, form.cleaned_data["photo"], by)
    except DomainError as error:
        faults = {"photo": f"{error} {error.remedy}"}
        return JsonResponse({"kept": False, "faults": faults}, status=422)
    return JsonResponse({"kept": True})


@require_GET
@for_role("FACILITATOR")
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the photo of a note, small."""
    row = get_object_or_404(services_for(by=person(request)), pk=min(pk, 2**63 - 1))
    return send_smallest(row.photo_files)


@require_POST
@for_role("FACILITATOR")
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of several corrections stand."""
    rivals = [row.pk for group in conflicts_for(by=person(request)) for row in group]
    if pk not in rivals:
        raise Http404
    service = get_object_or_404(Service, pk=pk)
    choose_service(service=service, by=person(request), at=timezone.now())
    messages.success(request, _("Tersimpan. Catatan yang lain tetap ada di riwayat."))
    return redirect("field:note")


@require_POST
@for_role("FACILITATOR")
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a next step off."""
    service = get_object_or_404(services_for(by=person(request)), pk=min(pk, 2**63 - 1))
    finish_step(service=service, by=person(request), at=timezone.now())
    messages.success(request, _("Selesai."))
    return redirect("field:note")


@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """Hand out the script that keeps this room's pages on the phone."""
    headers = {"Service-Worker-Allowed": reverse("field:today"), "Cache-Control": "no-cache"}
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript", headers=headers)


def _show(row: Service, upload: Any, by: User) -> None:
    ready = ready_photo(upload, folder=settings.PHOTOS / FOLDER / str(row.pk))
    try:
        show_service(service=row, sha256=ready.sha256, files=ready.files, by=by, at=timezone.now())
    except DomainError:
        remove_files(photos=[file["path"] for file in ready.files], posters=[])
        raise


def _try_photo(request: HttpRequest, row: Service, by: User) -> None:
    """Keep the photo of the form, if any; the note is kept whatever the photo is."""
    form = VisitPhotoForm(request.POST, request.FILES)
    if not request.FILES.get("photo"):
        return
    try:
        if form.is_valid():
            _show(row, form.cleaned_data["photo"], by)
    except DomainError as error:
        messages.warning(request, f"{error} {error.remedy}")


def _take_in(each: dict[str, Any], mine: Any, by: User) -> dict[str, Any]:
    participant = _chosen(mine, str(each.get("business", "")))
    replaces = _replaced(by, str(each.get("replaces") or ""))
    if participant is None and replaces is None:
        return {"kept": False, "faults": {"business": _("Usaha ini bukan dampingan Anda.")}}
    form = ServiceForm({name: str(value) for name, value in each.items() if value is not None})
    if not form.is_valid():
        return {"kept": False, "faults": faults_of(form)}
    business = replaces.business if replaces else participant.application.business  # type: ignore[union-attr]
    try:
        keep_service(
            business=business, entry=form.entry(), replaces=replaces, by=by, at=timezone.now()
        )
    except DomainError as error:
        return {"kept": False, "faults": {"": f"{error} {error.remedy}"}}
    return {"kept": True}


def _chosen(mine: Any, text: str) -> Participant | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004  of 64 bits
    return mine.filter(pk=int(text)).first() if is_number else None


def _replaced(by: User, text: str | None) -> Service | None:
    is_number = bool(text) and str(text).isascii() and str(text).isdigit() and len(str(text)) < 19  # noqa: PLR2004
    return services_for(by=by).filter(pk=int(str(text))).first() if is_number else None


def _is_uuid(text: object) -> bool:
    try:
        uuid.UUID(str(text))
    except ValueError:
        return False
    return True
