"""Samples that anybody can draw again, and what they say about the whole."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.evidence.models import Figure
from laju.apps.evidence.queries import figures, trace_rows
from laju.core.errors import DomainError
from laju.core.sampling import draw_sample, estimate_share
from laju.core.selection import ticket
from laju.web.assessor.figures import TITLES, figure_for, line_of, rows_for, sees_all
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import stream_csv

MOST_ROWS = 400
MOST_FIGURES = 100


class SampleForm(forms.Form):
    figure = forms.TypedChoiceField(label=gettext_lazy("Angka yang diperiksa"), coerce=int)
    size = forms.IntegerField(
        label=gettext_lazy("Banyaknya baris"),
        min_value=1,
        max_value=MOST_ROWS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )
    seed = forms.CharField(
        label=gettext_lazy("Benih undian"),
        max_length=120,
        help_text=gettext_lazy(
            "Apa saja yang diumumkan, misalnya hasil dadu: 3 1 6 2. Benih sama, sampel sama."
        ),
    )
    hits = forms.IntegerField(
        label=gettext_lazy("Setelah diperiksa: berapa yang benar?"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["figure"]
        assert isinstance(choice, forms.TypedChoiceField)
        rows = figures().defer("rows")[:MOST_FIGURES]
        choice.choices = [(f.pk, f"{f.title}, {f.on:%d-%m-%Y}") for f in rows]

    def clean(self) -> dict[str, Any]:
        """No more can be right than were looked at."""
        told = super().clean() or self.cleaned_data
        size, hits = told.get("size"), told.get("hits")
        if size is not None and hits is not None and hits > size:
            self.add_error("hits", _("Tidak mungkin lebih banyak dari barisnya."))
        return told


@require_GET
@for_role("ASSESSOR")
def sample(request: HttpRequest) -> HttpResponseBase:
    """Draw a sample of the rows behind a figure and say what it proves."""
    first = figures().first()
    asked = "figure" in request.GET
    initial = {"figure": first.pk if first else "", "size": 30}
    form = SampleForm(request.GET if asked else None, initial=initial)
    context: dict[str, Any] = {"form": form, "has_figures": first is not None}
    if asked and form.is_valid():
        try:
            context |= drawn(request, form)
        except DomainError as error:
            form.add_error(None, f"{error} {error.remedy}")
    if request.GET.get("format") == "csv" and "rows" in context:
        return stream_csv(
            name=f"sampel-{context['figure'].name}.csv",
            titles=["urutan", "undian", *TITLES],
            rows=(
                [n, item["ticket"], *line_of(item["row"])]
                for n, item in enumerate(context["rows"], 1)
            ),
        )
    return render(request, "assessor/sample.html", context)


def drawn(request: HttpRequest, form: SampleForm) -> dict[str, Any]:
    """Return the sample, how to repeat it, and the interval when the result is told."""
    told = form.cleaned_data
    figure = figure_for(told["figure"])
    seed = told["seed"]
    keys = keys_for(request, figure)
    chosen = draw_sample(rows=keys, size=min(told["size"], len(keys)), seed=seed)
    rows = {str(row.key): row for row in trace_rows(figure=figure, keys=[int(k) for k in chosen])}
    query = request.GET.copy()
    query["format"] = "csv"
    hits = told["hits"]
    return {
        "figure": figure,
        "population": len(keys),
        "rows": [{"row": rows[k], "ticket": ticket(seed, k)} for k in chosen if k in rows],
        "seed": seed,
        "first_key": chosen[0] if chosen else "",
        "interval": estimate_share(hits=hits, size=len(chosen))
        if hits is not None and chosen
        else None,
        "exports": [("CSV", f"?{query.urlencode()}")],
    }


def keys_for(request: HttpRequest, figure: Figure) -> list[str]:
    """Return the keys a sample is drawn from: all, or those of the regions this person may see."""
    user = person(request)
    if sees_all(figure, user):
        return [str(key) for key in figure.rows]
    return [str(row.key) for row in rows_for(figure, user, "")]
