"""How my application stands: for whoever knows its number and the end of the telephone number."""

import re

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.queries import system_user
from laju.apps.outbox.posting import phone_of
from laju.apps.programme.models import Application
from laju.apps.programme.queries import application_by_code
from laju.core.errors import DomainError
from laju.web.shared import lockout, tallies
from laju.web.shared.applying import standing_of
from laju.web.shared.completing import complete
from laju.web.shared.passes import is_by_phone

LAST, SALT = 4, "laju.lengkapi"
MOST_AN_HOUR, HOUR = 20, 60 * 60
SECONDS = 30 * 60  # a ticket opens the form that long


class TooManyAnswers(DomainError):
    message = "Sudah banyak jawaban dari jaringan ini dalam satu jam terakhir."
    remedy = "Coba lagi satu jam lagi, atau minta bantuan pendamping."
    status = 429


class StatusForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Nomor pendaftaran"),
        max_length=40,
        help_text=gettext_lazy("Misalnya LJ-000042-7."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Ketik nomor pendaftaran Anda.")},
    )
    digits = forms.CharField(
        label=gettext_lazy("Empat angka terakhir nomor WhatsApp"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
        error_messages={"required": gettext_lazy("Ketik empat angka terakhir nomor Anda.")},
    )

    def found(self) -> Application | None:
        """Return the application both answers lead to; who has no number asks the office."""
        row = application_by_code(code=self.cleaned_data["code"])
        told = re.sub(r"\D", "", self.cleaned_data["digits"])[-LAST:]
        phone = phone_of(row.business) if row else ""
        return row if phone and len(told) == LAST and phone.endswith(told) else None


@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for number and digits, then tell; wrong answers do not say which one is wrong."""
    form = StatusForm(request.POST or None, initial={"code": request.GET.get("kode", "")[:40]})
    context: dict[str, object] = {"form": form}
    if request.method == "POST":
        name = f"kabar {request.POST.get('code', '')[:40]}"
        lockout.check(request, "kabar")
        lockout.check(request, name)
        if form.is_valid() and (row := form.found()):
            context |= standing_of(row) | {"is_by_phone": is_by_phone()}
            ticket = signing.dumps(row.pk, salt=SALT)
            context["complete_url"] = reverse("public:complete", args=[ticket])
        elif form.is_valid():
            lockout.count(request, "kabar")
            lockout.count(request, name)
            form.add_error(
                None,
                _(
                    "Nomor dan angka itu tidak cocok. Periksa keduanya, atau hubungi dinas bila "
                    "nomor WhatsApp Anda berganti."
                ),
            )
    return render(request, "public/status.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def complete_by_ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """Ask what is missing of the application whose number and digits were told half an hour ago."""
    try:
        key = signing.loads(ticket, salt=SALT, max_age=SECONDS)
    except signing.SignatureExpired:
        messages.info(request, _("Sudah setengah jam. Ketik nomor dan angkanya sekali lagi."))
        return redirect("public:status")
    except signing.BadSignature as error:
        raise Http404 from error
    rows = Application.objects.select_related("business__owner", "business__region", "cohort")
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        key_of_place = tallies.key_of("lengkapi", tallies.address_of(request))
        if tallies.count_up(key=key_of_place, seconds=HOUR) > MOST_AN_HOUR:
            raise TooManyAnswers
    back = f"{reverse('public:status')}?kode={row.business.code}"
    return complete(request, row, by=system_user(), template="public/complete.html", back=back)
