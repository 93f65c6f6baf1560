"""Links to the other places a business can be found, each only to its own host."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from laju.engines.sites.words import shown


class Channel(NamedTuple):
    """One place: its name, what to show, where it leads (empty: show, do not link)."""

    label: str
    text: str
    href: str


class _Place(NamedTuple):
    label: str
    hosts: tuple[str, ...]
    pattern: str  # address of a handle; empty when a handle says nothing there


_PLACES: Mapping[str, _Place] = {
    "instagram": _Place("Instagram", ("instagram.com",), "https://www.instagram.com/{}/"),
    "facebook": _Place(
        "Facebook", ("facebook.com", "fb.com", "fb.me"), "https://www.facebook.com/{}"
    ),
    "tiktok": _Place("TikTok", ("tiktok.com",), "https://www.tiktok.com/@{}"),
    "youtube": _Place("YouTube", ("youtube.com", "youtu.be"), "https://www.youtube.com/@{}"),
    "telegram": _Place("Telegram", ("t.me",), "https://t.me/{}"),
    "shopee": _Place("Shopee", ("shopee.co.id",), "https://shopee.co.id/{}"),
    "tokopedia": _Place("Tokopedia", ("tokopedia.com",), "https://www.tokopedia.com/{}"),
    "lazada": _Place("Lazada", ("lazada.co.id",), "https://www.lazada.co.id/shop/{}"),
    "gofood": _Place("GoFood", ("gofood.co.id", "gofood.link"), ""),
    "grabfood": _Place("GrabFood", ("grab.com",), ""),
    "website": _Place("Situs", (), ""),
}
_HANDLE = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_LONGEST = 400
_ADDRESS = re.compile(r"https?://[!#-;=?-_a-z~%]+", re.IGNORECASE)  # no quote, bracket or blank


def channel_links(channels: Mapping[str, str]) -> list[Channel]:
    """Return the channels that can be shown, in the order given.

    A value is a handle or an http(s) address on the channel's own host; anything else is left
    out, because a link that leads elsewhere under a trusted name is how buyers get cheated.

    >>> channel_links({"instagram": "@bu.ani", "facebook": "javascript:alert(1)"})
    [Channel(label='Instagram', text='@bu.ani', href='https://www.instagram.com/bu.ani/')]
    """
    found = (_channel(name.strip().casefold(), value.strip()) for name, value in channels.items())
    return [channel for channel in found if channel is not None][:12]


def _channel(name: str, value: str) -> Channel | None:
    place = _PLACES.get(name)
    if place is None:
        return None
    if place.pattern and _HANDLE.fullmatch(value):
        handle = value.removeprefix("@")
        return Channel(place.label, "@" + handle, place.pattern.format(handle))
    href = value if "://" in value else f"https://{value}"
    host = _host(href)
    if not host or (place.hosts and not _is_on(host, place.hosts)):
        return None
    return Channel(place.label, shown(href.partition("://")[2].rstrip("/"), limit=48), href)


def _host(href: str) -> str:
    if len(href) > _LONGEST or not _ADDRESS.fullmatch(href):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    # "https://instagram.com@evil.example" and odd ports are how a host is disguised
    return parts.netloc.lower() if _HOST.fullmatch(parts.netloc.lower()) else ""


def _is_on(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith("." + known) for known in hosts)
