"""The public list of businesses that have a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import directory as sites_matching
from laju.apps.publishing.queries import regions_with_sites
from laju.apps.studio.queries import photos_by_business
from laju.core.profile import MOODS, Sector
from laju.engines.sites.directory import SECTOR_NAMES
from laju.web.shared.lists import page_of

PER_PAGE = 24


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
        sectors.choices = [("", _("Semua jenis")), *((s.value, n) for s, n in SECTOR_NAMES.items())]


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Show the businesses that match words, region and kind."""
    filters = DirectoryForm(request.GET, auto_id="saring_%s")
    filters.is_valid()
    told = filters.cleaned_data
    sites = sites_matching(
        words=told.get("q", ""), region=told.get("region", ""), sector=told.get("sector", "")
    )
    page = page_of(request, sites, size=PER_PAGE)
    context = {"filters": filters, "page": page, "cards": cards_of(page.object_list)}
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
                "sector": SECTOR_NAMES[sector],
                "photo": f"{site.slug}/foto-{photo.pk}-{sizes[0]}.webp" if photo and sizes else "",
            }
        )
    return cards


def quiet(text: str) -> str:
    """Write a sentence in capitals as an ordinary one."""
    return text.capitalize() if text.isupper() else text
