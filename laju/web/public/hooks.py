"""What WhatsApp tells us: signed calls with messages people wrote and reports about ours."""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.queries import system_user
from laju.apps.outbox.actions import keep_wish, note_report
from laju.apps.outbox.posting import Letter, put_letters
from laju.apps.passes.actions import prove_phone
from laju.apps.passes.codes import START, STOP, word_in
from laju.connectors.channels import Inbound, is_signed, read_inbound, read_reports
from laju.core.identity.phone import read_phone
from laju.core.notices import Notice

MOST_BYTES = 1_000_000


@csrf_exempt  # the signature takes its place
@never_cache
@require_http_methods(["GET", "POST"])
def whatsapp(request: HttpRequest) -> HttpResponse:
    """Answer the set-up question, or take in what a signed call tells."""
    if request.method == "GET":
        word = request.GET.get("hub.verify_token", "").encode()
        if settings.WHATSAPP_VERIFY and hmac.compare_digest(
            word, settings.WHATSAPP_VERIFY.encode()
        ):
            challenge = request.GET.get("hub.challenge", "")[:200]
            return HttpResponse(challenge, content_type="text/plain; charset=utf-8")
        return HttpResponseForbidden()
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    signature = request.headers.get("X-Hub-Signature-256", "")
    if not is_signed(body=request.body, signature=signature, secret=settings.WHATSAPP_SECRET):
        return HttpResponseForbidden()
    for message in read_inbound(request.body):
        take_in(message)
    by, at = system_user(), timezone.now()
    for reference, key, status in read_reports(request.body):
        note_report(reference=reference, key=key, status=status, by=by, at=at)
    return HttpResponse(status=200)


def take_in(message: Inbound) -> None:
    """Do what a message asks: let somebody in, stop or begin telling them things; else nothing."""
    phone, by, at = read_phone(message.phone).value, system_user(), timezone.now()
    if not phone:
        return
    if digits := word_in(message.text):
        prove_phone(digits=digits, phone=phone, by=by, at=at)
    elif STOP.match(message.text) or START.match(message.text):
        is_stopped = bool(STOP.match(message.text))
        keep_wish(phone=phone, is_stopped=is_stopped, how="whatsapp", by=by, at=at)
        notice = Notice.STOPPED if is_stopped else Notice.BACK
        once = f"wish:{message.reference}"
        put_letters(letters=[Letter(notice=notice, once=once, fields={}, to=phone)], at=at)
