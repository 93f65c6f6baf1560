"""The owner's application: how it stands, what to mend, and the answer to a seat."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laju.apps.programme.actions import accept_seat, give_up_seat
from laju.apps.programme.models import Application
from laju.apps.programme.queries import applications_of_owner
from laju.web.shared.access import for_role, person
from laju.web.shared.applying import standing_of
from laju.web.shared.completing import complete


class GiveUpForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Kenapa tidak jadi?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Tulis alasannya dengan singkat.")},
    )


@require_GET
@for_role("OWNER")
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the application stands."""
    return _page(request, _mine(request, pk), GiveUpForm())


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def complete_mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is missing, and take it over."""
    row = _mine(request, pk)
    back = reverse("owner:application", args=[row.pk])
    return complete(request, row, by=person(request), template="owner/complete.html", back=back)


@require_POST
@for_role("OWNER")
def answer_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the seat that was offered, or let it go with a reason."""
    row, by, at = _mine(request, pk), person(request), timezone.now()
    if request.POST.get("answer") == "ambil":
        accept_seat(application=row, by=by, at=at)
        messages.success(request, _("Selamat, kursi ini milik Anda. Pendamping akan menghubungi."))
        return redirect("owner:home")
    form = GiveUpForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    give_up_seat(application=row, reason=form.cleaned_data["reason"], by=by, at=at)
    messages.success(request, _("Tercatat. Kursi diberikan kepada yang menunggu."))
    return redirect("owner:application", pk)


def _mine(request: HttpRequest, pk: int) -> Application:
    row = applications_of_owner(by=person(request)).filter(pk=min(pk, 2**63 - 1)).first()
    if row is None:
        raise Http404
    return row


def _page(
    request: HttpRequest, row: Application, form: GiveUpForm, status: int = 200
) -> HttpResponse:
    can_leave = row.status in {Application.Status.CHOSEN, Application.Status.WAITING}
    context = standing_of(row) | {"form": form, "can_leave": can_leave}
    context["complete_url"] = reverse("owner:complete", args=[row.pk])
    return render(request, "owner/application.html", context, status=status)
