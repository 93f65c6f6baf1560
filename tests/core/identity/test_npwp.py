import pytest

from laju.core.identity.npwp import read_npwp
from laju.core.identity.verdict import Verdict


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("01.312.166.0-091.000", "0013121660091000", Verdict.REPAIRED),
        ("016090524017000", "0016090524017000", Verdict.REPAIRED),
        ("0013121660091000", "0013121660091000", Verdict.VALID),
        ("1271011512809912", "1271011512809912", Verdict.VALID),
        ("01.312.166.1-091.000", "0013121661091000", Verdict.SUSPECT),
        ("01.312.166", "", Verdict.INVALID),
        ("1,3E+14", "", Verdict.DAMAGED),
        ("", "", Verdict.EMPTY),
        ("000000000000000", "", Verdict.INVALID),
        ("belum ada", "", Verdict.INVALID),
    ],
)
def test_read_npwp_judges(text, value, verdict):
    npwp = read_npwp(text)
    assert (npwp.value, npwp.verdict) == (value, verdict)
