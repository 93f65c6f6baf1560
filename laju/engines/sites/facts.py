"""Facts of a business arranged for a page."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from laju.core.profile import Profile
from laju.engines.sites.words import long_date, price_range, shown

# A headline is set as large as its whole and its longest word allow on a phone of 360 px.
_SIZES = (("xl", 16, 10), ("l", 34, 12), ("m", 64, 14))
_PERMITS = {
    "HALAL": "Sertifikat halal",
    "PIRT": "P-IRT",
    "BPOM": "Izin edar BPOM",
    "SNI": "SNI",
    "NIB": "NIB",
}


def headline_size(headline: str) -> str:
    """Return the step of the type scale a headline is set in."""
    longest = max(map(len, headline.split()), default=0)
    for size, characters, word in _SIZES:
        if len(headline) <= characters and longest <= word:
            return size
    return "s"


def chips(profile: Profile) -> list[str]:
    """Return the short facts that stand under the headline."""
    known = []
    if profile.founded_year:
        known.append(f"Sejak {profile.founded_year}")
    if prices := price_range(profile):
        known.append(prices)
    if profile.employees:
        known.append(f"{profile.employees} orang bekerja di sini")
    return known


def address_lines(profile: Profile) -> list[str]:
    """Return the address from street to province, nothing twice."""
    near = ", ".join(_distinct(profile.village_name, profile.district_name))
    far = ", ".join(_distinct(profile.region_name, profile.province_name))
    return _distinct(profile.address, near, far)


def _distinct(*parts: str) -> list[str]:
    return list(dict.fromkeys(part for part in parts if part))


def map_link(profile: Profile, lines: Sequence[str]) -> str:
    """Return the address of a map search, empty when no place nearer than a region is known."""
    if profile.latitude is not None and profile.longitude is not None:
        query = f"{profile.latitude:.6f},{profile.longitude:.6f}"
    elif profile.address or profile.village_name:
        query = ", ".join((profile.name, *lines))
    else:
        return ""  # a whole region is no place to drive to
    return f"https://www.google.com/maps/search/?api=1&query={quote(query, safe=',')}"


def visit_title(*, address: bool, hours: bool, phone: bool) -> str:
    """Return the heading over address, hours and telephone, naming only what is there."""
    if not phone or not (address or hours):
        return "Hubungi"
    if address and hours:
        return "Alamat dan jam buka"
    return "Alamat" if address else "Jam buka"


def permits_shown(profile: Profile, *, on: date) -> list[dict[str, str]]:
    """Return the permits that have a number and have not run out `on` that day."""
    return [
        {
            "label": _PERMITS.get(permit.kind.upper(), shown(permit.kind, limit=40)),
            "number": shown(permit.number, limit=60),
            "until": long_date(permit.expires_on) if permit.expires_on else "",
        }
        for permit in profile.permits
        if permit.number.strip() and (permit.expires_on is None or permit.expires_on >= on)
    ]
