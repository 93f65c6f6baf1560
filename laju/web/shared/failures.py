"""Failures that are not anybody's refusal: lost pages, forbidden ones, broken ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the request could not be read."""
    message = _("Permintaan ini tidak dapat dibaca.")
    return _page(request, 400, message, _("Kembali ke halaman sebelumnya, lalu ulangi."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the page is not for this person."""
    message = _("Anda tidak dapat membuka halaman ini.")
    return _page(request, 403, message, _("Masuk dengan akun yang sesuai, atau hubungi dinas."))


def lost(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that there is no such page."""
    message = _("Halaman ini tidak ada.")
    remedy = _("Mungkin alamatnya salah ketik, atau halamannya sudah dipindahkan.")
    return _page(request, 404, message, remedy)


def broken(_request: HttpRequest) -> HttpResponse:
    """Say that something broke; nothing is asked of the database, which may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _page(request: HttpRequest, status: int, message: str, remedy: str) -> HttpResponse:
    context = {
        "message": message,
        "remedy": remedy,
        "status": status,
        "back_label": _("Ke beranda"),
    }
    return render(request, "shared/error.html", context, status=status)
