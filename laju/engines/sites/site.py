"""All that the pages of one business are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urljoin

from laju.core.design import Design, order_products
from laju.core.profile import Product, Profile
from laju.core.texts import Texts
from laju.engines.sites.pictures import Picture
from laju.engines.sites.words import shown

HOME = "index.html"
FIRST = 8  # products on the homepage where there are many: the first answer has 14 kB
PAGE = 20  # products on each page after it
MAX_PRODUCTS = 300


@dataclass(frozen=True, slots=True)
class Campaign:
    """One landing page: `slug`.html offers one product under a code of its own."""

    slug: str
    product_key: str
    code: str


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages of one business are made of.

    `base_url` is the address of the folder that holds all site folders, empty when not known;
    `counting` is where the page reports that it was seen ("/" or an address ending in "/"), empty
    when it does not; `posters` are paths by product key and size; `photos` are pictures by product key, the one
    of the business itself under the empty key. Paths are relative to the page.
    """

    profile: Profile
    texts: Texts
    updated_on: date
    campaign: Campaign | None = None
    base_url: str = ""
    programme: str = ""
    counting: str = ""
    design: Design = field(default_factory=Design)
    posters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    photos: Mapping[str, Picture] = field(default_factory=dict)


def clean_profile(profile: Profile, design: Design = Design()) -> Profile:  # noqa: B008 - frozen
    """Return the profile with every text showable and products in the order chosen.

    So that no page has to think of it again.
    """
    products = order_products(design=design, products=profile.products)
    return replace(
        profile,
        name=shown(profile.name, limit=120) or profile.slug,
        owner_name=shown(profile.owner_name, limit=80),
        activity=shown(profile.activity, limit=200),
        products=tuple(_clean_product(product) for product in products[:MAX_PRODUCTS]),
        region_name=shown(profile.region_name, limit=60),
        province_name=shown(profile.province_name, limit=60),
        district_name=shown(profile.district_name, limit=60),
        village_name=shown(profile.village_name, limit=60),
        address=shown(profile.address, limit=200),
        code=shown(profile.code, limit=40),
        delivery_areas=tuple(
            replace(each, area=shown(each.area, limit=60)) for each in profile.delivery_areas[:20]
        ),
    )


def absolute(site: Site, path: str) -> str:
    """Return the address of a path inside the site; empty when the base is not known."""
    if not site.base_url:
        return ""
    folder = f"{site.base_url.rstrip('/')}/{site.profile.slug}/"
    return urljoin(folder, path) if ".." in path else folder + path


def _clean_product(product: Product) -> Product:
    return replace(
        product,
        name=shown(product.name, limit=120) or "Produk",
        unit=shown(product.unit, limit=40),
        note=shown(product.note, limit=240),
        variants=tuple(
            replace(each, name=shown(each.name, limit=40).replace("·", " ").replace(":", " "))
            for each in product.variants[:12]
            if each.name.strip()
        ),
    )
