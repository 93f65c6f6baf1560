"""Captions differ from business to business and say only what is known."""

import random
import re
from collections import Counter, defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laju.core.claims import check_text
from laju.core.grammar import compose_caption, wording
from laju.core.grammar.slots import slots_of
from laju.core.grammar.templates import slots_in
from laju.core.posting import Theme
from laju.core.profile import Product, Profile, Sector
from tests.core.grammar.profiles import any_profile, make_profile

TWIN = 0.5
FEASTS = ["Hari Kemerdekaan Republik Indonesia", "Harbolnas 12.12", "Hari Raya Natal"]


def four_grams(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def count_twins(texts):
    grams = [four_grams(text) for text in texts]
    holders = defaultdict(list)
    for number, each in enumerate(grams):
        for gram in each:
            holders[gram].append(number)
    twins = 0
    for number, each in enumerate(grams):
        shared = Counter(other for gram in each for other in holders[gram] if other != number)
        twins += any(
            common / (len(each) + len(grams[other]) - common) > TWIN
            for other, common in shared.items()
        )
    return twins


def a_thousand(theme):
    chance = random.Random(5)
    for number in range(1000):
        profile = make_profile(number, chance)
        product = profile.products[0] if profile.products else None
        yield compose_caption(
            profile=profile, product=product, theme=theme, feast=None, seed=f"{profile.code}/1"
        )


@pytest.mark.parametrize("theme", [Theme.PRODUCT, Theme.STORY])
def test_compose_caption_writes_hardly_any_twins_for_a_thousand_businesses(theme):
    captions = [caption.text for caption in a_thousand(theme)]
    assert count_twins(captions) < 10
    assert len(set(captions)) == 1000


@given(
    profile=any_profile,
    theme=st.sampled_from([*Theme, "entah"]),
    feast=st.sampled_from([None, *FEASTS]),
    seed=st.text(max_size=10),
)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_compose_caption_passes_the_guard_whatever_the_facts(profile, theme, feast, seed):
    product = profile.products[0] if profile.products else None
    caption = compose_caption(profile=profile, product=product, theme=theme, feast=feast, seed=seed)
    text = f"{caption.text}\n{' '.join(caption.hashtags)}"
    assert check_text(text=text, profile=profile, occasion=feast or "") == ()
    assert caption.text
    assert "name" in caption.facts
    assert 5 <= len(caption.hashtags) <= 8
    assert all(re.fullmatch(r"#[A-Za-z0-9]+", tag) for tag in caption.hashtags)
    assert len({tag.lower() for tag in caption.hashtags}) == len(caption.hashtags)


def test_compose_caption_writes_short_sentences():
    sentences = [
        sentence
        for caption in a_thousand(Theme.PRODUCT)
        for sentence in re.split(r"[.?!]\s", caption.text)
    ]
    assert sum(len(each.split()) for each in sentences) / len(sentences) <= 14


def test_compose_caption_leaves_out_a_product_that_may_not_be_advertised():
    tuak = Product(key="tuak", name="Tuak", price_rupiah=10_000)
    lapo = Profile(code="LJ-1", slug="a", name="Lapo Butet", sector=Sector.FOOD, products=(tuak,))
    caption = compose_caption(profile=lapo, product=tuak, theme=Theme.PRODUCT, feast=None, seed="x")
    assert "tuak" not in f"{caption.text} {caption.hashtags}".lower()
    assert "10.000" not in caption.text


def test_compose_caption_speaks_of_religious_feasts_as_service_only():
    shop = make_profile(1, random.Random(1))
    for seed in range(60):
        caption = compose_caption(
            profile=shop,
            product=None,
            theme=Theme.FEAST,
            feast="Hari Raya Idul Fitri (perkiraan)",
            seed=str(seed),
        )
        assert "Idul Fitri" in caption.text
        assert "perkiraan" not in caption.text
        assert not re.search(r"selamat|mohon maaf|kami merayakan", caption.text.lower())


def test_compose_caption_mentions_whatsapp_only_when_a_mobile_number_is_known():
    without = Profile(code="LJ-1", slug="a", name="Toko Maju", phone="+62614567890")
    for seed in range(40):
        caption = compose_caption(
            profile=without, product=None, theme=Theme.ORDER, feast=None, seed=str(seed)
        )
        assert "WhatsApp" not in caption.text


def test_compose_caption_does_not_offer_the_same_thing_twice():
    shop = Profile(code="LJ-1", slug="a", name="Warung Bu Par", activity="menjual sembako")
    for seed in range(60):
        caption = compose_caption(
            profile=shop, product=None, theme=Theme.PRODUCT, feast=None, seed=str(seed)
        )
        assert not re.search(r"(juga|lain|pula|lihat).{0,12} sembako", caption.text.lower())


def test_every_slot_of_the_wording_can_be_filled_by_some_business():
    chance = random.Random(2)
    rich = {"note", "hari"}
    for number in range(400):
        profile = make_profile(number, chance)
        rich |= set(slots_of(profile=profile))
    rich |= set(
        slots_of(
            profile=Profile(
                code="LJ-1",
                slug="a",
                name="Bu Ani",
                activity="membuat ulos",
                address="Jalan Balige 1",
                phone="+62614567890",
                channels={"instagram": "ulosani"},
                products=(Product(key="a", name="Ulos"), Product(key="b", name="Sortali")),
            )
        )
    )
    for activity in ("menjahit pakaian", "warung makan"):
        rich |= set(slots_of(profile=Profile(code="", slug="", name="A", activity=activity)))
    blocks = [block for block in vars(wording).values() if isinstance(block, tuple)]
    assert {slot for block in blocks for each in block for slot in slots_in(each)} <= rich


def test_compose_caption_has_five_hashtags_with_hardly_a_fact():
    bare = Profile(code="LJ-1", slug="a", name="Warung Bu Par")
    for number in range(60):
        caption = compose_caption(
            profile=bare, product=None, theme=Theme.PRODUCT, feast=None, seed=f"{number}"
        )
        assert len(caption.hashtags) >= 5
        assert len({tag.casefold() for tag in caption.hashtags}) == len(caption.hashtags)
