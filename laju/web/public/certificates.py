"""Anybody checks a certificate: the page behind the QR code, the signed files, the lessons themselves."""

from datetime import date, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET

from laju.apps.skills.actions import signer
from laju.apps.skills.models import Certificate
from laju.apps.skills.queries import certificate_by_code, name_shown, revoked_places
from laju.core.skills import Level, load_lessons
from laju.engines.certificates import sign_status_list
from laju.web.shared.certificates import base_of
from laju.web.shared.lessons import LEVELS

JWT = "application/vc+jwt"


@never_cache
@require_GET
def check_certificate(request: HttpRequest) -> HttpResponse:
    """Ask for the code on a certificate, and lead to its page."""
    code = "".join(request.GET.get("kode", "").split()).upper()[:12]
    if code and certificate_by_code(code=code):
        return redirect("public:certificate", code)
    status = 404 if code else 200
    return render(request, "public/certificate_check.html", {"code": code}, status=status)


@never_cache
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Show whether a certificate is valid, what was proven, and when. Raises: Http404."""
    found = _find(code)
    lessons = [
        {**each, "label": LEVELS[Level(each["level"])][0], "day": _day(str(each["proven_at"]))}
        for each in found.lessons
    ]
    business = found.participant.application.business
    name = name_shown(certificate=found)
    context = {
        "certificate": found,
        "name": name,
        "is_whole": name == found.holder,
        "lessons": lessons,
        "place": business.region.name,
        "business_name": business.name,
        "issuer": settings.OFFICE_NAME,
    }
    return render(request, "public/certificate.html", context)


@never_cache
@require_GET
def credential(_request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the signed Open Badges credential.

    Raises: Http404, also while it names an owner who does not agree any more.
    """
    found = _find(code)
    if name_shown(certificate=found) != found.holder:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found.code}.jwt"'}
    return HttpResponse(found.token, content_type=JWT, headers=headers)


@cache_control(public=True, max_age=300)
@require_GET
def status_list(request: HttpRequest) -> HttpResponse:
    """Hand out the signed list of revocations."""
    token = sign_status_list(
        signer=signer(),
        base_url=base_of(request),
        issuer=settings.OFFICE_NAME,
        revoked=revoked_places(),
        at=timezone.now(),
    )
    return HttpResponse(token, content_type=JWT)


@cache_control(public=True, max_age=300)
@require_GET
def issuer(request: HttpRequest) -> HttpResponse:
    """Say who issues, and with which key."""
    url = f"{base_of(request)}/sertifikat/penerbit.json"
    jwk = signer().public_jwk
    method = {"id": f"{url}#key-1", "type": "JsonWebKey", "controller": url, "publicKeyJwk": jwk}
    told = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": url,
        "type": ["Profile"],
        "name": settings.OFFICE_NAME,
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    }
    return JsonResponse(told)


@cache_control(public=True, max_age=3600)
@require_GET
def lessons(request: HttpRequest) -> HttpResponse:
    """Show all lessons on one page, which may be saved and read without a network."""
    is_file = "unduh" in request.GET
    name = "public/lessons_file.html" if is_file else "public/lessons.html"
    response = render(request, name, {"lessons": load_lessons(), "is_file": is_file})
    if is_file:
        response["Content-Disposition"] = 'attachment; filename="pelajaran-laju.html"'
    return response


def _day(moment: str) -> date | None:
    """Return the day, here, of a stored moment; None when none was kept."""
    return timezone.localdate(datetime.fromisoformat(moment)) if moment else None


def _find(code: str) -> Certificate:
    found = certificate_by_code(code=code)
    if found is None:
        raise Http404
    return found
