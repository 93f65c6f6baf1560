"""Products: read from the sheet once, afterwards as the owner lists them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from laju.apps.registry.models import Business
from laju.apps.studio.actions.checks import is_amount
from laju.apps.studio.models import Fact, Origin, Product
from laju.core.errors import DomainError
from laju.core.pricelists import Tag, match_prices, split_price
from laju.core.profile import Stock
from laju.core.sectors import read_products
from laju.core.slugs import is_slug, make_slug

MOST_PRODUCTS = 300
MOST_FROM_SHEET = 12  # a cell that lists more is a stock list, not what the business is known for
MOST_VARIANTS = 12
LONGEST_WAIT = 365
HEAVIEST_GRAMS = 1_000_000
KEY_LENGTH = 50


class NamelessProduct(DomainError):
    message = "Ada produk tanpa nama."
    remedy = "Tulis nama produknya, atau kosongkan seluruh barisnya."
    status = 422


class BadPrice(DomainError):
    message = "Harga {name} tidak masuk akal."
    remedy = "Tulis harga dalam rupiah, misalnya 15.000."
    status = 422


class BadDetail(DomainError):
    message = "Rincian {name} tidak dapat dibaca: {what}."
    remedy = "Periksa ukuran atau rasa, stok, lama pesan, dan berat produk itu."
    status = 422


class TooManyProducts(DomainError):
    message = "Ada {count} produk; halaman memuat paling banyak {most}."
    remedy = "Pilih produk yang paling laku, atau gabungkan yang serupa."
    status = 422


def check_products(products: Sequence[Mapping[str, Any]]) -> None:
    """Make sure a list of products can be kept as it is.

    Raises: NamelessProduct, BadPrice, BadDetail, TooManyProducts.
    """
    if len(products) > MOST_PRODUCTS:
        raise TooManyProducts(count=len(products), most=MOST_PRODUCTS)
    for told in products:
        name = str(told.get("name") or "").strip()
        if not name:
            raise NamelessProduct
        if not is_amount(told.get("price_rupiah")):
            raise BadPrice(name=name[:80])
        if wrong := _wrong_detail(told):
            raise BadDetail(name=name[:80], what=wrong)


def _wrong_detail(told: Mapping[str, Any]) -> str:
    """Return which detail of a product cannot be kept, empty when all can."""
    variants = told.get("variants") or ()
    if not isinstance(variants, list | tuple) or len(variants) > MOST_VARIANTS:
        return "pilihan"
    for each in variants:
        is_named = isinstance(each, Mapping) and str(each.get("name") or "").strip()
        if not is_named or not is_amount(each.get("price_rupiah")):
            return "pilihan"
    if (told.get("stock") or "") not in set(Stock):
        return "stok"
    for name, most, label in (
        ("preorder_days", LONGEST_WAIT, "lama pesan"),
        ("weight_grams", HEAVIEST_GRAMS, "berat"),
    ):
        value = told.get(name)
        if value is not None and not (is_amount(value) and 0 < value <= most):
            return label
    return ""


def prices_told(business: Business) -> list[tuple[str, Tag]]:
    """Return the product names the sheet lists, each with the price that is surely its own.

    A price written behind a name is that product's; the column of prices comes after it.
    """
    told = read_products(text=business.products_text or business.activity)[:MOST_FROM_SHEET]
    parted = [split_price(name=name) for name in told]
    names = [name for name, _ in parted]
    listed = match_prices(names=names, text=business.prices_text)
    return [
        (name, own if own.rupiah is not None else tag)
        for (name, own), tag in zip(parted, listed, strict=True)
    ]


def gather_products(businesses: Sequence[Business]) -> None:
    """Read products from the sheet's words, unless a person has told the products already."""
    told = set(
        Fact.objects.filter(business__in=businesses, name="products_told").values_list(
            "business_id", flat=True
        )
    )
    known = set(
        Product.objects.filter(business__in=businesses).values_list("business_id", flat=True)
    )
    rows = []
    for business in businesses:
        if business.pk in told:
            continue
        if business.pk in known:
            replace_products(business, _as_told(business), Origin.SHEET)
            continue
        keys: set[str] = set()
        for position, (name, tag) in enumerate(prices_told(business)):
            rows.append(
                Product(
                    business=business,
                    key=_new_key(name, keys),
                    name=name[:80],
                    price_rupiah=tag.rupiah,
                    unit=tag.unit[:30],
                    origin=Origin.SHEET,
                    position=position,
                )
            )
    Product.objects.bulk_create(rows, batch_size=1000)


def _as_told(business: Business) -> list[dict[str, Any]]:
    return [
        {"key": _slug(name), "name": name, "price_rupiah": tag.rupiah, "unit": tag.unit}
        for name, tag in prices_told(business)
    ]


def replace_products(business: Business, products: Sequence[Mapping[str, Any]], origin: str) -> int:
    """Keep the products named, in their order; hide those no longer named.

    Returns: number of products that changed.
    """
    old = {product.key: product for product in Product.objects.filter(business=business)}
    named = {str(told.get("key") or "") for told in products} & set(old)
    taken: set[str] = set()
    changed = 0
    for position, told in enumerate(products):
        key = str(told.get("key") or "")
        if key not in old or key in taken:
            key = _key_for(str(told["name"]), old, named | taken)
        taken.add(key)
        values = {
            "name": str(told["name"]).strip()[:80],
            "price_rupiah": told.get("price_rupiah"),
            "unit": str(told.get("unit") or "")[:30],
            "note": str(told.get("note") or "")[:200],
            "position": position,
            "is_shown": True,
        } | _details(told)
        before = old.get(key)
        if before and all(getattr(before, name) == value for name, value in values.items()):
            continue
        changed += 1
        Product.objects.update_or_create(
            business=business, key=key, defaults={**values, "origin": origin}
        )
    gone = [product.pk for key, product in old.items() if key not in taken and product.is_shown]
    return changed + Product.objects.filter(pk__in=gone).update(is_shown=False)


def _details(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the details that were told; those nobody spoke of stay as they are."""
    details = {name: told[name] for name in ("preorder_days", "weight_grams") if name in told}
    if "stock" in told:
        details["stock"] = str(told["stock"] or "")
    if "variants" in told:
        details["variants"] = [
            {"name": str(v["name"]).strip()[:60], "price_rupiah": v.get("price_rupiah")}
            for v in told["variants"] or ()
        ]
    return details


def show_products(business: Business, keys: Collection[str]) -> int:
    """Show the products named and no other; return how many changed."""
    rows = Product.objects.filter(business=business)
    came = rows.filter(key__in=keys, is_shown=False).update(is_shown=True)
    return came + rows.filter(is_shown=True).exclude(key__in=keys).update(is_shown=False)


def _key_for(name: str, old: Mapping[str, Product], used: set[str]) -> str:
    """Return the key of a product of this name that was taken off before, or a new one."""
    key = _slug(name)
    return key if key in old and key not in used else _new_key(name, used | set(old))


def _new_key(name: str, taken: set[str]) -> str:
    """Return a key no other product of the business has, and remember it in `taken`."""
    key, number = _slug(name), 1
    while key in taken:
        number += 1
        key = f"{_slug(name)}-{number}"
    taken.add(key)
    return key


def _slug(name: str) -> str:
    key = make_slug(name, fallback="produk")[:KEY_LENGTH].rstrip("-")
    return key if is_slug(key) else "produk"
