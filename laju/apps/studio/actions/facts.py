"""Facts: what is known of a business, with who said so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort, Participant
from laju.apps.registry.models import Business, Row
from laju.apps.studio.actions.products import (
    check_products,
    gather_products,
    prices_told,
    replace_products,
)
from laju.apps.studio.models import Fact, Origin
from laju.apps.studio.queries import participants_awaiting_facts, plain
from laju.core.errors import DomainError
from laju.core.hours import read_hours
from laju.core.pricelists import price_span
from laju.core.profile import Profile, Sector

ORIGINS = {
    Role.OWNER: Origin.OWNER,
    Role.FACILITATOR: Origin.FACILITATOR,
    Role.AGENCY: Origin.AGENCY,
}
TOLD = frozenset(Profile.__dataclass_fields__) - {"code", "slug", "products", "photo"}
EMPTY: tuple[Any, ...] = (None, "", [], {})
NUMBERS = {"price_low_rupiah", "price_high_rupiah", "founded_year", "employees"}
DEGREES = {"latitude": 90, "longitude": 180}


class UnknownFact(DomainError):
    message = "Laju tidak mengenal isian {name}."
    remedy = "Muat ulang halaman, lalu isi kembali."
    status = 422


class BadFact(DomainError):
    message = "Isian {name} tidak dapat dibaca."
    remedy = "Periksa isian itu, lalu simpan kembali."
    status = 422


@action
def gather_facts(*, cohort: Cohort, limit: int = 200, by: User, at: datetime) -> int:
    """Take the facts of participants from the sheet rows behind their businesses.

    What an owner or a facilitator has said stays; a newer sheet only replaces older sheets, and
    where it is outranked its word is kept as history.
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
    Fact.objects.filter(business__in=businesses, is_current=True, origin=Origin.SHEET).update(
        is_current=False
    )
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
    products: the whole list in order, each with name, price_rupiah, unit, note; None leaves it.
    Returns: number of facts that changed.
    Raises: UnknownFact, BadFact; NamelessProduct, BadPrice, TooManyProducts.
    """
    for name, value in facts.items():
        check_fact(name, plain(value))
    check_products(products or ())
    business = participant.application.business
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
        )
    if products is not None:
        told = replace_products(business, products, ORIGINS[Role(by.role)])
        if told:
            _touch(business, at, by)
        changed += told
    return changed


def check_fact(name: str, value: Any) -> None:
    """Make sure a fact can stand in a profile. Raises: UnknownFact, BadFact."""
    if name not in TOLD:
        raise UnknownFact(name=name)
    if value in EMPTY:
        return
    if name in NUMBERS:
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    elif name in DEGREES:
        fits = isinstance(value, int | float) and abs(value) <= DEGREES[name]
    elif name == "sector":
        fits = value in set(Sector)
    elif name == "hours":
        fits = _is_table(value, lambda o: isinstance(o[0], int) and o[0] in range(7))
    elif name == "permits":
        fits = _is_table(value, lambda p: isinstance(p[1], str) and _is_day(p[2]))
    elif name == "channels":
        fits = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    else:
        fits = isinstance(value, str)
    if not fits:
        raise BadFact(name=name)


def _is_table(value: Any, fits: Callable[[list[Any]], bool]) -> bool:
    """Tell whether `value` is a list of rows of three that all fit."""
    if not isinstance(value, list):
        return False
    return all(isinstance(row, list) and len(row) == 3 and fits(row) for row in value)  # noqa: PLR2004


def _is_day(value: Any) -> bool:
    try:
        return value is None or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


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
    rows = Row.objects.filter(
        business__in=businesses, outcome__in=[Row.Outcome.CREATED, Row.Outcome.UPDATED]
    )
    return dict(rows.order_by("pk").values_list("business_id", "pk"))


def _spoken(businesses: Sequence[Business]) -> set[tuple[int, str]]:
    told = Fact.objects.filter(business__in=businesses, is_current=True)
    return set(told.exclude(origin=Origin.SHEET).values_list("business_id", "name"))


def _touch(business: Business, at: datetime, by: User) -> None:
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
