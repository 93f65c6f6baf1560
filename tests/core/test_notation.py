from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.notation import (
    format_count,
    format_decimal,
    format_percent,
    format_rupiah,
    round_half_up,
)


@given(st.integers())
def test_format_count_can_be_read_back(value):
    assert int(format_count(value).replace(".", "")) == value


@given(st.fractions(max_denominator=10**6), st.integers(0, 4))
def test_round_half_up_is_within_half_a_step(value, decimals):
    rounded = Fraction(round_half_up(value, decimals=decimals))
    assert abs(rounded - value) * 10**decimals <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(115375800, 1166918), 2, "98,87"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (Fraction(-5, 2), 0, "-3"),
        (Decimal("1234567.891"), 1, "1.234.567,9"),
    ],
)
def test_format_decimal_uses_indonesian_signs(value, decimals, text):
    assert format_decimal(value, decimals=decimals) == text


def test_format_percent_and_rupiah_carry_their_unit():
    assert format_percent(15, decimals=0) == "15 %"
    assert format_rupiah(0) == "Rp0"
    assert format_rupiah(1_000_000_000) == "Rp1.000.000.000"
