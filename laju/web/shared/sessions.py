"""Signing in and out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from laju.apps.accounts.queries import user_by_name
from laju.web.shared import lockout
from laju.web.shared.access import PASSED
from laju.web.shared.passes import is_by_phone
from laju.web.shared.second_step import is_ours, let_in

DEMO_ROLES = ("dinas", "pendamping", "pemilik", "penilai")


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": gettext_lazy(
            "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil."
        ),
        "inactive": gettext_lazy("Akun ini tidak aktif. Hubungi dinas untuk mengaktifkannya."),
    }

    def __init__(self, request: HttpRequest, data: object = None) -> None:
        super().__init__(request, data)
        self.fields["username"].label = _("Nama pengguna")
        self.fields["username"].widget.attrs.pop("autofocus", None)  # owners come first
        self.fields["password"].label = _("Kata sandi")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign a person in by name and password; too many tries have to wait."""
    target = wanted(request)
    name = request.POST.get("username", "")
    if request.method == "POST":
        lockout.check(request, name)
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        lockout.forget(request, name)
        return let_in(request, form.get_user(), target)
    if request.method == "POST":
        lockout.count(request, name)
    context = {"form": form, "next": target, "is_by_phone": is_by_phone()}
    return render(request, "shared/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign a person out."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("shared:home")


@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as one of the people of the demo; only where the demo runs."""
    if not settings.DEMO or role not in DEMO_ROLES:
        raise Http404
    user = user_by_name(username=f"demo-{role}")
    if user is None:
        messages.error(request, _("Akun contoh belum dibuat. Jalankan `laju demo` lebih dahulu."))
        return redirect("shared:sign_in")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[PASSED] = True  # nothing to steal where anybody may come in
    return redirect("shared:home")


def wanted(request: HttpRequest) -> str:
    """Return the page a person wanted to see, if it is one of ours."""
    target = request.POST.get("next", request.GET.get("next", ""))
    return target if is_ours(request, target) else ""
