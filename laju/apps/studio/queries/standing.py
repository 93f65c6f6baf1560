"""How far each participant has come: what is decided, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from laju.apps.registry.models import Business
from laju.apps.studio.models import Content, Fact, Photo, Product


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of one participant's content ("" before it was composed) and what is known."""

    status: str = ""
    note: str = ""
    has_phone: bool = False
    has_photo: bool = False
    has_price: bool = False
    has_hours: bool = False

    @property
    def is_complete(self) -> bool:
        """Say whether phone, photo and price are all there; hours are a help, not a need."""
        return self.has_phone and self.has_photo and self.has_price


def standing_by_business(*, keys: Sequence[int]) -> dict[int, Standing]:
    """Return the standing per business key. Four queries, however many businesses."""
    told: dict[str, set[int]] = {"phone": set(), "hours": set()}
    facts = Fact.objects.filter(business__in=keys, is_current=True, name__in=told)
    for business, name, value in facts.values_list("business_id", "name", "value"):
        if value:
            told[name].add(business)
    photos = set(Photo.objects.filter(business__in=keys).values_list("business_id", flat=True))
    priced = set(
        Product.objects.filter(
            business__in=keys, is_shown=True, price_rupiah__isnull=False
        ).values_list("business_id", flat=True)
    )
    contents = {
        business: (status, note)
        for business, status, note in Content.objects.filter(
            participant__application__business__in=keys, participant__left_at=None
        ).values_list("participant__application__business_id", "status", "note")
    }
    return {
        key: Standing(
            *contents.get(key, ("", "")),
            has_phone=key in told["phone"],
            has_photo=key in photos,
            has_price=key in priced,
            has_hours=key in told["hours"],
        )
        for key in keys
    }


def photos_of(*, business: Business) -> QuerySet[Photo]:
    """Return the photos of a business, newest first."""
    return Photo.objects.filter(business=business).order_by("-pk")


def products_of(*, business: Business) -> QuerySet[Product]:
    """Return the products of a business that its pages show, in their order."""
    return Product.objects.filter(business=business, is_shown=True)
