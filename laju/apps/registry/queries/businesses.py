"""Businesses and their owners."""

import contextlib
import re

from django.db.models import Count, Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Business, Link, Row
from laju.core.codes import BadCode, parse_code

_MOST_WORDS = 8


def businesses(
    *, by: User, words: str = "", region: str = "", sector: str = "", size: str = ""
) -> QuerySet[Business]:
    """Return the businesses a person may see that fit, by name.

    words: all must occur in name, owner, activity, products, place, phone or code.
    """
    rows = Business.objects.filter(within_scope(user=by)).select_related("owner", "region")
    for word in words.replace("\x00", "").split()[:_MOST_WORDS]:
        rows = rows.filter(_holds(word))
    if region:
        rows = rows.filter(region=region)
    if sector:
        rows = rows.filter(sector=sector)
    if size:
        rows = rows.filter(size=size)
    return rows.order_by("name", "pk")


def business_by_code(*, by: User, code: str) -> Business | None:
    """Return the business with a public code if this person may see it."""
    try:
        number = parse_code(code)
    except BadCode:
        return None
    rows = Business.objects.filter(within_scope(user=by), pk=number)
    return rows.select_related("owner", "region__province", "district").first()


def count_businesses_by_region(*, by: User | None = None) -> dict[str, int]:
    """Return the number of businesses per region code."""
    rows = Business.objects.all()
    if by is not None:
        rows = rows.filter(within_scope(user=by))
    return dict(rows.values_list("region_id").annotate(n=Count("pk")).order_by("region_id"))


def links_waiting(*, by: User) -> QuerySet[Link]:
    """Return the doubtful pairs nobody has decided on yet, the likeliest first."""
    return (
        Link.objects.filter(
            within_scope(user=by, path="left__region_id"), status=Link.Status.PROPOSED
        )
        .select_related("left__owner", "left__region", "right__owner", "right__region")
        .order_by("-score", "pk")
    )


def links_of(*, by: User) -> QuerySet[Link]:
    """Return all pairs a person may see, decided or not."""
    rows = Link.objects.filter(within_scope(user=by, path="left__region_id"))
    return rows.select_related("left", "right").order_by("pk")


def origin_of(*, business: Business) -> Row | None:
    """Return the row that created a business, or None when it was entered by form."""
    rows = Row.objects.filter(business=business, outcome=Row.Outcome.CREATED)
    return rows.select_related("batch").order_by("pk").first()


def _holds(word: str) -> Q:
    holds = Q()
    for path in (
        "name",
        "owner__name",
        "activity",
        "products_text",
        "district_name",
        "region__name",
    ):
        holds |= Q(**{f"{path}__icontains": word})
    digits = re.sub(r"\D", "", word)
    if len(digits) >= 4:  # noqa: PLR2004  shorter runs are in every number
        tail = digits.removeprefix("62").lstrip("0") or digits
        holds |= Q(phone__contains=tail) | Q(owner__phone__contains=tail)
        holds |= Q(owner__nik=digits) | Q(owner__nib=digits)
    with contextlib.suppress(BadCode):
        holds |= Q(pk=parse_code(word))
    return holds
