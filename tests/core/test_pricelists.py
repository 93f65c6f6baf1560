"""Prices of office cells go to the right product or to none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.notation import format_rupiah
from laju.core.pricelists import Tag, list_prices, match_prices, price_span, split_price


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("Rp15.000; 20.000", [(15_000, ""), (20_000, "")]),
        ("15rb/bungkus, 25rb", [(15_000, "bungkus"), (25_000, "")]),
        ("15rb,25rb", [(15_000, ""), (25_000, "")]),
        ("15.000,20.000", [(15_000, ""), (20_000, "")]),
        ("15000,20000", [(15_000, ""), (20_000, "")]),
        ("15.000/20.000", [(15_000, ""), (20_000, "")]),
        ("Rp 10.000 per kg", [(10_000, "kg")]),
        ("15.000/250gr", [(15_000, "250gr")]),
        ("Rp15.000,-/kg; Rp 20.000,- / bks", [(15_000, "kg"), (20_000, "bks")]),
        ("24.000", [(24_000, "")]),
        ("1,5 jt", [(1_500_000, "")]),
        ("Rp1.500.000,00", [(1_500_000, "")]),
        ("10rban", [(10_000, "")]),
        ("@15.000", [(15_000, "")]),
        ("5.000 - 10.000; 7rb", [(None, ""), (7_000, "")]),
        ("mulai 15.000", [(None, "")]),
        ("15-20rb", [(None, "")]),
        ("15", []),  # fifteen rupiah or fifteen thousand
        ("15.000; tanya dulu", []),  # one part unreadable: the order means nothing
        ("murah", []),
        ("", []),
        ("-", []),
    ],
)
def test_list_prices_reads_what_offices_write(text, prices):
    assert [(price.rupiah, price.unit) for price in list_prices(text=text)] == prices


@pytest.mark.parametrize(
    ("names", "text", "rupiah"),
    [
        (["Keripik", "Kacang"], "Rp15.000; 20.000", [15_000, 20_000]),
        (["Keripik", "Kacang"], "15.000; 20.000; 25.000", [None, None]),
        (["Keripik", "Kacang"], "15.000", [None, None]),
        (["Keripik"], "24.000", [24_000]),
        (["Air isi ulang"], "galon 7.000", [7_000]),  # one of each belong together
        (["Keripik"], "mulai 24.000", [None]),  # a bound is no price
        (["Galon isi ulang", "Minyak goreng"], "Galon isi ulang Rp7.000,-, minyak goreng 19500", [7_000, 19_500]),
        (["Minyak goreng", "Galon isi ulang"], "Galon isi ulang Rp7.000,-, minyak goreng 19500", [19_500, 7_000]),
        (["Keripik ubi", "Keripik pisang"], "keripik 5.000, keripik pisang 6.000", [None, 6_000]),
        (["Keripik ubi", "Kacang"], "ubi 5.000, kue 6.000", [5_000, None]),
        (["Keripik", "Kacang"], "keripik 15.000, 20.000", [None, None]),  # whose is the second?
        (["Kue", "Roti"], "kue 5.000; kue 6.000; roti 7.000", [None, 7_000]),
        ([], "15.000", []),
    ],
)  # fmt: skip
def test_match_prices_gives_no_price_in_doubt(names, text, rupiah):
    assert [tag.rupiah for tag in match_prices(names=names, text=text)] == rupiah


def test_match_prices_keeps_the_unit():
    tags = match_prices(names=["Keripik", "Kacang"], text="15rb/bungkus, 25rb")
    assert tags == (Tag(15_000, "bungkus"), Tag(25_000, ""))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15rb/bungkus, 25rb", (15_000, 25_000)),
        ("Rp. 25.000 - 50.000", (25_000, 50_000)),
        ("5rb s/d 10rb; 7rb", (5_000, 10_000)),
        ("15", None),
        ("murah", None),
    ],
)
def test_price_span_is_the_range_when_no_more_is_sure(text, span):
    assert price_span(text=text) == span


amounts = st.lists(st.integers(1, 5_000).map(lambda n: n * 500), min_size=1, max_size=8)


@given(
    amounts=amounts,
    written=st.sampled_from([format_rupiah, str, lambda n: f"{format_rupiah(n)},-"]),
    between=st.sampled_from(["; ", ", ", " | ", "\n", ";"]),
)
def test_list_prices_loses_and_invents_none(amounts, written, between):
    text = between.join(map(written, amounts))
    assert [price.rupiah for price in list_prices(text=text)] == amounts
    assert price_span(text=text) == (min(amounts), max(amounts))


@given(names=st.lists(st.text(max_size=20), max_size=5), text=st.text(max_size=80))
def test_match_prices_takes_any_text(names, text):
    tags = match_prices(names=names, text=text)
    assert len(tags) == len(names)
    assert all(tag.rupiah is None or tag.rupiah >= 100 for tag in tags)


@pytest.mark.parametrize(
    ("name", "bare", "rupiah", "unit"),
    [
        ("Brownies kacang 59.500", "Brownies kacang", 59_500, ""),
        ("Meja makan Rp. 1.595.000 per set", "Meja makan", 1_595_000, "set"),
        ("Lemari 2 pintu 1.395.000", "Lemari 2 pintu", 1_395_000, ""),
        ("Bika mini isi 10 Rp32.500", "Bika mini isi 10", 32_500, ""),
        ("Galon Rp7.000,-", "Galon", 7_000, ""),
        ("Cuci kering 12rb/kg", "Cuci kering", 12_000, "kg"),
        ("Kopi bubuk 250 gr", "Kopi bubuk 250 gr", None, ""),
        ("Bakso 99", "Bakso 99", None, ""),
        ("Gas 3 kg", "Gas 3 kg", None, ""),
        ("Rp 15.000", "Rp 15.000", None, ""),
    ],
)
def test_split_price_parts_a_name_from_the_price_behind_it(name, bare, rupiah, unit):
    found, tag = split_price(name=name)
    assert (found, tag.rupiah, tag.unit) == (bare, rupiah, unit)
