"""Pages of one business as bytes."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from laju.core.design import Design, theme_of
from laju.core.errors import DomainError
from laju.core.profile import Profile
from laju.core.slugs import check_slug
from laju.core.texts import Texts
from laju.engines.sites.goods import list_name, pages_of
from laju.engines.sites.payment import QRIS, own_qris, qris_picture
from laju.engines.sites.pictures import Picture
from laju.engines.sites.site import HOME, Campaign, Site, clean_profile
from laju.engines.sites.theme import (
    SCRIPT,
    STYLE,
    environment,
    script,
    style,
    theme_version,
)
from laju.engines.sites.view import frame_view, home_view, landing_view, list_view

_PINGS = re.compile(rb' ping="[^"]*"|<img src="[^"]*/h/[^"]*\.gif" width="1" height="1" alt="">')
_BASE_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")


class BadBaseUrl(DomainError):
    message = "Alamat dasar “{url}” bukan alamat situs."
    remedy = "Tulis alamat lengkap, misalnya https://umkm.contoh.go.id/sites."
    status = 422


class TakenPageName(DomainError):
    message = "Halaman arahan tidak boleh bernama “{slug}”, karena itu nama halaman lain."
    remedy = "Pilih nama lain, misalnya promo-oktober."
    status = 422


def render_site(
    *,
    profile: Profile,
    texts: Texts,
    updated_on: date,
    campaign: Campaign | None = None,
    base_url: str = "",
    programme: str = "",
    counting: str = "",
    design: Design = Design(),  # noqa: B008 - frozen
    posters: Mapping[str, Mapping[str, str]] | None = None,
    photos: Mapping[str, Picture] | None = None,
) -> dict[str, bytes]:
    """Return the files of one business by name: "index.html", "<campaign>.html", and what they need.

    What they need: "produk.html", "produk-2.html", … where there are many products, the script of
    the cart where one can order, "qris.svg" where the payment code is the business' own.

    `posters` are paths by product key, then size ("1080x1080", "square", "og", ...); `photos`
    are pictures by product key, the one of the business under "". All paths are relative to the
    page. A fact that is not known has no place on the page. `base_url` is where the folder of
    all sites will be seen; without it no canonical address, share link or sitemap can be given.

    `counting` is where the page reports that it was seen, see `Site`.

    Raises: BadSlug, BadBaseUrl, TakenPageName, UnknownProduct, UnsafePicturePath.
    """
    check_slug(profile.slug)
    check_base_url(base_url)
    check_counting(counting)
    site = Site(
        profile=clean_profile(profile, design),
        texts=texts,
        updated_on=updated_on,
        campaign=campaign,
        base_url=base_url,
        programme=programme,
        counting=counting,
        design=design,
        posters=posters or {},
        photos=photos or {},
    )
    frame = frame_view(site)
    names = page_names(campaign, products=len(site.profile.products))
    files = {name: _page(site, frame, name) for name in names}
    files[STYLE] = style(theme_of(design=design, sector=profile.sector))
    if frame["script"]:
        files[SCRIPT] = script()
    if code := own_qris(profile):
        files[QRIS] = qris_picture(code.payload)
    return files


def check_base_url(base_url: str) -> None:
    """Make sure the address is one of http(s), or empty for not known.

    Raises: BadBaseUrl.
    """
    if base_url and not _BASE_URL.fullmatch(base_url):
        raise BadBaseUrl(url=base_url[:80])


def check_counting(counting: str) -> None:
    """Make sure visits are reported to "/", or to an address of http(s) that ends in "/".

    Raises: BadBaseUrl.
    """
    if (
        counting
        and counting != "/"
        and not (_BASE_URL.fullmatch(counting) and counting.endswith("/"))
    ):
        raise BadBaseUrl(url=counting[:80])


def without_counter(page: bytes) -> bytes:
    """Return a page that reports to nobody, for the folder its owner takes away."""
    return _PINGS.sub(b"", page)


def page_names(campaign: Campaign | None, *, products: int = 0) -> tuple[str, ...]:
    """Return the names of the pages a site of so many products has.

    Raises: BadSlug, TakenPageName.
    """
    lists = [list_name(number + 1) for number in range(pages_of(products))]
    if campaign is None:
        return (HOME, *lists)
    if campaign.slug == "index" or re.fullmatch(r"produk(-\d+)?", campaign.slug):
        raise TakenPageName(slug=campaign.slug)
    return (HOME, f"{check_slug(campaign.slug)}.html", *lists)


def input_hash(
    *,
    profile: Profile,
    texts: Texts,
    campaign: Campaign | None = None,
    base_url: str = "",
    programme: str = "",
    counting: str = "",
    design: Design = Design(),  # noqa: B008 - frozen
    posters: Mapping[str, Mapping[str, str]] | None = None,
    photos: Mapping[str, Picture] | None = None,
) -> str:
    """Return a hash (32 hex digits) over all that decides a site but the date it shows.

    The date is left out on purpose: pages whose hash stays the same need not be rendered again
    and keep the date of their last real change. The theme is part of it.
    """
    plain = replace(profile, channels={})
    parts = (
        theme_version(),
        plain,
        sorted(profile.channels.items()),
        replace(texts, product_lines={}),
        sorted(texts.product_lines.items()),
        campaign,
        base_url,
        programme,
        *([counting] if counting else []),
        design,
        sorted((key, sorted(sizes.items())) for key, sizes in (posters or {}).items()),
        sorted((photos or {}).items()),
    )
    return hashlib.blake2b(
        repr(parts).encode("utf-8", "backslashreplace"), digest_size=16
    ).hexdigest()


def _page(site: Site, frame: Mapping[str, Any], name: str) -> bytes:
    theme = theme_of(design=site.design, sector=site.profile.sector)
    if name == HOME:
        text = environment().render_template(f"{theme}/home.html", **home_view(site, frame))
    elif site.campaign is not None and name == f"{site.campaign.slug}.html":
        view = landing_view(site, site.campaign, frame)
        text = environment().render_template(f"{theme}/landing.html", **view)
    else:
        number = int(re.sub(r"\D", "", name) or 1)
        text = environment().render_template(f"{theme}/list.html", **list_view(site, frame, number))
    # minijinja writes "/" as an entity, which HTML never needs: a tenth of the page on addresses
    page: bytes = text.encode("utf-8", "replace")
    return page.replace(b"&#x2f;", b"/")
