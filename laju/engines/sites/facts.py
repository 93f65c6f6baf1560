"""Facts of a business arranged for a page."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from laju.core.choices import chosen
from laju.core.profile import Profile
from laju.core.texts import Texts
from laju.engines.sites.payment import QRIS, own_qris
from laju.engines.sites.words import long_date, price_range, rupiah, shown

# A headline is set as large as its whole and its longest word allow on a phone of 360 px.
_SIZES = (("xl", 16, 10), ("l", 34, 12), ("m", 64, 14))
_PERMITS = {
    "HALAL": "Sertifikat halal",
    "PIRT": "P-IRT",
    "BPOM": "Izin edar BPOM",
    "SNI": "SNI",
    "NIB": "NIB",
}
# Where anybody can look a number up; the pages of the offices that gave it.
_CHECKS = {
    "HALAL": "https://bpjph.halal.go.id/",
    "BPOM": "https://cekbpom.pom.go.id/",
    "PIRT": "https://sppirt.pom.go.id/",
    "SNI": "https://bangbeni.bsn.go.id/",
    "NIB": "https://oss.go.id/",
}
_SAID = frozenset(
    [
        "name",
        "phone",
        "hours",
        "address",
        "landmark",
        "region_name",
        "district_name",
        "village_name",
        "province_name",
        "price_low_rupiah",
        "price_high_rupiah",
        "delivery",
        "payments",
        "founded_year",
    ]
)
_TIME = re.compile(r"(?:[01]\d|2[0-4]):[0-5]\d")
_MOST_DAYS = 6


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
            "check": _CHECKS.get(permit.kind.upper(), ""),
        }
        for permit in profile.permits
        if permit.number.strip() and (permit.expires_on is None or permit.expires_on >= on)
    ]


def clock_of(profile: Profile, *, on: date) -> str:
    """Return opening hours for the script that says whether it is open now; "" when not known.

    Blank between spans, "_" inside: "01_08:00_17:00" is Monday and Tuesday; two dates first is a
    special day ("2026-12-25_2026-12-25_" is closed).
    """
    if not profile.hours:
        return ""
    days: dict[str, str] = {}
    for each in profile.hours:
        if _TIME.fullmatch(each.opens) and _TIME.fullmatch(each.closes):
            span = f"{each.opens}_{each.closes}"
            days[span] = days.get(span, "") + str(each.weekday)
    week = (f"{those}_{span}" for span, those in days.items())
    special = (
        f"{each.first}_{each.last}_" + (f"{each.opens}_{each.closes}" if each.opens else "")
        for each in profile.special_days
        if each.last >= on
    )
    return " ".join((*week, *special))


def special_days(profile: Profile, *, on: date) -> list[dict[str, str]]:
    """Return the coming days that are not as the week says, soonest first."""
    coming = sorted(
        (each for each in profile.special_days if each.last >= on), key=lambda d: d.first
    )
    return [
        {
            "days": long_date(each.first)
            + (f" – {long_date(each.last)}" if each.last != each.first else ""),
            "times": f"{each.opens} – {each.closes}".replace(":", ".") if each.opens else "Tutup",
            "note": shown(each.note, limit=60),
        }
        for each in coming[:_MOST_DAYS]
    ]


def delivery_view(profile: Profile) -> dict[str, Any]:
    """Return how goods come to the buyer: ways ticked, areas with their fee."""
    areas = [
        {"area": each.area, "fee": _fee(each.fee_rupiah)}
        for each in profile.delivery_areas
        if each.area
    ]
    return {"ways": _listed("delivery", profile.delivery), "areas": areas}


def payment_view(profile: Profile) -> dict[str, Any]:
    """Return how to pay, and the own payment code with the name it carries."""
    code = own_qris(profile)
    qris = (
        {
            "src": QRIS,
            "name": shown(code.merchant_name, limit=40),
            "city": shown(code.city, limit=40),
        }
        if code
        else None
    )
    return {"pays": _listed("payments", profile.payments), "qris": qris}


def quote_view(profile: Profile) -> dict[str, str] | None:
    """Return what a buyer said and agreed to see here; None when nobody did."""
    told = profile.testimonial
    if told is None or not told.text.strip():
        return None
    proof = f"{shown(told.proof, limit=80)} · " if told.proof.strip() else ""
    return {
        "text": shown(told.text, limit=400),
        "who": shown(told.who, limit=60),
        "proof": f"{proof}dengan izin, {long_date(told.consented_on)}",
    }


def faq_view(texts: Texts) -> list[dict[str, str]]:
    """Return questions with answers, as far as no other part of the page answers them."""
    return [
        {"ask": shown(each.text, limit=120), "answer": shown(each.answer.text, limit=400)}
        for each in texts.faq
        if each.answer.text and not all(_is_said(fact) for fact in each.answer.facts)
    ]


def _is_said(fact: str) -> bool:
    return fact in _SAID or fact.startswith("products.")


def _listed(name: str, codes: Sequence[str]) -> str:
    return " · ".join(choice.label for choice in chosen(name=name, codes=codes))


def _fee(rupiah_: int | None) -> str:
    if rupiah_ is None:
        return "Ongkir dibicarakan"
    return rupiah(rupiah_) if rupiah_ else "Gratis ongkir"
