"""What is missing of an application, asked in the words of the form; for the owner and for visitors."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laju.apps.accounts.models import User
from laju.apps.programme.actions import complete_application
from laju.apps.programme.actions.applications import insist_on_window
from laju.apps.programme.models import Application
from laju.apps.programme.queries import gaps_of
from laju.core.errors import DomainError
from laju.core.identity.nib import read_nib
from laju.core.money import read_money
from laju.web.shared.forms_apply import WHY, ApplyForm, read_lines


class GapsForm(ApplyForm):
    """The questions that are open, each of which may stay so; read as the application reads them."""

    nib = forms.CharField(
        label=gettext_lazy("Nomor Induk Berusaha (NIB)"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("13 angka, ada di surat NIB Anda."),
    )
    sales_rupiah = forms.CharField(
        label=gettext_lazy("Penjualan setahun, kira-kira"),
        max_length=60,
        help_text=gettext_lazy("Misalnya 36 juta. Boleh kira-kira."),
    )

    def __init__(self, *args: Any, gaps: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, regions=[], **kwargs)
        self.fields = {name: self.fields[name] for name in gaps}
        for field in self.fields.values():
            field.required = False

    def clean_products(self) -> str:
        """Ask for a price beside a name: names alone are no answer to this gap."""
        text = str(self.cleaned_data["products"])
        if text.strip() and not any(read_lines(text)[1]):
            raise forms.ValidationError(
                _("Harganya belum terbaca. Tulis di belakang barangnya: Keripik ubi 15.000")
            )
        return text

    def clean_nib(self) -> str:
        """Accept a number as it is printed, or nothing."""
        text = str(self.cleaned_data["nib"]).strip()
        reading = read_nib(text)
        if text and not reading.value:
            raise forms.ValidationError(reading.reason)
        return text

    def clean_sales_rupiah(self) -> str:
        """Accept money as people write it, or nothing."""
        text = str(self.cleaned_data["sales_rupiah"]).strip()
        money = read_money(text)
        if text and money.rupiah is None:
            raise forms.ValidationError(
                _("%(reason)s Contoh: 36 juta.")
                % {"reason": money.reason or _("Tulis satu angka.")}
            )
        return text

    def values(self) -> dict[str, str]:
        """Return the answers by the registry's field names."""
        told = {name: str(text) for name, text in self.cleaned_data.items() if text}
        if "products" in told:
            names, prices = read_lines(told["products"])
            told["products"], told["prices"] = "; ".join(names), "; ".join(prices)
        return told

    def questions(self) -> list[tuple[Any, str]]:
        """Return each question with why it is asked."""
        return [(self[name], str(WHY.get(name, ""))) for name in self.fields]


def _closed(application: Application) -> DomainError | None:
    """Return why nothing can be added any more, if so."""
    try:
        insist_on_window(application.cohort, timezone.now())
    except DomainError as error:
        return error
    return None


def complete(
    request: HttpRequest, application: Application, *, by: User, template: str, back: str
) -> HttpResponse:
    """Ask what is missing; take over what is told, and lead back with how much is settled.

    back: the address that shows how the application stands.
    """
    closed = _closed(application)
    gaps = gaps_of(application=application)
    typed = request.POST if request.method == "POST" else None
    told = application.business.products_text.replace("; ", "\n")
    form = GapsForm(typed, gaps=gaps, initial={"products": told})
    if form.is_valid():
        try:
            left = complete_application(
                application=application, values=form.values(), by=by, at=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, f"{error} {error.remedy}".strip())
        else:
            done, count = len(gaps) - len(left), len(gaps)
            said = ngettext("%(done)s dari %(n)s beres.", "%(done)s dari %(n)s beres.", count)
            messages.success(request, said % {"done": done, "n": count})
            return redirect(back)
    context = {
        "form": form,
        "closed": closed,
        "business": application.business,
        "cohort": application.cohort,
        "until": application.cohort.closes_on,
        "back": back,
    }
    return render(request, template, context, status=422 if form.errors else 200)
