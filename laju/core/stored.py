"""Profiles and texts as plain values for JSON, and back."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from laju.core.profile import (
    Delivery,
    Opening,
    Permit,
    Product,
    Profile,
    Sector,
    SpecialDays,
    Stock,
    Testimonial,
    Tone,
    Variant,
)
from laju.core.texts import Caption, Line, Question, Texts

WORD_LISTS = ("materials", "making", "uses", "delivery", "payments")


def plain(value: Any) -> Any:
    """Turn a profile or texts into plain values for JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def load_profile(*, stored: Mapping[str, Any]) -> Profile:
    """Turn stored plain values back into a profile."""
    facts = dict(stored)
    facts["sector"] = Sector(facts["sector"])
    facts["products"] = tuple(_product(product) for product in facts["products"])
    for name in SALES_FACTS & set(facts):
        facts[name] = load_fact(name=name, value=facts[name])
    facts["hours"] = tuple(Opening(**opening) for opening in facts["hours"])
    facts["permits"] = tuple(
        Permit(
            permit["kind"],
            permit["number"],
            date.fromisoformat(permit["expires_on"]) if permit["expires_on"] else None,
        )
        for permit in facts["permits"]
    )
    facts |= {name: tuple(facts[name]) for name in WORD_LISTS if name in facts}
    if "tone" in facts:
        facts["tone"] = Tone(facts["tone"])
    return Profile(**facts)


SALES_FACTS = frozenset({"special_days", "delivery_areas", "testimonial", "offer_ends_on"})


def load_fact(*, name: str, value: Any) -> Any:
    """Turn one stored fact of SALES_FACTS back into what a profile holds.

    Raises: KeyError, TypeError, ValueError when it is none.
    """
    if name == "offer_ends_on":
        return date.fromisoformat(value) if value else None
    if name == "testimonial":
        return _testimonial(value) if value else None
    if name == "delivery_areas":
        return tuple(Delivery(str(each["area"]), each.get("fee_rupiah")) for each in value)
    return tuple(_special_days(each) for each in value)


def _product(stored: Mapping[str, Any]) -> Product:
    told = dict(stored)
    told["variants"] = tuple(Variant(**each) for each in told.get("variants") or ())
    told["stock"] = Stock(told.get("stock") or "")
    return Product(**told)


def _testimonial(stored: Mapping[str, Any]) -> Testimonial:
    day = date.fromisoformat(stored["consented_on"])
    return Testimonial(str(stored["text"]), str(stored["who"]), day, str(stored["proof"]))


def _special_days(stored: Mapping[str, Any]) -> SpecialDays:
    first, last = (date.fromisoformat(stored[name]) for name in ("first", "last"))
    told = {name: str(stored.get(name) or "") for name in ("note", "opens", "closes")}
    return SpecialDays(first, last, **told)


def load_texts(*, stored: Mapping[str, Any]) -> Texts:
    """Turn stored plain values back into texts; texts of an earlier version lack what came later."""

    def line(value: Mapping[str, Any]) -> Line:
        return Line(value["text"], tuple(value["facts"]))

    def lines(name: str) -> dict[str, Line]:
        return {key: line(value) for key, value in stored.get(name, {}).items()}

    return Texts(
        headline=line(stored["headline"]),
        tagline=line(stored["tagline"]),
        about=line(stored["about"]),
        description=line(stored["description"]),
        order=line(stored["order"]),
        offer=line(stored["offer"]),
        product_lines=lines("product_lines"),
        captions=tuple(
            Caption(
                c["text"],
                tuple(c["hashtags"]),
                tuple(c["facts"]),
                c.get("short", ""),
                c.get("long", ""),
            )
            for c in stored["captions"]
        ),
        faq=tuple(Question(q["text"], line(q["answer"])) for q in stored.get("faq", ())),
        greeting=line(stored.get("greeting", {"text": "", "facts": ()})),
        alts=lines("alts"),
        language=stored.get("language", "id"),
    )
