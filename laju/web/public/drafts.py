"""Half-filled applications: kept at every step, taken up again here or on another phone."""

import json
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from laju.apps.programme.drafts import LIFE, Kept, draft_of, forget_draft, keep_draft, new_key
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import cohort_open
from laju.core.errors import DomainError
from laju.web.shared import tallies
from laju.web.shared.forms_apply import STEPS

COOKIE, LONGEST_KEY = "lamaran", 40
NAMES = frozenset(name for _title, names in STEPS for name in names if name != "agree")
MOST_NEW_AN_HOUR, HOUR, MOST_BYTES = 60, 60 * 60, 40_000


class TooManyDrafts(DomainError):
    message = "Sudah banyak formulir dimulai dari jaringan ini."
    remedy = "Jawaban Anda tetap tersimpan di HP ini. Coba lagi satu jam lagi."
    status = 429


def kept(request: HttpRequest, cohort: Cohort) -> Kept:
    """Return what is kept for this phone."""
    return draft_of(key=_key(request), cohort=cohort, at=timezone.now())


@never_cache
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep some answers sent by the script; answers with the names that are safe now."""
    cohort = cohort_open()
    if cohort is None:
        return JsonResponse({"error": _("Pendaftaran belum dibuka.")}, status=422)
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        return JsonResponse({"error": _("Jawaban terlalu panjang.")}, status=413)
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return JsonResponse({"error": _("Jawaban tidak terbaca.")}, status=422)
    key = _key(request) or _begin(request)
    at = timezone.now()
    all_kept = keep_draft(key=key, cohort=cohort, answers=told, names=NAMES, at=at)
    response = JsonResponse({"kept": sorted(set(told) & set(all_kept)), "at": moment(at)})
    return _with_key(request, response, key)


def moment(at: datetime | None) -> str:
    """Return a moment as text that sorts by time: a page made before a save is known by it."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S%f") if at else ""


def keep_by_form(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Keep what stands in the form, for phones without a script."""
    key = _key(request) or _begin(request)
    answers: dict[str, Any] = {name: request.POST.get(name, "") for name in NAMES}
    keep_draft(key=key, cohort=cohort, answers=answers, names=NAMES, at=timezone.now())
    messages.success(request, _("Tersimpan. Lanjutkan kapan saja dalam 30 hari."))
    return _with_key(request, redirect("public:apply"), key)


@never_cache
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Take a form up again on another phone."""
    return _with_key(request, redirect("public:apply"), key[:LONGEST_KEY])


def resume_url(request: HttpRequest) -> str:
    """Return the link with which this form goes on elsewhere; "" before anything is kept."""
    key = _key(request)
    return request.build_absolute_uri(reverse("public:resume", args=[key])) if key else ""


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """Throw the draft away, here and on the phone: the form was sent."""
    forget_draft(key=_key(request))
    response.delete_cookie(COOKIE, path=reverse("public:apply"))


def _key(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:LONGEST_KEY]


def _begin(request: HttpRequest) -> str:
    """Return a new key. Raises: TooManyDrafts."""
    counted = tallies.key_of("lamaran", tallies.address_of(request))
    if tallies.tally(key=counted) >= MOST_NEW_AN_HOUR:
        raise TooManyDrafts
    tallies.count_up(key=counted, seconds=HOUR)
    return new_key()


def _with_key(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        key,
        max_age=int(LIFE.total_seconds()),
        path=reverse("public:apply"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
