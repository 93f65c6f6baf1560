"""What a page tells those who pass it on: link, picture, structured data."""

from collections.abc import Sequence
from typing import Any

from laju.core.profile import Product
from laju.core.structured import business_data, catalogue_data, product_data
from laju.core.whatsapp import share_link
from laju.engines.sites.channels import Channel
from laju.engines.sites.pictures import Picture, picture_path
from laju.engines.sites.site import FIRST, HOME, Site, absolute
from laju.engines.sites.words import shown


def share_of(site: Site) -> str:
    """Return the link that lets a visitor send the homepage on; "" when its address is not known."""
    address = absolute(site, HOME)
    return share_link(f"{site.profile.name}\n{address}") if address else ""


def og_of(site: Site, picture: Picture | None) -> dict[str, Any]:
    """Return the picture a shared link shows."""
    if picture is None:
        return {"image": "", "w": 0, "h": 0}
    path = picture_path(picture.path)
    return {
        "image": absolute(site, path) or path,
        "w": picture.width,
        "h": picture.height,
    }


def home_data(
    site: Site, channels: Sequence[Channel], picture: Picture | None
) -> dict[str, object]:
    """Return the structured data of a homepage."""
    image = absolute(site, picture_path(picture.path)) if picture else ""
    same_as = [channel.href for channel in channels if channel.href]
    data = business_data(site.profile, url=absolute(site, HOME), image=image, same_as=same_as)
    offers = catalogue_data(site.profile.products[:FIRST])
    return {**data, "makesOffer": offers} if offers else data


def landing_data(
    site: Site, product: Product, file: str, picture: Picture | None
) -> dict[str, object]:
    """Return the structured data of a landing page."""
    if not product.key:
        return business_data(site.profile, url=absolute(site, file), image="", same_as=[])
    line = site.texts.product_lines.get(product.key)
    return product_data(
        product,
        url=absolute(site, file),
        image=absolute(site, picture_path(picture.path)) if picture else "",
        description=shown(line.text, limit=240) if line else "",
        seller=site.profile.name,
    )
