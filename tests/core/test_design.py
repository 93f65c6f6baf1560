"""Whatever an owner chooses, the page can be read and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.design import (
    CLEAR,
    ORDERS,
    PALETTES,
    READABLE,
    THEMES,
    BadDesign,
    Design,
    Section,
    Theme,
    contrast,
    load_design,
    make_palette,
    order_products,
    palette_of,
    sections_of,
    theme_of,
)
from laju.core.profile import Product, Sector
from laju.core.stored import plain

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def assert_readable(palette):
    for ground in (palette.paper, palette.card, palette.tint):
        assert contrast(palette.ink, ground) >= CLEAR
        assert contrast(palette.soft, ground) >= READABLE
        assert contrast(palette.accent, ground) >= READABLE
    assert contrast(palette.accent, "#ffffff") >= READABLE


@given(COLOURS)
def test_make_palette_can_be_read_whatever_the_seed(seed):
    assert_readable(make_palette(seed))


@pytest.mark.parametrize("name", PALETTES)
def test_named_palettes_can_be_read(name):
    assert_readable(make_palette(name))


@pytest.mark.parametrize("seed", ["", "merah", "#12345", "#12345g", "red;}", "url(x)", "#1234567"])
def test_make_palette_refuses_what_is_no_colour(seed):
    with pytest.raises(BadDesign):
        make_palette(seed)


def test_every_sector_has_a_theme_and_colours():
    assert set(THEMES) == set(Sector)
    assert set(THEMES.values()) == set(Theme)
    for sector in Sector:
        assert_readable(palette_of(design=Design(), sector=sector))


def test_every_theme_orders_every_section_once():
    for order in ORDERS.values():
        assert sorted(order) == sorted(Section)


def test_the_owner_chooses_before_the_sector():
    design = Design(theme=Theme.SHOP, palette="pandan")
    assert theme_of(design=design, sector=Sector.FOOD) is Theme.SHOP
    assert palette_of(design=design, sector=Sector.FOOD) == make_palette("pandan")


@given(st.lists(st.sampled_from(Section)), st.lists(st.sampled_from(Section)))
def test_sections_are_shown_once_or_hidden(first, hidden):
    design = Design(sections=tuple(first), hidden=tuple(hidden))
    found = sections_of(design=design, sector=Sector.FOOD)
    assert sorted(found) == sorted(set(Section) - set(hidden))
    asked = [each for each in dict.fromkeys(first) if each not in hidden]
    assert list(found[: len(asked)]) == asked


@given(st.permutations(["a", "b", "c", "d"]), st.integers(0, 4))
def test_order_products_loses_none(keys, told):
    products = [Product(key, key) for key in "abcd"]
    design = Design(products=("gone", *keys[:told]))
    found = [product.key for product in order_products(design=design, products=products)]
    assert sorted(found) == list("abcd")
    assert found[:told] == keys[:told]


def test_a_design_survives_storing():
    design = Design(Theme.WORKSHOP, "#123456", (Section.STEPS,), (Section.VISIT,), ("ulos",))
    assert load_design(stored=plain(design)) == design
    assert load_design(stored={}) == Design()


@pytest.mark.parametrize(
    "stored",
    [
        {"theme": "castle"},
        {"palette": "javascript:"},
        {"hidden": ["nothing"]},
        {"sections": 7},
        {"products": 7},
    ],
)
def test_a_design_nobody_can_mean_is_refused(stored):
    with pytest.raises(BadDesign):
        load_design(stored=stored)
