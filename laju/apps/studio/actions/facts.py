"""Facts: what is known of a business, with who said so."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort, Participant
from laju.apps.registry.models import Business, Row
from laju.apps.registry.queries import rows_of
from laju.apps.studio.actions.checks import EMPTY, check_facts_told
from laju.apps.studio.actions.products import (
    check_products,
    gather_products,
    prices_told,
    replace_products,
)
from laju.apps.studio.models import Fact, Origin
from laju.apps.studio.queries import participants_awaiting_facts, plain, profiles_of
from laju.core.hours import read_hours
from laju.core.pricelists import price_span

ORIGINS = {
    Role.OWNER: Origin.OWNER,
    Role.FACILITATOR: Origin.FACILITATOR,
    Role.AGENCY: Origin.AGENCY,
}


@action
def gather_facts(*, cohort: Cohort, limit: int = 200, by: User, at: datetime) -> int:
    """Take the facts of participants from the sheet rows behind their businesses.

    What an owner or a facilitator has said or confirmed stays; a newer sheet only replaces older
    sheets, and where it is outranked its word is kept as history.
    Returns: number of participants dealt with, at most `limit`; 0 when none waits.
    """
    waiting = list(
        participants_awaiting_facts(cohort=cohort).select_related(
            "application__business__owner", "application__business__region__province"
        )[:limit]
    )
    businesses = [participant.application.business for participant in waiting]
    rows = _latest_rows(businesses)
    spoken = _spoken(businesses)
    Fact.objects.filter(
        business__in=businesses, is_current=True, origin=Origin.SHEET, confirmed_at=None
    ).update(is_current=False)
    Fact.objects.bulk_create(
        (
            Fact(
                business=business,
                name=name,
                value=value,
                origin=Origin.SHEET,
                row_id=rows.get(business.pk),
                told_by="",
                at=at,
                is_current=(business.pk, name) not in spoken,
            )
            for business in businesses
            for name, value in facts_on_sheet(business)
        ),
        batch_size=1000,
    )
    gather_products(businesses)
    return len(waiting)


@action
def record_facts(
    *,
    participant: Participant,
    facts: Mapping[str, Any],
    products: Sequence[Mapping[str, Any]] | None = None,
    by: User,
    at: datetime,
) -> int:
    """Write down what an owner or facilitator says; earlier words stay as history.

    facts: fields of core.profile.Profile with plain values; an empty value withdraws the fact.
    products: the whole list in order, each with name, price_rupiah, unit, note, and if told
    variants, stock, preorder_days, weight_grams; None leaves the list.
    Returns: number of facts that changed.
    Raises: UnknownFact, BadFact, QuoteClaims, EarlyConsent; NamelessProduct, BadPrice,
    BadDetail, TooManyProducts; of a payment code what core.qris raises.
    """
    return write_facts(participant, facts, products, by, at)


def write_facts(
    participant: Participant,
    facts: Mapping[str, Any],
    products: Sequence[Mapping[str, Any]] | None,
    by: User,
    at: datetime,
) -> int:
    """Check and write down facts and products; the number that changed."""
    business = participant.application.business
    profile = profiles_of(keys=[business.pk])[business.pk]
    names = [profile.name, business.name, profile.owner_name, business.owner.name]
    told_plain = {name: plain(value) for name, value in facts.items()}
    check_facts_told(told_plain, names=names, profile=profile, on=timezone.localdate(at))
    check_products(products or ())
    current = {fact.name: fact for fact in Fact.objects.filter(business=business, is_current=True)}
    changed = 0
    for name, value in facts.items():
        old = current.get(name)
        value = "" if value is None else plain(value)  # noqa: PLW2901
        before = old.value if old else ""
        if before == value or (before in EMPTY and value in EMPTY):
            continue
        changed += 1
        if old:
            Fact.objects.filter(pk=old.pk).update(is_current=False)
        Fact.objects.create(
            business=business,
            name=name,
            value=value,
            origin=ORIGINS[Role(by.role)],
            told_by=by.username,
            at=at,
            **confirmation(by, at),
        )
    if products is not None:
        told = replace_products(business, products, ORIGINS[Role(by.role)])
        if told:
            touch_products(business, at, by)
        changed += told
    return changed


def confirmation(by: User, at: datetime) -> dict[str, Any]:
    """Return who confirms what is told: the people who know the business, not the office."""
    knows = by.role in {Role.OWNER, Role.FACILITATOR}
    return {"confirmed_by": by.username, "confirmed_at": at} if knows else {}


def facts_on_sheet(business: Business) -> Iterator[tuple[str, Any]]:
    """Yield name and plain value of every fact the registry holds of a business."""
    region = business.region
    priced = prices_told(business)
    all_priced = bool(priced) and all(tag.rupiah is not None for _, tag in priced)
    low, high = (not all_priced and price_span(text=business.prices_text)) or (None, None)
    told: dict[str, Any] = {
        "name": business.name,
        "sector": business.sector,
        "owner_name": business.owner.name,
        "activity": business.activity,
        "price_low_rupiah": low,
        "price_high_rupiah": high,
        "region_name": region.name if region.province else "",
        "province_name": region.province.name if region.province else region.name,
        "district_name": business.district_name,
        "village_name": business.village_name,
        "address": business.address,
        "phone": business.phone or business.owner.phone,
        "hours": [list(plain(o).values()) for o in read_hours(business.hours_text).openings],
        "founded_year": business.founded_year,
        "employees": business.employees,
        "latitude": business.latitude,
        "longitude": business.longitude,
        "channels": {key: value for key, value in business.channels.items() if value},
        "permits": [[kind, number, None] for kind, number in business.permits.items() if number],
    }
    yield from ((name, value) for name, value in told.items() if value not in EMPTY)


def _latest_rows(businesses: Sequence[Business]) -> dict[int, int]:
    """Return the row that last created or changed each business."""
    rows = rows_of(businesses=[business.pk for business in businesses]).filter(
        outcome__in=[Row.Outcome.CREATED, Row.Outcome.UPDATED]
    )
    return dict(rows.values_list("about", "pk"))


def _spoken(businesses: Sequence[Business]) -> set[tuple[int, str]]:
    told = Fact.objects.filter(business__in=businesses, is_current=True)
    spoken = told.exclude(origin=Origin.SHEET, confirmed_at=None)
    return set(spoken.values_list("business_id", "name"))


def touch_products(business: Business, at: datetime, by: User) -> None:
    """Note that products were told, so that texts are composed anew."""
    Fact.objects.filter(business=business, name="products_told", is_current=True).update(
        is_current=False
    )
    Fact.objects.create(
        business=business,
        name="products_told",
        value=by.username,
        origin=ORIGINS[Role(by.role)],
        told_by=by.username,
        at=at,
    )
