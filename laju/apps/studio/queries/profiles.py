"""Facts put together to the profile that texts, pages and posters are made of."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from laju.apps.registry.models import Business
from laju.apps.studio.models import Fact, Origin, Photo, Product
from laju.core.codes import format_code
from laju.core.profile import Opening, Permit, Profile, Sector, Stock, Tone, Variant
from laju.core.profile import Product as ProfileProduct
from laju.core.slugs import make_slug
from laju.core.stored import SALES_FACTS, WORD_LISTS, load_fact

PRIVATE = frozenset({"owner_name"})


def facts_of_business(*, business: Business) -> QuerySet[Fact]:
    """Return the current facts of a business with the sheet row each came from."""
    return (
        Fact.objects.filter(business=business, is_current=True)
        .select_related("row__batch")
        .order_by("name")
    )


def photos_by_business(*, keys: Sequence[int]) -> Mapping[int, Photo]:
    """Return the first photo per business key, for those who have one."""
    photos: dict[int, Photo] = {}
    for photo in Photo.objects.filter(business__in=keys).order_by("business_id", "pk"):
        photos.setdefault(photo.business_id, photo)
    return photos


def profiles_of(*, keys: Sequence[int]) -> dict[int, Profile]:
    """Return the profile per business key, from current facts and shown products.

    Five queries, however many businesses.
    """
    facts: dict[int, dict[str, Any]] = {key: {} for key in keys}
    told = Fact.objects.filter(business__in=keys, is_current=True)
    for key, name, value, origin in told.values_list("business_id", "name", "value", "origin"):
        if name in PRIVATE and origin == Origin.SHEET:
            continue  # a person's name goes on a page only when the person or a helper said so
        facts[key][name] = value
    photos = photos_by_business(keys=keys)
    products: dict[int, list[ProfileProduct]] = {key: [] for key in keys}
    shown = Product.objects.filter(business__in=keys, is_shown=True).select_related("photo")
    for product in shown.order_by("business_id", "position", "pk"):
        own = product.photo
        products[product.business_id].append(
            ProfileProduct(
                key=product.key,
                name=product.name,
                price_rupiah=product.price_rupiah,
                unit=product.unit,
                note=product.note,
                photo=largest(own) if own else "",
                variants=tuple(Variant(**each) for each in product.variants),
                stock=Stock(product.stock),
                preorder_days=product.preorder_days,
                weight_grams=product.weight_grams,
            )
        )
    names = Business.objects.filter(pk__in=keys).values_list("pk", "name", "sector")
    return {
        key: Profile(
            code=format_code(number=key),
            slug=make_slug(name, suffix=str(key)),
            products=tuple(products[key]),
            photo=largest(photos[key]) if key in photos else "",
            **{"name": name, "sector": Sector(sector), **_typed(facts[key])},
        )
        for key, name, sector in names
    }


def largest(photo: Photo) -> str:
    """Return the path, relative to PHOTOS, of a photo in its largest width."""
    return str(max(photo.files, key=lambda file: int(file["width"]))["path"])


def _typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Turn stored JSON back to the types of Profile."""
    typed = {
        name: value
        for name, value in facts.items()
        if name != "products_told" and value not in (None, "", [], {})  # withdrawn: not known
    }
    if "sector" in typed:
        typed["sector"] = Sector(typed["sector"])
    if "hours" in typed:
        typed["hours"] = tuple(Opening(*opening) for opening in typed["hours"])
    if "permits" in typed:
        typed["permits"] = tuple(
            Permit(kind, number, date.fromisoformat(until) if until else None)
            for kind, number, until in typed["permits"]
        )
    for name in SALES_FACTS & set(typed):
        typed[name] = load_fact(name=name, value=typed[name])
    typed |= {name: tuple(typed[name]) for name in WORD_LISTS if name in typed}
    if "tone" in typed:
        typed["tone"] = Tone(typed["tone"])
    return typed
