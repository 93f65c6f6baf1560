"""The second step of signing in, and the page where a person keeps it: codes of an app, passkeys, paper."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.passes.actions import (
    add_codes,
    add_passkey,
    prove_code,
    prove_passkey,
    remove_factor,
    renew_spares,
)
from laju.apps.passes.models import Factor
from laju.apps.passes.queries import factors_of, has_second_step, spares_left
from laju.core.errors import DomainError
from laju.engines.one_time import address_of, new_secret
from laju.engines.passkeys import BadPasskey, Passkeys, identity_in
from laju.engines.posters.table_cards import draw_qr_svg
from laju.web.shared import lockout
from laju.web.shared.access import PASSED, for_role, person

WORKERS = (Role.AGENCY, Role.FACILITATOR, Role.ASSESSOR, Role.READER)
BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING, SECRET, QUESTION, SINCE = "second.waiting", "second.secret", "second.question", "second.at"
MINUTES = 10  # between password and second step
FRESH_MINUTES = 30  # since signing in, for whoever changes the second step
MOST_BYTES = 20_000  # of an answer about a passkey


class NotFresh(DomainError):
    message = "Anda masuk sudah lebih dari setengah jam yang lalu."
    remedy = "Keluar dan masuk lagi dahulu; mengubah langkah kedua hanya bagi yang baru masuk."
    status = 403


class BadQuestion(DomainError):
    message = "Jawaban perangkat tidak dapat dibaca."
    remedy = "Muat ulang halaman, lalu coba lagi."
    status = 422


class SecondForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=40,
        help_text=gettext_lazy(
            "Enam angka dari aplikasi, atau satu kode cadangan. Boleh ditempel."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Ketik kodenya.")},
    )


class AddForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Nama perangkat"), max_length=60, required=False,
        help_text=gettext_lazy("Misalnya HP kantor."),
    )  # fmt: skip
    code = forms.CharField(
        label=gettext_lazy("Enam angka yang tampil di aplikasi"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": gettext_lazy("Ketik enam angka yang tampil.")},
    )


@receiver(user_logged_in)
def note_since(request: HttpRequest, **_: Any) -> None:
    """Keep since when a session is signed in, however the person got in."""
    request.session[SINCE] = timezone.now().timestamp()


def let_in(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """Sign in whoever gave the right password; who has a second step is asked for it first."""
    if not has_second_step(user=user):
        return _signed_in(request, user, target, is_passed=False)
    request.session.cycle_key()
    request.session[WAITING] = [user.pk, timezone.now().timestamp(), target]
    return redirect("shared:second_step")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for a code or a passkey."""
    user, target = _waiting(request)
    if user is None:
        messages.info(request, _("Masuk lagi dari awal: sepuluh menit sudah lewat."))
        return redirect("shared:sign_in")
    form = SecondForm(request.POST if request.method == "POST" else None)
    name = f"langkah kedua {user.pk}"
    if request.method == "POST":
        lockout.check(request, name)
    if form.is_valid():
        try:
            prove_code(user=user, code=form.cleaned_data["code"], at=timezone.now())
        except DomainError as error:
            lockout.count(request, name)
            form.add_error("code", f"{error} {error.remedy}")
        else:
            lockout.forget(request, name)
            return _signed_in(request, user, target, is_passed=True)
    kinds = set(factors_of(user=user).values_list("kind", flat=True))
    context = {"form": form, "has_passkey": Factor.Kind.PASSKEY in kinds}
    return render(request, "shared/second_step.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def ask_passkey(request: HttpRequest) -> JsonResponse:
    """Ask the browser to sign with a passkey."""
    options, request.session[QUESTION] = _place(request).ask_to_sign()
    return JsonResponse(options)


@never_cache
@require_POST
def enter_by_passkey(request: HttpRequest) -> JsonResponse:
    """Sign in by passkey: alone, or as the second step of the person who is waiting."""
    lockout.check(request, "kunci")
    waiting, target = _waiting(request)
    try:
        state, answer = _answer(request)
        user = prove_passkey(
            place=_place(request),
            state=state,
            answer=answer,
            identity=identity_in(answer),
            at=timezone.now(),
        )
        if waiting and waiting != user:
            raise BadQuestion
    except DomainError as error:
        lockout.count(request, "kunci")
        return JsonResponse({"message": f"{error} {error.remedy}"}, status=error.status)
    wanted = target or str(answer.get("next", ""))
    target = wanted if is_ours(request, wanted) else ""
    return JsonResponse({"url": _signed_in(request, user, target, is_passed=True).url})


@never_cache
@require_http_methods(["GET", "POST"])
@for_role(*WORKERS, needs_second=False)
def account(request: HttpRequest) -> HttpResponse:
    """Show what the person proves beside the password; POST renews the codes on paper."""
    by, codes = person(request), []
    if request.method == "POST":
        _insist_on_fresh(request)
        if not has_second_step(user=by):
            raise Http404
        codes = renew_spares(by=by, at=timezone.now())
    context = {
        "factors": factors_of(user=by),
        "spares_left": spares_left(user=by),
        "codes": codes,
        "is_needed": is_needed(by),
    }
    return render(request, "shared/account.html", context)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@for_role(*WORKERS, needs_second=False)
def add_app(request: HttpRequest) -> HttpResponse:
    """Show a secret for an authenticator app, and keep it once a code proves it arrived."""
    _insist_on_fresh(request)
    by = person(request)
    secret = request.session.setdefault(SECRET, new_secret())
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_codes(**form.cleaned_data, secret=secret, by=by, at=timezone.now())
        except DomainError as error:
            form.add_error("code", f"{error} {error.remedy}")
        else:
            del request.session[SECRET]
            return _added(request)
    address = address_of(secret=secret, account=by.username, issuer=f"Laju {settings.OFFICE_NAME}")
    context = {
        "page_title": _("Tambah aplikasi kode"),
        "crumbs": [(_("Keamanan akun"), reverse("shared:account"))],
        "form": form,
        "qr": mark_safe(draw_qr_svg(text=address)),  # noqa: S308  our own drawing
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "address": address,
    }
    return render(request, "shared/add_app.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@for_role(*WORKERS, needs_second=False)
def ask_new_passkey(request: HttpRequest) -> JsonResponse:
    """Ask the browser to make a passkey."""
    _insist_on_fresh(request)
    by = person(request)
    known = factors_of(user=by).filter(kind=Factor.Kind.PASSKEY).values_list("secret", flat=True)
    options, request.session[QUESTION] = _place(request).ask_to_make(
        handle=str(by.pk).encode(),
        account=by.username,
        name=str(by),
        known=[bytes(each) for each in known],
    )
    return JsonResponse(options)


@never_cache
@require_POST
@for_role(*WORKERS, needs_second=False)
def keep_passkey(request: HttpRequest) -> JsonResponse:
    """Keep the passkey a device has made."""
    _insist_on_fresh(request)
    try:
        state, answer = _answer(request)
        made = _place(request).made(state=state, answer=answer)
        name = str(answer.get("name", ""))
        add_passkey(name=name, made=made, by=person(request), at=timezone.now())
    except BadPasskey:
        error = BadQuestion()
        return JsonResponse({"message": f"{error} {error.remedy}"}, status=error.status)
    except DomainError as error:
        return JsonResponse({"message": f"{error} {error.remedy}"}, status=error.status)
    return JsonResponse({"url": _added(request).url})


@require_POST
@for_role(*WORKERS, needs_second=False)
def drop_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away."""
    _insist_on_fresh(request)
    by = person(request)
    factor = get_object_or_404(factors_of(user=by), pk=min(pk, 2**63 - 1))
    remove_factor(factor=factor, by=by, at=timezone.now())
    messages.success(request, _("Dilepas. Perangkat itu tidak lagi diminta saat masuk."))
    return redirect("shared:account")


def is_ours(request: HttpRequest, target: str) -> bool:
    """Test whether an address lies on these pages, so that nobody is led elsewhere."""
    return target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def is_needed(user: User) -> bool:
    """Say whether this office asks people of this role for a second step."""
    return str(user.role).lower() in settings.SECOND_STEP


def _added(request: HttpRequest) -> HttpResponseRedirect:
    request.session[PASSED] = True
    messages.success(
        request, _("Langkah kedua terpasang. Buat kode cadangan dan simpan di kertas.")
    )
    return redirect("shared:account")


def _signed_in(
    request: HttpRequest, user: User, target: str, *, is_passed: bool
) -> HttpResponseRedirect:
    login(request, user, backend=BACKEND)
    for key in (WAITING, QUESTION):
        request.session.pop(key, None)
    request.session[PASSED] = is_passed
    return redirect(target or "shared:home")


def _insist_on_fresh(request: HttpRequest) -> None:
    since = request.session.get(SINCE, 0)
    if timezone.now().timestamp() - since > FRESH_MINUTES * 60:
        raise NotFresh


def _waiting(request: HttpRequest) -> tuple[User | None, str]:
    """Return who gave the password and waits for the second step, and where the person wants to go."""
    key, since, target = request.session.get(WAITING, (0, 0, ""))
    if timezone.now().timestamp() - since > MINUTES * 60:
        return None, ""
    return User.objects.filter(pk=key, is_active=True).first(), target


def _answer(request: HttpRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the question this session asked, which counts once, and the browser's answer."""
    state = request.session.pop(QUESTION, None)
    try:
        answer = json.loads(request.body[:MOST_BYTES])
    except (ValueError, RecursionError) as error:
        raise BadQuestion from error
    if not isinstance(answer, dict) or state is None:
        raise BadQuestion
    return state, answer


def _place(request: HttpRequest) -> Passkeys:
    host = request.get_host()
    return Passkeys(
        host=host.rsplit(":", 1)[0] if not host.endswith("]") else host,
        origin=f"{request.scheme}://{host}",
        name=f"Laju {settings.OFFICE_NAME}",
    )
