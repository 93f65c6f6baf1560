"""Getting in without a password: by a WhatsApp message, or with a code from a helper."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import system_user
from laju.apps.outbox.queries import answer_to
from laju.apps.passes.actions import (
    ask_pass,
    enter_by_code,
    enter_by_phone,
    give_pass,
    prove_phone,
)
from laju.apps.passes.codes import hash_of
from laju.apps.passes.queries import pass_of
from laju.apps.registry.models import Owner
from laju.core.errors import DomainError
from laju.core.identity.phone import read_phone
from laju.core.whatsapp import chat_link, share_link
from laju.web.shared import lockout, tallies
from laju.web.shared.access import person

BROWSER, DIGITS, KEY_LENGTH = "pass.browser", "pass.digits", 32
MOST_AN_HOUR, HOUR = 20, 60 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"


class TooManyCodes(DomainError):
    message = "Sudah banyak kode diminta dari jaringan ini."
    remedy = "Coba lagi satu jam lagi, atau minta bantuan pendamping."
    status = 429


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Kode dari balasan WhatsApp"),
        max_length=20,
        help_text=gettext_lazy("Enam angka. Boleh ditempel."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "num-in"}
        ),
        error_messages={"required": gettext_lazy("Ketik enam angka dari balasan WhatsApp.")},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode dari pendamping"),
        max_length=20,
        help_text=gettext_lazy("Delapan huruf dan angka, besar kecil sama saja."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Ketik kode yang ditunjukkan pendamping.")},
    )


def is_by_phone() -> bool:
    """Say whether people can get in by WhatsApp here: the office has a number, or this is a demo."""
    return bool(settings.DEMO or (settings.WHATSAPP_NUMBER and settings.WHATSAPP_SECRET))


@never_cache
@require_http_methods(["GET", "POST"])
def phone_in(request: HttpRequest) -> HttpResponse:
    """Show the word to send, wait for it, take the answer, and let the owner in."""
    if not is_by_phone():
        raise Http404
    form, status = AnswerForm(), 200
    if request.POST.get("step") == "begin":
        begin(request)
        return redirect("shared:phone_in")
    found = pass_of(browser=_browser(request), at=timezone.now())
    if request.POST.get("step") == "answer" and found:
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                user = enter_by_phone(
                    found=found,
                    answer=form.cleaned_data["answer"],
                    by=system_user(),
                    at=timezone.now(),
                )
            except DomainError as error:
                form.add_error("answer", f"{error} {error.remedy}")
            else:
                return let_in(request, user)
        status = 422
    context = {"form": form, "found": found, **_shown(request, found)}
    is_part = request.htmx and request.method == "GET"  # type: ignore[attr-defined]
    name = "shared/phone_in.html#wait" if is_part else "shared/phone_in.html"
    return render(request, name, context, status=status)


def begin(request: HttpRequest) -> None:
    """Make new digits for this browser. Raises: TooManyCodes."""
    key = tallies.key_of("masuk-hp", tallies.address_of(request))
    if tallies.tally(key=key) >= MOST_AN_HOUR:
        raise TooManyCodes
    tallies.count_up(key=key, seconds=HOUR)
    request.session[BROWSER] = get_random_string(KEY_LENGTH)
    _made, digits = ask_pass(browser=_browser(request), at=timezone.now())
    request.session[DIGITS] = f"{digits[:3]} {digits[3:]}"


@never_cache
@require_http_methods(["GET", "POST"])
def code_in(request: HttpRequest) -> HttpResponse:
    """Let an owner in with the code a helper shows; a link fills it in but never uses it up."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("k", "")[:20]})
    if request.method == "POST":
        lockout.check(request, "kode")
        if form.is_valid():
            try:
                user = enter_by_code(
                    code=form.cleaned_data["code"], by=system_user(), at=timezone.now()
                )
            except DomainError as error:
                lockout.count(request, "kode")
                form.add_error("code", f"{error} {error.remedy}")
            else:
                return let_in(request, user)
    status = 422 if form.errors else 200
    return render(request, "shared/code_in.html", {"form": form}, status=status)


def let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the owner in; what the browser was before does not matter any more."""
    request.session.pop(DIGITS, None)
    login(request, user, backend=BACKEND)
    return redirect("owner:home")


@require_POST
def rehearse(request: HttpRequest) -> HttpResponse:
    """Stand in for WhatsApp in a demo: what a phone would send, sent by a button."""
    if not settings.DEMO:
        raise Http404
    phone = read_phone(request.POST.get("phone", "")[:40]).value
    prove_phone(
        digits=request.session.get(DIGITS, "").replace(" ", ""),
        phone=phone,
        by=system_user(),
        at=timezone.now(),
    )
    return redirect("shared:phone_in")


def pair(request: HttpRequest, owner: Owner, *, template: str, back_url: str) -> HttpResponse:
    """Show a code with which the owner beside the helper gets in; shown once."""
    code = give_pass(owner=owner, by=person(request), at=timezone.now())
    url = request.build_absolute_uri(f"{reverse('shared:code_in')}?k={code}")
    text = _("Masuk ke Laju dengan tautan ini, berlaku 10 menit: %(url)s") % {"url": url}
    context = {
        "owner": owner,
        "code": f"{code[:4]} {code[4:]}",
        "url": url,
        "send_url": chat_link(phone=owner.phone, text=text) if owner.phone else share_link(text),
        "back_url": back_url,
    }
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response


def _browser(request: HttpRequest) -> str:
    kept = request.session.get(BROWSER, "")
    return hash_of(kept, use="browser") if kept else ""


def _shown(request: HttpRequest, found: Any) -> dict[str, Any]:
    digits = request.session.get(DIGITS, "")
    word = f"MASUK {digits}"
    number = settings.WHATSAPP_NUMBER
    return {
        "word": word if found and digits else "",
        "chat_url": chat_link(phone=number, text=word) if number else "",
        "is_proven": bool(found and found.proven_at),
        "heard": answer_to(once=f"sign-in:{found.pk}") if settings.DEMO and found else "",
    }
