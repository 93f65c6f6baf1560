"""Facts: what is known of a business, with who said so."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort, Participant
from laju.apps.registry.models import Business, Row
from laju.apps.studio.models import Fact, Origin, Product
from laju.apps.studio.queries import participants_awaiting_facts, plain
from laju.core.errors import DomainError
from laju.core.hours import read_hours
from laju.core.money import read_money
from laju.core.profile import Profile
from laju.core.sectors import read_products
from laju.core.slugs import make_slug

MOST_PRODUCTS = 12
ORIGINS = {
    Role.OWNER: Origin.OWNER,
    Role.FACILITATOR: Origin.FACILITATOR,
    Role.AGENCY: Origin.AGENCY,
}
TOLD = frozenset(Profile.__dataclass_fields__) - {"code", "slug", "products", "photo"}


class UnknownFact(DomainError):
    message = "Laju tidak mengenal isian {name}."
    remedy = "Muat ulang halaman, lalu isi kembali."
    status = 422


@action
def gather_facts(*, cohort: Cohort, limit: int = 200, by: User, at: datetime) -> int:
    """Take the facts of participants from the sheet rows behind their businesses.

    What an owner or a facilitator has said stays; a newer sheet only replaces older sheets.
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
            )
            for business in businesses
            for name, value in facts_on_sheet(business)
            if (business.pk, name) not in spoken
        ),
        batch_size=1000,
    )
    _gather_products(businesses)
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
    Raises: UnknownFact.
    """
    for name in facts:
        if name not in TOLD:
            raise UnknownFact(name=name)
    business = participant.application.business
    current = {fact.name: fact for fact in Fact.objects.filter(business=business, is_current=True)}
    changed = 0
    for name, value in facts.items():
        old = current.get(name)
        value = plain(value)  # noqa: PLW2901
        if (old.value if old else "") == value:
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
        changed += _replace_products(business, products, ORIGINS[Role(by.role)])
        _touch(business, at, by)
    return changed


def facts_on_sheet(business: Business) -> Iterator[tuple[str, Any]]:
    """Yield name and plain value of every fact the registry holds of a business."""
    region = business.region
    price = read_money(business.prices_text)
    has_own_prices = len(_prices(business.prices_text)) > 1
    told: dict[str, Any] = {
        "name": business.name,
        "sector": business.sector,
        "owner_name": business.owner.name,
        "activity": business.activity,
        "price_low_rupiah": None if has_own_prices else price.low_rupiah,
        "price_high_rupiah": None if has_own_prices else price.high_rupiah,
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
    yield from ((name, value) for name, value in told.items() if value not in (None, "", [], {}))


def _latest_rows(businesses: Sequence[Business]) -> dict[int, int]:
    """Return the row that last created or changed each business."""
    rows = Row.objects.filter(
        business__in=businesses, outcome__in=[Row.Outcome.CREATED, Row.Outcome.UPDATED]
    )
    return dict(rows.order_by("pk").values_list("business_id", "pk"))


def _spoken(businesses: Sequence[Business]) -> set[tuple[int, str]]:
    told = Fact.objects.filter(business__in=businesses, is_current=True)
    return set(told.exclude(origin=Origin.SHEET).values_list("business_id", "name"))


def _prices(text: str) -> list[str]:
    return [part for part in text.replace("/", ";").replace("|", ";").split(";") if part.strip()]


def _gather_products(businesses: Sequence[Business]) -> None:
    """Read products from the sheet's words, for businesses of which none is on record."""
    known = set(
        Product.objects.filter(business__in=businesses).values_list("business_id", flat=True)
    )
    rows = []
    for business in businesses:
        if business.pk in known:
            continue
        names = read_products(text=business.products_text or business.activity)[:MOST_PRODUCTS]
        prices = [read_money(part).rupiah for part in _prices(business.prices_text)]
        if len(prices) != len(names):
            prices = [None] * len(names)
        keys: set[str] = set()
        for position, (name, price) in enumerate(zip(names, prices, strict=True)):
            key = make_slug(name, fallback="produk")[:50]
            key = key if key not in keys else f"{key}-{position}"
            keys.add(key)
            rows.append(
                Product(
                    business=business,
                    key=key,
                    name=name[:80],
                    price_rupiah=price,
                    origin=Origin.SHEET,
                    position=position,
                )
            )
    Product.objects.bulk_create(rows, batch_size=1000)


def _replace_products(
    business: Business, products: Sequence[Mapping[str, Any]], origin: str
) -> int:
    """Keep the products named, in their order; hide those no longer named."""
    old = {product.key: product for product in Product.objects.filter(business=business)}
    named: set[str] = set()
    changed = 0
    for position, told in enumerate(products[:MOST_PRODUCTS]):
        key = str(told.get("key") or "") or make_slug(str(told["name"]), fallback="produk")[:50]
        named.add(key)
        values = {
            "name": str(told["name"])[:80],
            "price_rupiah": told.get("price_rupiah"),
            "unit": str(told.get("unit") or "")[:30],
            "note": str(told.get("note") or "")[:200],
            "position": position,
            "is_shown": True,
        }
        before = old.get(key)
        if before and all(getattr(before, name) == value for name, value in values.items()):
            continue
        changed += 1
        Product.objects.update_or_create(
            business=business, key=key, defaults={**values, "origin": origin}
        )
    gone = [product.pk for key, product in old.items() if key not in named and product.is_shown]
    return changed + Product.objects.filter(pk__in=gone).update(is_shown=False)


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
