"""Counts of businesses by region, size, sector and level, to be cut in any way."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role, User
from laju.apps.indicators.models import Cell
from laju.apps.indicators.queries import cells_by, cube_state, latest_day
from laju.web.agency.choices import region_choices
from laju.web.agency.pivot import (
    KNOWN,
    LEVELS,
    NOTHING,
    SIZES,
    TITLES,
    Pivot,
    Value,
    make_pivot,
)
from laju.web.agency.recap_copy import (
    MORE,
    counts_in,
    latest_copy,
    names_in,
    say_copy,
)
from laju.web.shared.access import for_role, person
from laju.web.shared.freshness import say_freshness
from laju.web.shared.lists import stream_csv
from laju.web.shared.workbooks import send_workbook

ANY = ("", gettext_lazy("Semua"))


class RecapForm(forms.Form):
    """What is counted, and how it is laid out; anything unknown narrows nothing."""

    region = forms.ChoiceField(label=TITLES["region"], required=False)
    size = forms.ChoiceField(
        label=TITLES["size"],
        required=False,
        choices=[ANY, *((value or NOTHING, label) for value, label in SIZES)],
    )
    sector = forms.ChoiceField(
        label=TITLES["sector"], required=False, choices=[ANY, *KNOWN["sector"]]
    )
    level = forms.ChoiceField(
        label=TITLES["level"],
        required=False,
        choices=[ANY, *((str(n), label) for n, label in LEVELS)],
    )
    rows = forms.ChoiceField(label=gettext_lazy("Baris"), required=False)
    across = forms.ChoiceField(
        label=gettext_lazy("Kolom"),
        required=False,
        choices=[
            *((name, TITLES[name]) for name in ("size", "sector", "level")),
            (NOTHING, gettext_lazy("Tanpa kolom")),
        ],
    )

    def __init__(self, data: QueryDict, *, by: User, auto_id: str = "id_%s") -> None:
        asked = data.copy()
        asked.setdefault("rows", "region")
        asked.setdefault("across", "level" if asked["rows"] == "size" else "size")
        super().__init__(asked, auto_id=auto_id)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        self.regions = dict(region_choices(by=by))
        field.choices = [("", _("Semua wilayah")), *self.regions.items()]
        self.copy = latest_copy()
        down = self.fields["rows"]
        assert isinstance(down, forms.ChoiceField)
        down.choices = [*TITLES.items(), *(MORE.items() if self.copy else ())]

    def value(self, name: str) -> str:
        """Return a choice that was understood, "" otherwise."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def where(self) -> dict[str, list[Value]]:
        """Return what is kept, per dimension."""
        told: dict[str, list[Value]] = {}
        for name in TITLES:
            if value := self.value(name):
                plain = "" if value == NOTHING else value
                told[name] = [int(plain) if name == "level" else plain]
        return told

    @property
    def layout(self) -> tuple[str, str]:
        """Return the dimension of the rows and that of the columns, "" for no columns."""
        rows, across = self.value("rows") or "region", self.value("across") or "size"
        return rows, "" if across in {NOTHING, rows} else across


@require_GET
@for_role(Role.AGENCY)
def show(request: HttpRequest) -> HttpResponse:
    """Show the counts as a table; each leads to its businesses."""
    form = RecapForm(request.GET, by=person(request), auto_id="rekap_%s")
    pivot = _pivot(form, person(request))
    query = request.GET.urlencode()
    exports = [
        (label, f"{reverse('agency:recap_export', args=[kind])}?{query}")
        for label, kind in (("CSV", "csv"), ("XLSX", "xlsx"), (_("Semua sel (CSV)"), "sel"))
    ]
    state = cube_state()
    context = {
        "page_title": _("Rekap"),
        "form": form,
        "layout": dict(zip(("rows", "across"), form.layout, strict=True)),
        "pivot": pivot,
        "corner": (TITLES | MORE)[pivot.rows],
        "lines": [_shown(line, pivot, form) for line in pivot.lines],
        "totals": [
            {"count": total, "name": name}
            for total, (_value, name) in zip(pivot.totals, pivot.columns, strict=False)
        ],
        "exports": exports,
        "freshness": say_copy(form.copy)
        if form.copy and pivot.rows in MORE
        else say_freshness(state),
        "state": state,
        "measured_on": latest_day(),
    }
    return render(request, "agency/recap.html", context)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send the table as it is shown, or every cell of what was asked for, one per line."""
    if kind not in {"csv", "xlsx", "sel"}:
        raise Http404
    form = RecapForm(request.GET, by=person(request))
    if kind == "sel":
        return stream_csv(
            name="rekap-sel.csv",
            titles=[*(str(title) for title in TITLES.values()), _("Usaha")],
            rows=((*key, n) for key, n in sorted(_cells(form, person(request)).items())),
        )
    pivot = _pivot(form, person(request))
    names = [name for _value, name in pivot.columns]
    titles = [_("Kode"), str((TITLES | MORE)[pivot.rows]), *names, _("Jumlah")]
    if kind == "xlsx":
        return send_workbook(name="rekap.xlsx", titles=titles, rows=_table(pivot))
    return stream_csv(name="rekap.csv", titles=titles, rows=_table(pivot))


def _cells(form: RecapForm, by: User) -> dict[tuple[Value, ...], int]:
    return cells_by(by=by, where=form.where)


def _pivot(form: RecapForm, by: User) -> Pivot:
    rows, across = form.layout
    dimensions = [rows, across] if across else [rows]
    if rows in MORE and form.copy:
        counts = counts_in(form.copy, dimensions=dimensions, where=form.where, by=by)
        names = names_in(rows, {key[0] for key in counts})
        return make_pivot(counts=counts, rows=rows, across=across, regions={}, names=names)
    counts = cells_by(dimensions=dimensions, by=by, where=form.where)
    is_narrowed = "region" in form.where
    regions = {} if is_narrowed or rows != "region" else form.regions
    return make_pivot(counts=counts, rows=rows, across=across, regions=regions)


def _shown(line: Any, pivot: Pivot, form: RecapForm) -> dict[str, Any]:
    """Return one row for the page: every count with the way to its businesses."""
    cells = [
        {"count": count, "name": name, "url": _list_url(form, pivot, line.value, column)}
        for count, (column, name) in zip(line.counts, pivot.columns, strict=False)
    ]
    return {
        "name": line.name.removeprefix("Kabupaten "),
        "url": _list_url(form, pivot, line.value),
        "cells": cells,
        "total": line.total,
    }


def _list_url(form: RecapForm, pivot: Pivot, row: Value, column: Value | None = None) -> str:
    """Return the address of the list of businesses behind one count, "" where a copy was asked."""
    if pivot.rows in MORE:
        return ""
    told: dict[str, Value] = {name: values[0] for name, values in form.where.items()}
    told[pivot.rows] = row
    if column is not None:
        told[pivot.across] = column
    query = {name: NOTHING if value == "" else value for name, value in told.items()}
    return f"{reverse('agency:businesses')}?{urlencode(query)}"


def _table(pivot: Pivot) -> Iterator[list[object]]:
    for line in pivot.lines:
        counts = line.counts if pivot.columns else []
        value = "" if line.value == Cell.UNMEASURED else line.value
        yield [value, line.name, *counts, line.total]
    totals = pivot.totals if pivot.columns else []
    yield ["", _("Jumlah"), *totals, pivot.whole]
