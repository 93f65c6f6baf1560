"""The public list of businesses that have a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import directory as sites_matching
from laju.apps.publishing.queries import regions_with_sites
from laju.apps.studio.queries import photos_by_business
from laju.core.profile import MOODS, SECTOR_NAMES, Sector
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.workbooks import in_key_order

PER_PAGE = 24
TITLES = ["kode", "nama", "jenis", "kegiatan", "kecamatan", "wilayah", "alamat halaman"]


class DirectoryForm(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Cari nama, barang, atau tempat"), required=False, max_length=100
    )
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Jenis usaha"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions, sectors = self.fields["region"], self.fields["sector"]
        assert isinstance(regions, forms.ChoiceField) and isinstance(sectors, forms.ChoiceField)
        regions.choices = [("", _("Semua wilayah")), *regions_with_sites()]
        sectors.choices = [
            ("", _("Semua jenis")),
            *((s.value, _(n)) for s, n in SECTOR_NAMES.items()),
        ]


@require_GET
def directory(request: HttpRequest) -> HttpResponseBase:
    """Show the businesses that match words, region and kind."""
    filters = DirectoryForm(request.GET, auto_id="saring_%s")
    filters.is_valid()
    told = filters.cleaned_data
    sites = sites_matching(
        words=told.get("q", ""), region=told.get("region", ""), sector=told.get("sector", "")
    )
    if request.GET.get("format") == "csv":
        rows = (line_of(request, site) for site in in_key_order(sites))
        return stream_csv(name="direktori.csv", titles=TITLES, rows=rows)
    query = request.GET.copy()
    query["format"] = "csv"
    page = page_of(request, sites, size=PER_PAGE)
    context = {
        "filters": filters,
        "page": page,
        "cards": cards_of(page.object_list),
        "exports": [("CSV", f"?{query.urlencode()}")],
    }
    return render(request, "public/directory.html", context)


def cards_of(sites: Iterable[Site]) -> list[dict[str, Any]]:
    """Return what the card of each site shows; one query for all photos."""
    shown = list(sites)
    businesses = [site.participant.application.business for site in shown]
    photos = photos_by_business(keys=[business.pk for business in businesses])
    cards = []
    for site, business in zip(shown, businesses, strict=True):
        photo = photos.get(business.pk)
        sizes = sorted(int(file["width"]) for file in photo.files) if photo else []
        sector = Sector(business.sector)
        cards.append(
            {
                "business": business,
                "activity": quiet(business.activity),
                "slug": site.slug,
                "mood": MOODS[sector].value,
                "sector": _(SECTOR_NAMES[sector]),
                "photo": f"{site.slug}/foto-{photo.pk}-{sizes[0]}.webp" if photo and sizes else "",
            }
        )
    return cards


def line_of(request: HttpRequest, site: Site) -> list[object]:
    """Return a site as the CSV has it: what its page shows anyway, and where it is."""
    business = site.participant.application.business
    address = request.build_absolute_uri(reverse("public:site_file", args=[f"{site.slug}/"]))
    sector = SECTOR_NAMES[Sector(business.sector)]
    place = (business.district_name, business.region.name)
    return [business.code, business.name, sector, business.activity, *place, address]


def quiet(text: str) -> str:
    """Write a sentence in capitals as an ordinary one."""
    return text.capitalize() if text.isupper() else text
