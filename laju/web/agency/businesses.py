"""The list of businesses: search, filters, order, downloads."""

from collections.abc import Iterator

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role, User
from laju.apps.programme.models import Participant
from laju.apps.publishing.models import Site
from laju.apps.registry.models import Business
from laju.apps.registry.queries import businesses as find_businesses
from laju.apps.studio.models import Content
from laju.web.agency.choices import SECTORS, region_choices
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.workbooks import in_key_order, send_workbook

ORDERS = {
    "name": ("name_folded", "pk"),
    "owner": ("owner__name_folded", "pk"),
    "region": ("region_id", "name_folded", "pk"),
    "sector": ("sector", "name_folded", "pk"),
    "size": ("size", "name_folded", "pk"),
    "new": ("created_at", "pk"),
}
TITLES = (
    "Kode", "Nama usaha", "Pemilik", "Kegiatan", "Sektor", "Skala", "Kode wilayah", "Kabupaten/kota",
    "Kecamatan", "Desa/kelurahan", "Alamat", "Telepon", "Peserta",
)  # fmt: skip


class FilterForm(forms.Form):
    """What the list can be narrowed to; anything unknown narrows nothing."""

    q = forms.CharField(
        label=gettext_lazy("Cari nama, telepon, atau kode"),
        required=False,
        max_length=200,
    )
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sektor"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *SECTORS],
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Skala"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *Business.Size.choices[1:]],
    )
    participant = forms.ChoiceField(
        label=gettext_lazy("Peserta"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            ("ya", gettext_lazy("Peserta")),
            ("tayang", gettext_lazy("Beranda tayang")),
            ("ditahan", gettext_lazy("Halaman ditahan")),
            ("tidak", gettext_lazy("Bukan peserta")),
        ],
    )

    def __init__(self, *args: object, by: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Semua wilayah")), *region_choices(by=by)]

    def value(self, name: str) -> str:
        """Return a filter that was understood, "" otherwise."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the businesses that fit, 25 at a time."""
    form = FilterForm(request.GET, by=person(request), auto_id="saring_%s")
    page = page_of(request, _ordered(_found(form, person(request)), request.GET.get("sort", "")))
    for business in page:
        business.sector_label = dict(SECTORS).get(business.sector, "")
    query = request.GET.urlencode()
    context = {
        "page_title": _("Daftar usaha"),
        "filters": form,
        "page": page,
        "exports": [
            (kind.upper(), f"{reverse('agency:businesses_export', args=[kind])}?{query}")
            for kind in ("csv", "xlsx")
        ],
    }
    return render(request, "agency/businesses.html", context)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send the businesses that fit as a file, in order of key."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    rows = _lines(_found(FilterForm(request.GET, by=person(request)), person(request)))
    if kind == "xlsx":
        return send_workbook(name="daftar-usaha.xlsx", titles=TITLES, rows=rows)
    return stream_csv(name="daftar-usaha.csv", titles=TITLES, rows=rows)


def _found(form: FilterForm, by: User) -> QuerySet[Business]:
    rows = find_businesses(
        by=by,
        words=form.value("q"),
        region=form.value("region"),
        sector=form.value("sector"),
        size=form.value("size"),
    )
    taking_part = Participant.objects.filter(application__business=OuterRef("pk"), left_at=None)
    rows = rows.annotate(is_participant=Exists(taking_part))
    match form.value("participant"):
        case "ya":
            return rows.filter(is_participant=True)
        case "tidak":
            return rows.filter(is_participant=False)
        case "tayang":
            live = Site.objects.filter(participant__left_at=None, status=Site.Status.LIVE)
            return rows.filter(pk__in=live.values("participant__application__business"))
        case "ditahan":
            held = Content.objects.filter(participant__left_at=None, status=Content.Status.HELD)
            return rows.filter(pk__in=held.values("participant__application__business"))
    return rows


def _ordered(rows: QuerySet[Business], sort: str) -> QuerySet[Business]:
    fields = ORDERS.get(sort.removeprefix("-"), ORDERS["name"])
    if not sort.startswith("-"):
        return rows.order_by(*fields)
    return rows.order_by(*(f"-{field}" for field in fields))


def _lines(rows: QuerySet[Business]) -> Iterator[tuple[object, ...]]:
    sectors = dict(SECTORS)
    for business in in_key_order(rows):
        yield (
            business.code,
            business.name,
            business.owner.name,
            business.activity,
            sectors.get(business.sector, business.sector),
            business.get_size_display(),
            business.region_id,
            business.region.name,
            business.district_name,
            business.village_name,
            business.address,
            business.phone or business.owner.phone,
            "ya" if business.is_participant else "tidak",  # type: ignore[attr-defined]
        )
