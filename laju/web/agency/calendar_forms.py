"""Filters of the posting calendar."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import regions_of_businesses
from laju.apps.social.models import Post
from laju.core.codes import BadCode, parse_code
from laju.core.posting import Theme
from laju.web.agency.money_forms import MonthField

THEMES = {
    Theme.PRODUCT.value: gettext_lazy("Produk"),
    Theme.ORDER.value: gettext_lazy("Cara pesan"),
    Theme.STORY.value: gettext_lazy("Di balik usaha"),
    Theme.HOURS.value: gettext_lazy("Jam buka"),
    Theme.PLACE.value: gettext_lazy("Lokasi"),
    Theme.QUESTION.value: gettext_lazy("Tanya jawab"),
    Theme.WEEKEND.value: gettext_lazy("Akhir pekan"),
    Theme.FEAST.value: gettext_lazy("Hari penting"),
}
BUSINESS = "participant__application__business"


class FilterForm(forms.Form):
    """What the calendar can be narrowed to; anything unknown narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Cari usaha atau kode"), required=False, max_length=200)
    bulan = MonthField(required=False)
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    theme = forms.ChoiceField(
        label=gettext_lazy("Tema"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *THEMES.items()],
    )
    hari = forms.DateField(required=False, widget=forms.HiddenInput)
    tampilan = forms.CharField(required=False, widget=forms.HiddenInput, max_length=10)
    angkatan = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4)

    def __init__(self, told: Any, *, cohort: Cohort, by: User) -> None:
        super().__init__(told, auto_id="saring_%s")
        regions = regions_of_businesses(cohort=cohort, by=by).values_list("pk", "name")
        self.fields["region"].choices = [("", _("Semua wilayah")), *regions]  # type: ignore[attr-defined]

    def found(self, rows: QuerySet[Post]) -> QuerySet[Post]:
        """Return the posts that fit."""
        self.is_valid()
        told = self.cleaned_data
        for word in str(told.get("q") or "").split()[:6]:
            rows = rows.filter(
                Q(**{f"{BUSINESS}__name__icontains": word}) | Q(**{BUSINESS: number_in(word)})
            )
        if told.get("region"):
            rows = rows.filter(**{f"{BUSINESS}__region": told["region"]})
        if told.get("theme"):
            rows = rows.filter(theme=told["theme"])
        if told.get("hari"):
            rows = rows.filter(on=told["hari"])
        return rows


def number_in(word: str) -> int:
    """Return the number of a business code, or 0, which no business has."""
    try:
        return min(parse_code(word), 2**62)
    except BadCode:
        return 0
