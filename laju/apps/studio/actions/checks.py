"""What may be kept as a fact, before anything is kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from laju.core.choices import LISTS
from laju.core.claims import claims_in
from laju.core.errors import DomainError
from laju.core.money import LARGEST_RUPIAH
from laju.core.profile import Profile, Sector, Tone
from laju.core.qris import read_own_qris
from laju.core.stored import SALES_FACTS, WORD_LISTS, load_fact

TOLD = frozenset(Profile.__dataclass_fields__) - {"code", "slug", "products", "photo"}
EMPTY: tuple[Any, ...] = (None, "", [], {})
NUMBERS = {"price_low_rupiah", "price_high_rupiah", "founded_year", "employees", "lead_days"}
CHOSEN: Mapping[str, frozenset[str]] = {"sector": frozenset(Sector), "tone": frozenset(Tone)}
MOST_WORDS, LONGEST_WORD = 12, 60
DEGREES = {"latitude": 90, "longitude": 180}
MOST_AREAS = 60
MOST_SPECIAL_DAYS = 20
LONGEST_QUOTE = 400
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


class UnknownFact(DomainError):
    message = "Laju tidak mengenal isian {name}."
    remedy = "Muat ulang halaman, lalu isi kembali."
    status = 422


class BadFact(DomainError):
    message = "Isian {name} tidak dapat dibaca."
    remedy = "Periksa isian itu, lalu simpan kembali."
    status = 422


class QuoteClaims(DomainError):
    message = "Kata pembeli itu memuat klaim yang tidak boleh ditayangkan: {words}."
    remedy = (
        "Pilih kalimat lain dari pembeli. Khasiat, izin, dan kata “ter-” tidak boleh, juga bila "
        "diucapkan pembeli."
    )
    status = 422


class EarlyConsent(DomainError):
    message = "Tanggal izin {on} belum tiba."
    remedy = "Tulis hari pembeli benar-benar mengizinkan kata-katanya ditayangkan."
    status = 422


def check_facts_told(
    facts: Mapping[str, Any], *, names: Sequence[str], profile: Profile, on: date
) -> None:
    """Make sure plain values can stand in a profile; `names` are the business' and its owner's.

    Raises: UnknownFact, BadFact, QuoteClaims, EarlyConsent; what `read_own_qris` raises.
    """
    for name, value in facts.items():
        check_fact(name, value)
    if facts.get("qris"):
        read_own_qris(payload=facts["qris"], names=[*names, str(facts.get("name") or "")])
    if quote := facts.get("testimonial"):
        if claims := claims_in(words=quote["text"], profile=profile):
            raise QuoteClaims(words=", ".join(claims)[:120])
        if date.fromisoformat(quote["consented_on"]) > on:
            raise EarlyConsent(on=quote["consented_on"])


def check_fact(name: str, value: Any) -> None:
    """Make sure a fact can stand in a profile. Raises: UnknownFact, BadFact."""
    if name not in TOLD:
        raise UnknownFact(name=name)
    if value in EMPTY:
        return
    if name in NUMBERS or name in DEGREES:
        fits = _is_number(name, value)
    elif name in WORD_LISTS:
        fits = _is_list_of(name, value)
    elif name in CHOSEN:
        fits = value in CHOSEN[name]
    elif name in ROWS:
        fits = _is_table(value, ROWS[name])
    elif name == "channels":
        fits = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    elif name in SALES_FACTS:
        fits = _is_sales_fact(name, value)
    else:
        fits = isinstance(value, str)
    if not fits:
        raise BadFact(name=name)


def _is_number(name: str, value: Any) -> bool:
    if name in DEGREES:
        return isinstance(value, int | float) and abs(value) <= DEGREES[name]
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_list_of(name: str, value: Any) -> bool:
    """Tell whether `value` is a list of codes we know, or of a few words for the materials."""
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        return False
    if name in LISTS:
        return all(isinstance(code, str) and code in LISTS[name] for code in value)
    return all(isinstance(word, str) and _is_said(word, LONGEST_WORD) for word in value)


def _is_sales_fact(name: str, value: Any) -> bool:
    try:
        loaded = load_fact(name=name, value=value)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    if name == "delivery_areas":
        return len(loaded) <= MOST_AREAS and all(
            _is_said(each.area, 80) and is_amount(each.fee_rupiah) for each in loaded
        )
    if name == "special_days":
        return len(loaded) <= MOST_SPECIAL_DAYS and all(_is_special(each) for each in loaded)
    if name == "testimonial":
        said = ((loaded.text, LONGEST_QUOTE), (loaded.who, 60), (loaded.proof, 200))
        return all(_is_said(text, longest) for text, longest in said)
    return True


def _is_special(days: Any) -> bool:
    if days.first > days.last or len(days.note) > 80:  # noqa: PLR2004 - as long as an area
        return False
    if not days.opens and not days.closes:
        return True
    times = (days.opens, days.closes)
    return all(_TIME.fullmatch(time) for time in times) and days.opens < days.closes


def is_amount(value: Any) -> bool:
    """Tell whether `value` is whole rupiah that can be kept, or None for not known."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value is None or (is_number and 0 <= value <= LARGEST_RUPIAH)


def _is_said(text: str, longest: int) -> bool:
    return len(text.strip()) > 0 and len(text) <= longest


def _is_table(value: Any, fits: Callable[[list[Any]], bool]) -> bool:
    """Tell whether `value` is a list of rows of three that all fit."""
    if not isinstance(value, list):
        return False
    return all(isinstance(row, list) and len(row) == 3 and fits(row) for row in value)  # noqa: PLR2004


ROWS: Mapping[str, Callable[[list[Any]], bool]] = {
    "hours": lambda o: isinstance(o[0], int) and o[0] in range(7),
    "permits": lambda p: isinstance(p[1], str) and _is_day(p[2]),
}


def _is_day(value: Any) -> bool:
    try:
        return value is None or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False
