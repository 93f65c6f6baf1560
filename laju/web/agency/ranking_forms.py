"""Filters of the ranking."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.endorsement.models import Place
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import regions_of_businesses
from laju.web.agency.calendar_forms import BUSINESS, number_in


class FilterForm(forms.Form):
    """What the ranking can be narrowed to; anything unknown narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Cari usaha atau kode"), required=False, max_length=200)
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    bagian = forms.ChoiceField(
        label=gettext_lazy("Tampilkan"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            ("terbaik", gettext_lazy("Yang terbaik saja")),
            ("batas", gettext_lazy("Yang meragukan di batas")),
        ],
    )
    angkatan = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4)

    def __init__(self, told: Any, *, cohort: Cohort, by: User) -> None:
        super().__init__(told, auto_id="saring_%s")
        regions = regions_of_businesses(cohort=cohort, by=by).values_list("pk", "name")
        self.fields["region"].choices = [("", _("Semua wilayah")), *regions]  # type: ignore[attr-defined]

    def found(self, rows: QuerySet[Place], in_doubt: Q) -> QuerySet[Place]:
        """Return the places that fit."""
        self.is_valid()
        told = self.cleaned_data
        for word in str(told.get("q") or "").split()[:6]:
            rows = rows.filter(
                Q(**{f"{BUSINESS}__name__icontains": word}) | Q(**{BUSINESS: number_in(word)})
            )
        if told.get("region"):
            rows = rows.filter(**{f"{BUSINESS}__region": told["region"]})
        if told.get("bagian") == "batas":
            return rows.filter(in_doubt)
        return rows.filter(is_best=True) if told.get("bagian") == "terbaik" else rows
