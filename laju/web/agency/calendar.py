"""The posting calendar of a cohort: month, list, one post, downloads."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.programme.models import Cohort
from laju.apps.social.models import Post
from laju.apps.social.queries import months_planned, post_for, posts_in, posts_of
from laju.core.calendars import Event, format_ics
from laju.core.codes import format_code
from laju.core.periods import parse_month
from laju.web.agency.business import find, participant_of
from laju.web.agency.calendar_forms import THEMES, FilterForm
from laju.web.agency.money_forms import default_month, say_month
from laju.web.agency.months import month_grid, with_query
from laju.web.agency.scope import cohort_asked
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv, values_in_key_order
from laju.web.shared.posts import CHANNELS, card_of, posters_of

TITLES = (
    "Tanggal", "Jam", "Kode", "Usaha", "Wilayah", "Tema", "Hari penting", "Saluran", "Status",
    "Bukti", "Teks", "Tagar",
)  # fmt: skip
STATUSES = dict(Post.Status.choices)


@for_role("AGENCY")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month of a cohort, as a grid or as a list."""
    cohort = cohort_asked(request)
    context: dict[str, Any] = {
        "page_title": _("Kalender posting"),
        "page_lede": _("Apa yang dikirim, oleh siapa, hari apa, dan mana yang sudah terbukti."),
        "cohort": cohort,
    }
    if cohort:
        context |= _month(request, cohort)
    return render(request, "agency/calendar.html", context)


@for_role("AGENCY")
@require_GET
def export_calendar(request: HttpRequest) -> StreamingHttpResponse:
    """Download the posts that fit the filters."""
    cohort = cohort_asked(request)
    if cohort is None:
        raise Http404
    form = FilterForm(request.GET, cohort=cohort, by=person(request))
    month = month_asked(form, cohort)
    rows = form.found(posts_in(cohort=cohort, month=month, by=person(request)))
    return stream_csv(name=f"kalender-{month}.csv", titles=TITLES, rows=_lines(rows))


@for_role("AGENCY")
@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one post with its poster, text, share link and proof."""
    row = post_for(by=person(request), pk=pk)
    if row is None:
        raise Http404
    business = row.participant.application.business
    card = card_of(row, posters_of([row]))
    back = f"{reverse('agency:calendar')}?bulan={row.on:%Y-%m}"
    context = {
        "page_title": _("Kiriman %(day)s") % {"day": date_format(row.on, "j F Y")},
        "crumbs": [(_("Kalender posting"), back), (business.name, _address(business.code))],
        "post": card,
        "row": row,
        "business": business,
        "theme": THEMES.get(row.theme, row.theme),
        "address": request.build_absolute_uri(card["page_url"]),
    }
    return render(request, "agency/post.html", context)


@for_role("AGENCY")
@require_GET
def export_ics(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out all posts of a business as a calendar."""
    row = find(request, code)
    participant = participant_of(row)
    if participant is None:
        raise Http404
    zone = timezone.get_default_timezone()
    events = [
        Event(
            key=planned.token,
            starts=datetime.combine(planned.on, planned.time, tzinfo=zone),
            title=f"{row.name}: {planned.feast or THEMES.get(planned.theme, planned.theme)}",
            text=planned.caption,
            url=request.build_absolute_uri(reverse("public:share_post", args=[planned.token])),
        )
        for planned in posts_of(participant=participant)
    ]
    return HttpResponse(
        format_ics(name=f"Kiriman {row.name}", events=events, stamp=timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="kiriman-{row.slug}.ics"'},
    )


def month_asked(form: FilterForm, cohort: Cohort) -> str:
    """Return the month asked for, else the next one planned, else next month."""
    form.is_valid()
    asked = form.cleaned_data.get("bulan")
    if asked:
        return str(asked)
    months, now = months_planned(cohort=cohort), f"{timezone.localdate():%Y-%m}"
    ahead = [month for month in months if month >= now]
    return (ahead or months[-1:] or [default_month()])[0]


def _month(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    by = person(request)
    form = FilterForm(request.GET, cohort=cohort, by=by)
    month = month_asked(form, cohort)
    query = request.GET.copy()
    query["bulan"] = month
    form = FilterForm(query, cohort=cohort, by=by)
    rows = form.found(posts_in(cohort=cohort, month=month, by=by))
    for name in ("page", "hari"):
        query.pop(name, None)
    is_list = request.GET.get("tampilan") == "daftar"
    context = {
        "filters": form,
        "month": month,
        "title": say_month(month),
        "before": _moved(query, month, -1),
        "after": _moved(query, month, 1),
        "exports": [("CSV", f"{reverse('agency:export_calendar')}?{query.urlencode()}")],
        "tabs": [
            {
                "url": with_query(query, tampilan=key),
                "label": label,
                "is_current": is_list == (key != ""),
            }
            for key, label in (("", _("Bulan")), ("daftar", _("Daftar")))
        ],
        "is_list": is_list,
        "sums": rows.aggregate(
            posts=Count("pk"),
            proven=Count("pk", filter=Q(status=Post.Status.PROVEN)),
            people=Count("participant", distinct=True),
        ),
    }
    if is_list:
        page = page_of(request, rows, size=50)
        for planned in page:
            planned.theme_name = THEMES.get(planned.theme, planned.theme)
        return context | {"page": page}
    return context | {"days": month_grid(rows, month, query, name_of=_business_name)}


def _moved(query: Any, month: str, step: int) -> str:
    year, number = parse_month(month)
    index = year * 12 + number - 1 + step
    return with_query(query, bulan=f"{index // 12:04d}-{index % 12 + 1:02d}")


def _business_name(row: Post) -> str:
    return row.participant.application.business.name


def _address(code: str) -> str:
    return reverse("agency:business", args=[code])


def _lines(rows: QuerySet[Post]) -> Iterator[tuple[object, ...]]:
    business = "participant__application__business"
    told = values_in_key_order(
        rows,
        "on",
        "time",
        business,
        f"{business}__name",
        f"{business}__region__name",
        "theme",
        "feast",
        "channel",
        "status",
        "proof_url",
        "caption",
        "hashtags",
    )
    for on, time, key, name, region, theme, feast, channel, status, proof, caption, tags in told:
        yield (
            on.isoformat(),
            f"{time:%H:%M}",
            format_code(number=key),
            name,
            region,
            THEMES.get(theme, theme),
            feast,
            CHANNELS.get(channel, channel),
            STATUSES.get(status, status),
            proof,
            caption,
            " ".join(tags),
        )
