"""Fields for a month and for rupiah in any notation."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.core.money import read_money
from laju.core.notation import format_rupiah
from laju.core.periods import BadMonth, parse_month

MOST_RUPIAH = 10**13  # ten thousand billion: more than any such purse
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class MonthField(forms.CharField):
    """A month as "2027-03"; the browser's month picker writes it so."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Bulan"))
        super().__init__(
            max_length=20,
            widget=forms.TextInput(attrs={"type": "month", "placeholder": "2027-03"}),
            error_messages={"required": gettext_lazy("Pilih bulannya.")},
            **options,
        )

    def clean(self, value: Any) -> str:
        """Keep a month that there is."""
        text = str(super().clean(value))
        if not text:
            return ""
        try:
            year, month = parse_month(text)
        except BadMonth as error:
            raise forms.ValidationError(error.remedy) from error
        return f"{year}-{month:02d}"


class MoneyField(forms.CharField):
    """Whole rupiah, written as people write them: 1.000.000.000, Rp1 miliar, 500 juta."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Anggaran iklan"))
        super().__init__(
            max_length=60,
            widget=forms.TextInput(attrs={"placeholder": "500 juta"}),
            error_messages={"required": gettext_lazy("Isi jumlahnya, misalnya 500 juta.")},
            **options,
        )

    def clean(self, value: Any) -> int | None:
        """Read the amount, or say why it cannot be read."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        money = read_money(text)
        if money.rupiah is None:
            why = money.reason or _("Tulis satu jumlah, bukan kisaran.")
            raise forms.ValidationError(f"{why} {_('Contoh: 500 juta, atau 1.250.000.000.')}")
        if money.rupiah > MOST_RUPIAH:
            raise forms.ValidationError(
                _("Paling banyak %(most)s.") % {"most": format_rupiah(MOST_RUPIAH)}
            )
        return money.rupiah


def default_month() -> str:
    """Return next month, which is what people plan."""
    today = timezone.localdate()
    ahead = today.replace(day=1) + timedelta(days=31)
    return f"{ahead:%Y-%m}"


def say_month(month: str) -> str:
    """Write "2027-03" as people read it: Maret 2027."""
    year, number = parse_month(month)
    return f"{MONTHS[number - 1]} {year}"
