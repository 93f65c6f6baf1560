import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.money import read_money
from laju.core.notation import format_rupiah


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("15rb", 15_000), ("1,5 jt", 1_500_000), ("1.5 jt", 1_500_000), ("Rp1.500.000,00", 1_500_000), ("25.000,-", 25_000),
        ("2 juta", 2_000_000), ("10K", 10_000), ("1.500", 1_500), ("1500000", 1_500_000), ("1,500,000.00", 1_500_000),
        ("2 milyar", 2_000_000_000), ("IDR 25,000", 25_000), ("0", 0), ("1 500 000", 1_500_000), ("5 jutaan", 5_000_000), ("Rp 25.000 / porsi", 25_000),
    ],
)  # fmt: skip
def test_read_money_reads_one_amount(text, rupiah):
    assert read_money(text).rupiah == rupiah


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Rp. 25.000 - 50.000  ", 25_000, 50_000), ("10-15rb", 10_000, 15_000), ("10rb s/d 15rb", 10_000, 15_000),
        ("500.000 - 1 juta", 500_000, 1_000_000), ("< 50 juta", 0, 50_000_000), ("> 500jt", 500_000_000, None),
        ("Rp 15.000,00 sampai Rp 20.000,00", 15_000, 20_000),
    ],
)  # fmt: skip
def test_read_money_reads_a_range(text, low, high):
    money = read_money(text)
    assert (money.low_rupiah, money.high_rupiah) == (low, high)
    assert money.rupiah is None


@pytest.mark.parametrize(
    "text",
    [
        "murah",
        "-5",
        "1,5",
        "1,2E+09",
        "50.000-25.000",
        "",
        "-",
        "Rp -",
        "1.500.00",
        "9" * 30,
        "1-2-3",
    ],
)
def test_read_money_refuses_with_a_reason(text):
    money = read_money(text)
    assert money.reason.endswith(".")
    assert money.low_rupiah is money.high_rupiah is None


def test_read_money_knows_period_and_unit():
    assert read_money("5 juta/bulan").period == "bulan"
    assert read_money("84", unit_rupiah=10**6).rupiah == 84_000_000
    assert read_money("1,5", unit_rupiah=10**6).rupiah == 1_500_000


@given(st.integers(0, 10**15))
def test_read_money_gives_back_what_was_written(rupiah):
    for text in (
        str(rupiah),
        format_rupiah(rupiah),
        f"{format_rupiah(rupiah)},00",
        f"{rupiah:,}",
        f"{rupiah:,}.00",
    ):
        assert read_money(text).rupiah == rupiah


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_read_money_gives_back_ranges(one, other):
    low, high = sorted((one, other))
    money = read_money(f"{format_rupiah(low)} - {format_rupiah(high)}")
    assert (money.low_rupiah, money.high_rupiah) == (low, high)


@given(st.text(max_size=40))
def test_read_money_never_crashes(text):
    money = read_money(text)
    assert bool(money.reason) is (money.low_rupiah is None and money.high_rupiah is None)
