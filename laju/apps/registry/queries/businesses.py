"""Businesses and their owners."""

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Business, Row
from laju.core.codes import BadCode, parse_code

NOTHING = "-"  # stands for the empty value where "" narrows nothing


def businesses(
    *, by: User, region: str = "", sector: str = "", size: str = ""
) -> QuerySet[Business]:
    """Return the businesses a person may see that fit, by name; by words: search_businesses."""
    rows = Business.objects.filter(within_scope(user=by)).select_related("owner", "region")
    if region:
        rows = rows.filter(region=region)
    for name, value in (("sector", sector), ("size", size)):
        if value:  # said so that SQLite walks the index in order of name, and sorts no million
            known = Coalesce(F(name), Value(""))
            rows = rows.filter(Exact(known, value.removeprefix(NOTHING)))
    return rows.order_by("name_folded", "pk")


def business_by_code(*, by: User, code: str) -> Business | None:
    """Return the business with a public code if this person may see it."""
    try:
        number = parse_code(code)
    except BadCode:
        return None
    rows = Business.objects.filter(within_scope(user=by), pk=number)
    return rows.select_related("owner", "region__province", "district").first()


def standing_code(*, by: User, code: str) -> str | None:
    """Return the code of the business that a merged one has become, if this person may see it."""
    try:
        number = parse_code(code)
    except BadCode:
        return None
    into = Business.everything.filter(pk=number).values("merged_into")
    found = Business.objects.filter(within_scope(user=by), pk__in=into).first()
    return found.code if found else None


def count_businesses_by_region(*, by: User | None = None) -> dict[str, int]:
    """Return the number of businesses per region code."""
    rows = Business.objects.all()
    if by is not None:
        rows = rows.filter(within_scope(user=by))
    return dict(rows.values_list("region_id").annotate(n=Count("pk")).order_by("region_id"))


def origin_of(*, business: Business) -> Row | None:
    """Return the row that created a business, or None when no sheet told of it."""
    rows = Row.objects.filter(business=business, outcome=Row.Outcome.CREATED)
    return rows.select_related("batch").order_by("pk").first()
