"""The three clocks of Indonesia."""

import re
from typing import NamedTuple


class Zone(NamedTuple):
    """A clock: its name, its IANA zone, hours ahead of UTC the whole year."""

    label: str
    name: str
    hours: int


WIB = Zone("WIB", "Asia/Jakarta", 7)
WITA = Zone("WITA", "Asia/Makassar", 8)
WIT = Zone("WIT", "Asia/Jayapura", 9)
# Source: Keppres 41/1987; provinces made since then keep the clock they had.
_CENTRAL = re.compile(
    r"\b(?:bali|nusa tenggara (?:barat|timur)|kalimantan (?:selatan|timur|utara)"
    r"|sulawesi (?:utara|tengah|selatan|tenggara|barat)|gorontalo)\b"
)
_EAST = re.compile(r"\b(?:maluku|papua)\b")


def zone_of(*, province_name: str) -> Zone:
    """Return the clock of a province; where none is known, that of the capital.

    >>> zone_of(province_name="Sumatera Utara").label, zone_of(province_name="Bali").name
    ('WIB', 'Asia/Makassar')
    >>> zone_of(province_name="Papua Barat Daya").hours
    9
    """
    name = " ".join(province_name.casefold().split())
    if _EAST.search(name):
        return WIT
    return WITA if _CENTRAL.search(name) else WIB
