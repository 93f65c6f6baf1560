"""Published figures, each walked back to its rows."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import covers
from laju.apps.evidence.models import Figure
from laju.apps.evidence.queries import (
    TracedRow,
    figure_by_key,
    figure_names,
    is_intact,
    keys_of,
    trace_rows,
)
from laju.apps.evidence.queries import figures as published
from laju.apps.regions.queries import names_of
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv

ROWS_PER_PAGE = 50
CHUNK = 500
TITLES = ["kunci", "kode usaha", "nama", "kecamatan", "wilayah", "lembar", "baris"]


class FiguresForm(forms.Form):
    name = forms.ChoiceField(label=gettext_lazy("Angka"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["name"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Semua angka")), *figure_names()]


@require_GET
@for_role("ASSESSOR")
def figures(request: HttpRequest) -> HttpResponseBase:
    """List the published figures with their definition, and whether their parts make the whole."""
    filters = FiguresForm(request.GET, auto_id="saring_%s")
    filters.is_valid()
    name = filters.cleaned_data.get("name", "")
    rows = published(name=name).defer("rows")
    if request.GET.get("format") == "csv":
        return stream_csv(
            name="angka.csv",
            titles=["tanggal", "angka", "definisi", "nilai", "dari", "satuan", "sha256 baris"],
            rows=(
                [f.on, f.title, f.definition, f.value, f.total, f.unit, f.rows_sha256] for f in rows
            ),
        )
    page = page_of(request, rows)
    context = {
        "filters": filters,
        "page": page,
        "items": [{"figure": f, "is_whole": sum(f.parts.values()) == f.value} for f in page],
        "exports": [("CSV", f"?format=csv&name={name}")],
    }
    return render(request, "assessor/figures.html", context)


@require_GET
@for_role("ASSESSOR")
def figure(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open a figure: its regions, then its rows."""
    found = figure_for(pk)
    user, region = person(request), request.GET.get("wilayah", "")
    regions = regions_of(found, user)
    region = region if region in {code for code, _name, _value in regions} else ""
    if request.GET.get("format") == "csv":
        return stream_csv(
            name=f"{found.name}-{found.on}{'-' + region if region else ''}.csv",
            titles=TITLES,
            rows=(line_of(row) for row in rows_for(found, user, region)),
        )
    page, rows = page_of_rows(request, found, user, region)
    context = {
        "figure": found,
        "regions": regions,
        "region": region,
        "region_name": {code: name for code, name, _value in regions}.get(region, ""),
        "whole": sum(found.parts.values()),
        "is_whole": sum(found.parts.values()) == found.value,
        "is_intact": is_intact(figure=found),
        "page": page,
        "rows": rows,
        "exports": [("CSV", f"?format=csv&wilayah={region}")],
        "crumbs": [(_("Angka yang terbit"), reverse("assessor:figures"))],
    }
    return render(request, "assessor/figure.html", context)


def figure_for(pk: int) -> Figure:
    """Return a figure. Raises: Http404."""
    found = figure_by_key(pk=pk)
    if found is None:
        raise Http404
    return found


def regions_of(found: Figure, user: User) -> list[tuple[str, str, int]]:
    """Return code, name and value of the parts whose rows this person may see."""
    names = names_of(codes=found.parts)
    return [
        (code, names.get(code, code), value)
        for code, value in found.parts.items()
        if covers(user=user, code=code)
    ]


def sees_all(found: Figure, user: User) -> bool:
    """Test whether every part lies within what this person may see."""
    return all(covers(user=user, code=code) for code in found.parts)


def rows_for(found: Figure, user: User, region: str) -> Iterator[TracedRow]:
    """Yield the rows this person may see, in order of key, some hundred at a time."""
    keys = keys_for(found, user, region)
    for start in range(0, len(keys), CHUNK):
        yield from trace_rows(figure=found, keys=keys[start : start + CHUNK])


def keys_for(found: Figure, user: User, region: str) -> list[int]:
    """Return the keys of the rows this person may see."""
    if region:
        return keys_of(figure=found, regions=[region])
    if sees_all(found, user):
        return list(found.rows)
    return keys_of(figure=found, regions=[c for c in found.parts if covers(user=user, code=c)])


def page_of_rows(
    request: HttpRequest, found: Figure, user: User, region: str
) -> tuple[Any, list[TracedRow]]:
    """Return a page and its rows; only the rows of the page are read."""
    page = page_of(request, keys_for(found, user, region), size=ROWS_PER_PAGE)
    return page, trace_rows(figure=found, keys=list(page.object_list))


def line_of(row: TracedRow) -> list[object]:
    """Return a row as the CSV has it."""
    business = row.business
    return [
        row.key,
        business.code,
        business.name,
        business.district_name,
        business.region.name,
        str(row.row.batch) if row.row else "Formulir",
        row.row.number if row.row else "",
    ]
