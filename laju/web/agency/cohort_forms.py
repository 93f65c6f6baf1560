"""Forms of a year: filters of its applications, the seed, a score by hand, a replacement."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.programme.models import Application, Cohort
from laju.apps.programme.queries import applications_matching, regions_of_businesses


class FilterForm(forms.Form):
    """What the list of applications can be narrowed to; anything unknown narrows nothing."""

    q = forms.CharField(
        label=gettext_lazy("Cari usaha, pemilik, atau kode"), required=False, max_length=200
    )
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            *Application.Status.choices,
            ("LEFT", gettext_lazy("Mundur")),
        ],
    )
    bagian = forms.CharField(widget=forms.HiddenInput, required=False, initial="pendaftar")

    def __init__(self, told: Any, *, cohort: Cohort, by: User) -> None:
        super().__init__(told, auto_id="saring_%s")
        regions = regions_of_businesses(cohort=cohort, by=by).values_list("pk", "name")
        self.fields["region"].choices = [("", _("Semua wilayah")), *regions]  # type: ignore[attr-defined]

    def found(self, *, cohort: Cohort, by: User, order: str = "") -> QuerySet[Application]:
        """Return the applications that fit."""
        self.is_valid()
        told = self.cleaned_data
        return applications_matching(
            cohort=cohort,
            by=by,
            words=told.get("q", ""),
            region=told.get("region", ""),
            status=told.get("status", ""),
            order=order,
        )


class SeedForm(forms.Form):
    """The seed, typed in after it was drawn in public."""

    seed = forms.CharField(
        label=gettext_lazy("Benih undian"),
        max_length=120,
        help_text=gettext_lazy(
            "Angka atau kalimat yang diundi di depan umum sesudah sidik jari daftar diumumkan."
        ),
        error_messages={
            "required": gettext_lazy("Tulis benih yang sudah diumumkan."),
            "max_length": gettext_lazy("Paling panjang 120 huruf."),
        },
    )
    agree = forms.BooleanField(
        label=gettext_lazy("Sidik jari daftar sudah diumumkan sebelum benih diundi."),
        error_messages={"required": gettext_lazy("Umumkan sidik jarinya lebih dahulu.")},
    )


class ScoreForm(forms.Form):
    """A score by a person's reading, with the reason."""

    score = forms.FloatField(
        label=gettext_lazy("Nilai (0 sampai 100)"),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num-in"}),
        error_messages={
            "invalid": gettext_lazy("Tulis angka, misalnya 72,5."),
            "required": gettext_lazy("Isi nilainya."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        help_text=gettext_lazy("Tampil di samping nilai dan tidak dapat dihapus."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Tulis alasannya, agar pendaftar dapat memahaminya."),
            "max_length": gettext_lazy("Paling panjang 300 huruf."),
        },
    )

    def clean_score(self) -> float:
        """Keep the score on the scale."""
        score = float(self.cleaned_data["score"])
        if not 0 <= score <= 100:  # noqa: PLR2004  the published scale
            raise forms.ValidationError(_("Isi nilai dari 0 sampai 100."))
        return score


class ReasonForm(forms.Form):
    """Why a participant leaves."""

    reason = forms.CharField(
        label=gettext_lazy("Mengapa peserta ini mundur?"),
        max_length=300,
        help_text=gettext_lazy("Tampil pada pendaftaran penggantinya."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Tulis alasannya."),
            "max_length": gettext_lazy("Paling panjang 300 huruf."),
        },
    )
