"""Texts of pages are short, true and the same each time."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from laju.core.claims import check_text
from laju.core.grammar import compose_order, compose_texts
from laju.core.profile import Opening, Product, Profile, Sector
from tests.core.grammar.profiles import HOSTILE, any_profile, make_profile

BARE = Profile(code="LJ-1", slug="a", name="Warung Bu Par")


def every_text(texts):
    lines = [
        texts.headline,
        texts.tagline,
        texts.about,
        texts.description,
        texts.order,
        texts.offer,
        texts.greeting,
        *texts.alts.values(),
        *(question.answer for question in texts.faq),
    ]
    yield from (line.text for line in lines)
    yield from (question.text for question in texts.faq)
    yield from (line.text for line in texts.product_lines.values())
    for caption in texts.captions:
        yield f"{caption.text}\n{' '.join(caption.hashtags)}"
        yield from (caption.short, caption.long)


def known_facts(profile):
    fields = {name for name in Profile.__dataclass_fields__ if getattr(profile, name)}
    return fields | {f"products.{product.key}" for product in profile.products}


@given(profile=any_profile)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_compose_texts_keeps_lengths_and_passes_the_guard_whatever_the_facts(profile):
    texts = compose_texts(profile=profile, seed="LJ-1/2027-01-01")
    assert 0 < len(texts.headline.text) <= 60
    assert 0 < len(texts.offer.text) <= 60
    assert 0 < len(texts.description.text) <= 155
    assert texts.about.text
    assert set(texts.product_lines) == {product.key for product in profile.products}
    for text in every_text(texts):
        assert check_text(text=text, profile=profile) == (), text
        assert not re.search(r"[\x00\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("activity", ["h", "jual beli di kp", "menjual no", "UD."])
def test_compose_texts_does_not_end_a_sentence_with_an_abbreviation(activity):
    letter = Product(key="h", name="H")
    for products in ((), (letter,)):
        profile = replace(BARE, activity=activity, products=products, region_name="Kota Medan")
        for number in range(10):
            texts = compose_texts(profile=profile, seed=f"LJ-1/{number}")
            for text in every_text(texts):
                assert check_text(text=text, profile=profile) == (), text


@given(profile=any_profile)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_compose_texts_in_english_keeps_lengths_and_passes_the_guard(profile):
    texts = compose_texts(profile=profile, seed="LJ-1", language="en")
    assert texts.language == "en"
    assert 0 < len(texts.headline.text) <= 60
    assert 0 < len(texts.offer.text) <= 60
    assert 0 < len(texts.description.text) <= 155
    assert set(texts.product_lines) == {product.key for product in profile.products}
    for text in every_text(texts):
        assert check_text(text=text, profile=profile) == (), text


@given(profile=any_profile)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_compose_texts_names_only_facts_that_are_known(profile):
    texts = compose_texts(profile=profile, seed="LJ-1")
    lines = [
        texts.headline,
        texts.tagline,
        texts.about,
        texts.description,
        texts.order,
        texts.offer,
    ]
    named = {fact for line in lines for fact in line.facts}
    named |= {fact for caption in texts.captions for fact in caption.facts}
    assert named - {"name"} <= known_facts(profile)


def test_compose_texts_passes_the_guard_on_a_thousand_businesses():
    chance = random.Random(11)
    for number in range(1000):
        profile = make_profile(number, chance)
        texts = compose_texts(profile=profile, seed=profile.code)
        assert not [
            found for text in every_text(texts) for found in check_text(text=text, profile=profile)
        ]


def test_compose_texts_is_the_same_for_the_same_seed_and_varies_with_it():
    profile = make_profile(7, random.Random(3))
    first = compose_texts(profile=profile, seed="a")
    assert compose_texts(profile=profile, seed="a") == first
    others = {compose_texts(profile=profile, seed=str(seed)).about.text for seed in range(20)}
    assert len(others) > 3


def test_compose_texts_says_what_who_where_since_price_and_hours():
    shop = replace(
        BARE,
        products=(Product(key="ubi", name="KERIPIK UBI", price_rupiah=15_000, unit="/bungkus"),),
        region_name="KOTA MEDAN",
        founded_year=2015,
        hours=tuple(Opening(day, "08:00", "17:00") for day in range(6)),
        phone="+6281000000042",
    )
    texts = compose_texts(profile=shop, seed="x")
    assert texts.headline.text == "Keripik ubi di Medan"
    assert texts.product_lines["ubi"].text == "Keripik ubi, Rp15.000 per bungkus."
    assert texts.order.text == "Halo Warung Bu Par, saya mau pesan keripik ubi."
    for said in ("Warung Bu Par", "keripik ubi", "Kota Medan", "2015", "08.00–17.00"):
        assert said in texts.about.text
    assert "products.ubi" in texts.about.facts
    assert {"region_name", "founded_year", "hours"} <= set(texts.about.facts)


def test_compose_texts_stays_short_when_little_is_known():
    texts = compose_texts(profile=BARE, seed="x")
    assert texts.headline.text == "Warung Bu Par"
    assert len(texts.about.text) < 100
    assert "WhatsApp" not in " ".join(every_text(texts))


def test_compose_texts_does_not_repeat_the_owners_claims():
    shop = replace(BARE, activity="menjual keripik terenak dan termurah se-Medan")
    said = " ".join(every_text(compose_texts(profile=shop, seed="x"))).lower()
    assert "terenak" not in said
    assert "termurah" not in said


def test_compose_texts_does_not_advertise_alcohol_tobacco_or_medicine():
    goods = ("Tuak", "Rokok", "Obat kuat", "Mie gomak")
    shop = replace(
        BARE,
        sector=Sector.FOOD,
        products=tuple(Product(key=name, name=name, price_rupiah=9000) for name in goods),
    )
    texts = compose_texts(profile=shop, seed="x")
    said = " ".join(every_text(texts)).lower()
    assert "mie gomak" in said
    assert not re.search(r"\b(tuak|rokok|obat)\b", said)


@pytest.mark.parametrize("name", HOSTILE)
def test_compose_texts_survives_hostile_names(name):
    shop = replace(BARE, name=name, products=(Product(key="k", name=name, unit=name, note=name),))
    for text in every_text(compose_texts(profile=shop, seed="x")):
        assert "\n" not in text or "\n\n" in text or "#" in text
        assert len(text) < 1500


def test_compose_order_asks_about_services_and_orders_goods():
    asked = compose_order(profile=BARE, product=Product(key="k", name="Jasa las"))
    assert asked.text == "Halo Warung Bu Par, saya mau tanya tentang jasa las."
    assert compose_order(profile=BARE).text == "Halo Warung Bu Par, saya mau bertanya."
