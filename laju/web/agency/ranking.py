"""The hundred best: places on fixed scales, and how sure each one is."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.endorsement import actions
from laju.apps.endorsement.models import Place, Ranking
from laju.apps.endorsement.queries import latest_ranking, places_of
from laju.apps.programme.models import Cohort
from laju.core.notation import format_decimal
from laju.core.ranking import LIKELY, SURE
from laju.web.agency.ranking_forms import FilterForm
from laju.web.agency.scope import cohort_asked, cohort_of, insist_on_whole_area, may_decide
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.workbooks import in_key_order

LABELS = {criterion.key: criterion.label for criterion in actions.CRITERIA}
DOUBT = 0.05  # between this and its complement a place among the best is in doubt
TITLES = ("Peringkat", "Kode", "Usaha", "Wilayah", "Nilai", "Peluang masuk", "Terbaik")


@for_role("AGENCY")
@require_GET
def ranking(request: HttpRequest) -> HttpResponse:
    """Show the latest ranking of a cohort."""
    cohort = cohort_asked(request)
    row = latest_ranking(cohort=cohort) if cohort else None
    context: dict[str, Any] = {
        "page_title": _("100 terbaik"),
        "page_lede": _("Peringkat pada skala tetap yang diterbitkan sebelum ada nilai."),
        "cohort": cohort,
        "ranking": row,
        "may_decide": bool(cohort and may_decide(request, cohort)),
    }
    if row and cohort:
        context |= _told(request, row, cohort)
    return render(request, "agency/ranking.html", context)


@for_role("AGENCY")
@require_GET
def export_ranking(request: HttpRequest, year: int) -> StreamingHttpResponse:
    """Download every place with the points of each criterion."""
    row = latest_ranking(cohort=cohort_of(year))
    if row is None:
        raise Http404
    rows = _lines(places_of(ranking=row, by=person(request)))
    name = f"peringkat-{year}-{row.on}.csv"
    return stream_csv(name=name, titles=[*TITLES, *LABELS.values()], rows=rows)


@for_role("AGENCY")
@require_POST
def publish_ranking(request: HttpRequest, year: int) -> HttpResponse:
    """Rank the participants as of today."""
    cohort = cohort_of(year)
    insist_on_whole_area(request, cohort)
    actions.publish_ranking(
        cohort=cohort, on=timezone.localdate(), by=person(request), at=timezone.now()
    )
    messages.success(request, _("Peringkat hari ini diterbitkan."))
    return redirect(f"{reverse('agency:ranking')}?angkatan={year}")


def say_chance(probability: float) -> str:
    """Say in a word how sure a place among the best is."""
    if probability >= SURE:
        return _("hampir pasti")
    if probability >= LIKELY:
        return _("mungkin")
    return _("kecil")


def _told(request: HttpRequest, row: Ranking, cohort: Cohort) -> dict[str, Any]:
    places = places_of(ranking=row, by=person(request))
    filters = FilterForm(request.GET, cohort=cohort, by=person(request))
    in_doubt = Q(probability__gt=DOUBT, probability__lt=1 - DOUBT)
    page = page_of(request, filters.found(places, in_doubt))
    for place in page:
        place.chance = say_chance(place.probability)
        place.percent = round(100 * place.probability)
        place.rows = [_part(part) for part in place.parts]
    sums = places.aggregate(
        all=Count("pk"),
        best=Count("pk", filter=Q(is_best=True)),
        doubtful=Count("pk", filter=in_doubt),
    )
    return {
        "filters": filters,
        "page": page,
        "sums": sums,
        "weights": [
            (criterion.label, weight, criterion.scale)
            for criterion in actions.CRITERIA
            for weight in (actions.WEIGHTS[criterion.key],)
        ],
        "exports": [("CSV", reverse("agency:export_ranking", args=[cohort.year]))],
    }


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": LABELS.get(part["criterion"], part["criterion"]),
        "points": round(part["points"], 1),
        "weight": round(100 * part["weight"]),
        "given": part["points"] * part["weight"],
        "reason": part["reason"],
    }


def _lines(rows: QuerySet[Place]) -> Iterator[tuple[object, ...]]:
    for row in in_key_order(rows):
        business = row.participant.application.business
        points = {part["criterion"]: part["points"] for part in row.parts}
        yield (
            row.place,
            business.code,
            business.name,
            business.region.name,
            format_decimal(row.score, decimals=4),
            format_decimal(row.probability, decimals=3),
            "ya" if row.is_best else "tidak",
            *(format_decimal(points.get(key, 0.0), decimals=2) for key in LABELS),
        )
