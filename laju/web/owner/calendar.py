"""The posts of a month, as a list and as a calendar file."""

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.programme.models import Participant
from laju.apps.social.queries import months_of, posts_of
from laju.core.calendars import Event, format_ics
from laju.web.shared.access import for_role, in_charge
from laju.web.shared.posts import card_of, posters_of

MONTH = re.compile(r"20[2-9]\d-(0[1-9]|1[0-2])")


@require_GET
@for_role("OWNER")
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the posts of a month with posters and captions."""
    participant = in_charge(request, pk)
    months = months_of(participant=participant)
    month = month_asked(request, months)
    posts = list(posts_of(participant=participant, month=month)) if month else []
    posters = posters_of(posts)
    context: dict[str, Any] = {
        "participant": participant,
        "business": participant.application.business,
        "posts": [card_of(post, posters) for post in posts],
        "tabs": [
            {"url": f"?bulan={m}", "label": month_name(m), "is_current": m == month} for m in months
        ],
        "month": month,
        "month_name": month_name(month) if month else "",
        "today": timezone.localdate(),
    }
    return render(request, "owner/calendar.html", context)


@require_GET
@for_role("OWNER")
def calendar_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out all posts as a calendar for the phone."""
    participant = in_charge(request, pk)
    name = _("Kiriman %(name)s") % {"name": participant.application.business}
    body = format_ics(name=name, events=events_of(request, participant), stamp=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kiriman-{pk}.ics"'
    return response


def events_of(request: HttpRequest, participant: Participant) -> list[Event]:
    """Return the posts of a participant as entries of a calendar."""
    zone = timezone.get_default_timezone()
    return [
        Event(
            key=post.token,
            starts=datetime.combine(post.on, post.time, tzinfo=zone),
            title=_("Kirim: %(what)s") % {"what": post.caption.split("\n", 1)[0][:60]},
            text=post.caption,
            url=request.build_absolute_uri(reverse("public:share_post", args=[post.token])),
        )
        for post in posts_of(participant=participant)
    ]


def month_asked(request: HttpRequest, months: list[str]) -> str:
    """Return the month to show: the one asked for, this one, the next planned, or the last."""
    asked = request.GET.get("bulan", "")
    if MONTH.fullmatch(asked) and asked in months:
        return asked
    now = f"{timezone.localdate():%Y-%m}"
    return next((month for month in months if month >= now), months[-1] if months else "")


def month_name(month: str) -> str:
    """Write "2027-03" as people say it."""
    year, number = month.split("-")
    return f"{MONTHS[int(number)]} {year}"
