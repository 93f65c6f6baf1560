"""The years of the programme, and the form that opens one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from laju.apps.accounts.queries import covers, within_scope
from laju.apps.programme.actions import cohorts as actions
from laju.apps.programme.queries import cohorts_of, latest_cohort
from laju.apps.regions.models import Region
from laju.core.quotas import NotEnoughSeats
from laju.web.agency.choices import programme_area
from laju.web.agency.scope import NotWholeArea, trail
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv

FIRST_YEAR, LAST_YEAR, MOST_SEATS = 2000, 2100, 1_000_000


def _number(label: Any, help_text: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
        error_messages={
            "invalid": gettext_lazy("Tulis angka bulat saja, misalnya 1.000."),
            "required": gettext_lazy("Isi dengan angka."),
            "min_value": gettext_lazy("Paling sedikit %(limit_value)s."),
            "max_value": gettext_lazy("Paling banyak %(limit_value)s."),
        },
        **options,
    )


_day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CohortForm(forms.Form):
    """What opening a year asks."""

    year = forms.IntegerField(
        label=gettext_lazy("Tahun"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
        error_messages={
            "invalid": gettext_lazy("Tulis tahun dengan empat angka, misalnya 2027."),
            "required": gettext_lazy("Isi tahunnya."),
            "min_value": gettext_lazy("Tulis tahun dengan empat angka, misalnya 2027."),
            "max_value": gettext_lazy("Tulis tahun dengan empat angka, misalnya 2027."),
        },
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("Wilayah program"),
        queryset=Region.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("Kursi dibagi ke kabupaten dan kota di dalamnya."),
    )
    seats = _number(
        gettext_lazy("Jumlah kursi"),
        gettext_lazy("Berapa usaha yang ikut, misalnya 1.000."),
        min_value=1,
        max_value=MOST_SEATS,
    )
    floor = _number(
        gettext_lazy("Kursi paling sedikit per wilayah"),
        gettext_lazy("Agar setiap kabupaten dan kota kebagian, misalnya 10."),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
    )
    cap = _number(
        gettext_lazy("Kursi paling banyak per wilayah"),
        gettext_lazy("Agar satu wilayah tidak mengambil hampir semuanya."),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
    )
    opens_on = forms.DateField(
        label=gettext_lazy("Pendaftaran dibuka"), required=False, widget=_day
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Pendaftaran ditutup"), required=False, widget=_day
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Compare what has to fit together."""
        told = self.cleaned_data
        if told.get("cap") and told.get("floor") and told["cap"] < told["floor"]:
            self.add_error("cap", _("Tidak boleh di bawah kursi paling sedikit."))
        starts, ends = told.get("opens_on"), told.get("closes_on")
        if starts and ends and ends < starts:
            self.add_error("closes_on", _("Harus sesudah tanggal dibuka."))
        return told


@for_role("AGENCY")
@require_GET
def cohorts(request: HttpRequest) -> HttpResponse:
    """List the years, latest first."""
    rows = cohorts_of(by=person(request))
    context = {
        "page_title": _("Angkatan"),
        "page_lede": _("Satu angkatan per tahun: kursi, pendaftar, peserta, dan hasilnya."),
        "page": page_of(request, rows),
        "exports": [("CSV", reverse("agency:export_cohorts"))],
        "actions": [
            {"url": reverse("agency:open_cohort"), "label": _("Buka angkatan"), "icon": "plus"}
        ],
    }
    return render(request, "agency/cohorts.html", context)


@for_role("AGENCY")
@require_GET
def export_cohorts(request: HttpRequest) -> StreamingHttpResponse:
    """Download the years with their counts."""
    titles = ["Tahun", "Wilayah", "Kursi", "Pendaftar", "Peserta", "Status"]
    rows = (
        (row.year, row.area.name, row.seats, row.applicants, row.helped, row.get_status_display())
        for row in cohorts_of(by=person(request))
    )
    return stream_csv(name="angkatan.csv", titles=titles, rows=rows)


@for_role("AGENCY")
@require_http_methods(["GET", "POST"])
def open_cohort(request: HttpRequest) -> HttpResponse:
    """Ask for the frame of a year, and open it."""
    areas = Region.objects.filter(within_scope(user=person(request), path="pk"))
    areas = areas.order_by("code")
    form = CohortForm(request.POST or None, areas=areas, initial=_suggestion())
    if request.method == "POST" and form.is_valid() and _open(request, form):
        year = form.cleaned_data["year"]
        messages.success(request, _("Angkatan %(year)s dibuka.") % {"year": year})
        return redirect("agency:cohort", year=year)
    context = {
        "page_title": _("Buka angkatan"),
        "page_lede": _("Kuota dihitung sesudah ini dan dapat dihitung ulang sampai pemilihan."),
        "crumbs": trail(),
        "form": form,
    }
    return render(request, "agency/open_cohort.html", context, status=422 if form.errors else 200)


def _open(request: HttpRequest, form: CohortForm) -> bool:
    """Open the year; a refusal goes to the field it is about."""
    told = form.cleaned_data
    if not covers(user=person(request), code=told["area"].pk):
        raise NotWholeArea(area=told["area"])
    told["floor"] = told["floor"] or 0
    try:
        actions.open_cohort(**told, by=person(request), at=timezone.now())
    except actions.CohortExists as error:
        form.add_error("year", f"{error} {error.remedy}")
        return False
    except NotEnoughSeats as error:
        form.add_error("floor", f"{error} {error.remedy}")
        return False
    return True


def _suggestion() -> dict[str, Any]:
    """Begin with the year after the latest, in the same frame."""
    latest = latest_cohort()
    if latest is None:
        return {"year": timezone.localdate().year + 1, "area": programme_area(), "seats": 1000}
    return {
        "year": latest.year + 1,
        "area": latest.area,
        "seats": latest.seats,
        "floor": latest.floor,
        "cap": latest.cap,
    }
