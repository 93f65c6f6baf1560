"""Pages of one business as bytes."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from laju.core.errors import DomainError
from laju.core.profile import Profile
from laju.core.slugs import check_slug
from laju.core.texts import Texts
from laju.engines.sites.pictures import Picture
from laju.engines.sites.site import HOME, Campaign, Site, clean_profile
from laju.engines.sites.theme import environment, theme_version
from laju.engines.sites.view import frame_view, home_view, landing_view

_BASE_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")


class BadBaseUrl(DomainError):
    message = "Alamat dasar “{url}” bukan alamat situs."
    remedy = "Tulis alamat lengkap, misalnya https://umkm.contoh.go.id/sites."
    status = 422


class TakenPageName(DomainError):
    message = "Halaman arahan tidak boleh bernama “{slug}”, karena itu nama beranda."
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
    posters: Mapping[str, Mapping[str, str]] | None = None,
    photos: Mapping[str, Picture] | None = None,
) -> dict[str, bytes]:
    """Return the pages of one business by file name: "index.html" and "<campaign>.html".

    `posters` are paths by product key, then size ("1080x1080", "square", "og", ...); `photos`
    are pictures by product key, the one of the business under "". All paths are relative to the
    page. A fact that is not known has no place on the page. `base_url` is where the folder of
    all sites will be seen; without it no canonical address, share link or sitemap can be given.

    Raises: BadSlug, BadBaseUrl, TakenPageName, UnknownProduct, UnsafePicturePath.
    """
    check_slug(profile.slug)
    check_base_url(base_url)
    site = Site(
        profile=clean_profile(profile),
        texts=texts,
        updated_on=updated_on,
        campaign=campaign,
        base_url=base_url,
        programme=programme,
        posters=posters or {},
        photos=photos or {},
    )
    frame = frame_view(site)
    return {name: _page(site, frame, name) for name in page_names(campaign)}


def check_base_url(base_url: str) -> None:
    """Make sure the address is one of http(s), or empty for not known.

    Raises: BadBaseUrl.
    """
    if base_url and not _BASE_URL.fullmatch(base_url):
        raise BadBaseUrl(url=base_url[:80])


def page_names(campaign: Campaign | None) -> tuple[str, ...]:
    """Return the file names a site has.

    Raises: BadSlug, TakenPageName.
    """
    if campaign is None:
        return (HOME,)
    if campaign.slug == "index":
        raise TakenPageName(slug=campaign.slug)
    return (HOME, f"{check_slug(campaign.slug)}.html")


def input_hash(
    *,
    profile: Profile,
    texts: Texts,
    campaign: Campaign | None = None,
    base_url: str = "",
    programme: str = "",
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
        sorted((key, sorted(sizes.items())) for key, sizes in (posters or {}).items()),
        sorted((photos or {}).items()),
    )
    return hashlib.blake2b(
        repr(parts).encode("utf-8", "backslashreplace"), digest_size=16
    ).hexdigest()


def _page(site: Site, frame: Mapping[str, Any], name: str) -> bytes:
    mood = site.profile.mood
    if name == HOME:
        text = environment().render_template(f"{mood}/home.html", **home_view(site, frame))
    else:
        assert site.campaign is not None
        view = landing_view(site, site.campaign, frame)
        text = environment().render_template(f"{mood}/landing.html", **view)
    # minijinja writes "/" as an entity, which HTML never needs: a tenth of the page on addresses
    page: bytes = text.encode("utf-8", "replace")
    return page.replace(b"&#x2f;", b"/")
