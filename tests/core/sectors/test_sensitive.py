"""Alcohol, tobacco and medicine get no promotion."""

import pytest

from laju.core.sectors import Sensitive, sensitive_goods


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Tuak aren", {Sensitive.ALCOHOL}),
        ("rokok, pertamax", {Sensitive.TOBACCO}),
        ("Obat kuat", {Sensitive.MEDICAL}),
        ("Jamu asam urat", {Sensitive.MEDICAL}),
        ("Bir pletok", set()),
        ("Keripik ubi", set()),
        ("Birthday cake", set()),
        ("obat nyamuk", set()),
    ],
)
def test_sensitive_goods_says_why(text, reasons):
    assert sensitive_goods(text=text) == reasons
