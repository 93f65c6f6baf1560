"""Forms of the advertising purse."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.ads.models import Share
from laju.core.budgets import ShareRule
from laju.web.agency.calendar_forms import BUSINESS, number_in
from laju.web.agency.money_forms import MoneyField, MonthField

REASONS = {
    ShareRule.EQUAL.value: gettext_lazy("Sama murahnya"),
    ShareRule.FLOOR.value: gettext_lazy("Batas bawah"),
    ShareRule.CAP.value: gettext_lazy("Batas atas"),
    ShareRule.NOTHING.value: gettext_lazy("Belum kebagian"),
}


class PurseForm(forms.Form):
    """Month, purse, and the limits of one's own."""

    month = MonthField()
    rupiah = MoneyField(
        help_text=gettext_lazy("Tulis sesuka Anda: 500 juta, Rp1,2 miliar, atau 750.000.000.")
    )
    business_floor = MoneyField(
        label=gettext_lazy("Paling sedikit per usaha"),
        required=False,
        help_text=gettext_lazy("Kosong: 40 persen dari pembagian rata."),
    )
    business_cap = MoneyField(
        label=gettext_lazy("Paling banyak per usaha"),
        required=False,
        help_text=gettext_lazy("Kosong: tiga kali pembagian rata."),
    )

    def clean_rupiah(self) -> int:
        """Insist on some money."""
        rupiah = int(self.cleaned_data["rupiah"] or 0)
        if rupiah < 1:
            raise forms.ValidationError(_("Isi jumlah di atas nol."))
        return rupiah

    def clean(self) -> dict[str, Any]:
        """Compare the two limits."""
        told = self.cleaned_data
        low, high = told.get("business_floor"), told.get("business_cap")
        if low is not None and high is not None and high < low:
            self.add_error("business_cap", _("Tidak boleh di bawah batas paling sedikit."))
        return told


class FilterForm(forms.Form):
    """What the list of shares can be narrowed to; anything unknown narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Cari usaha atau kode"), required=False, max_length=200)
    alasan = forms.ChoiceField(
        label=gettext_lazy("Alasan"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *REASONS.items()],
    )
    bulan = MonthField(required=False)
    angkatan = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4)

    def __init__(self, told: Any) -> None:
        super().__init__(told, auto_id="saring_%s")
        self.fields["bulan"].widget = forms.HiddenInput()

    def found(self, rows: QuerySet[Share]) -> QuerySet[Share]:
        """Return the shares that fit."""
        self.is_valid()
        told = self.cleaned_data
        for word in str(told.get("q") or "").split()[:6]:
            rows = rows.filter(
                Q(**{f"{BUSINESS}__name__icontains": word})
                | Q(**{f"{BUSINESS}__region__name__icontains": word})
                | Q(**{BUSINESS: number_in(word)})
            )
        return rows.filter(reason=told["alasan"]) if told.get("alasan") else rows
