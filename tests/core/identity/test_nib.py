import pytest

from laju.core.identity.nib import read_nib
from laju.core.identity.verdict import Verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("9120001234567", Verdict.VALID),
        ("'0220001234567", Verdict.REPAIRED),
        ("NIB: 9120 0012 34567", Verdict.REPAIRED),
        ("912000123456", Verdict.INVALID),
        ("9,12E+12", Verdict.DAMAGED),
        ("1111111111111", Verdict.INVALID),
        ("proses", Verdict.INVALID),
        ("-", Verdict.EMPTY),
    ],
)
def test_read_nib_judges(text, verdict):
    nib = read_nib(text)
    assert nib.verdict is verdict
    assert bool(nib.value) is nib.is_usable
    assert bool(nib.reason) is not nib.is_usable
