"""Cells that are beyond doubt what their column asks for, told by their shape alone.

Each expression says less than the core would: what it does not recognise is read by the core. A
test holds that it never says more (tests/engines/tables/test_recognised.py).
"""

import re
from collections.abc import Callable, Iterable, Mapping

import polars as pl

from laju.core.records.figures import EAST, NORTH, SOUTH, WEST
from laju.core.records.values import BLANK

Check = Callable[[pl.Expr], pl.Expr]

# Days as they stand in a NIK: a woman's is forty more.
NIK = (
    "^[1-9][0-9]{5}(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(?:0[1-9]|1[0-2])"
    "[0-9]{2}[0-9]{4}$"
)
MONEY_END = "(?:,00|,-)$"
MONEY = (
    rf"^(?:[Rr][Pp]\.? ?)?(?:[0-9]{{1,3}}(?:\.[0-9]{{3}}){{1,4}}|[0-9]{{1,15}}){MONEY_END[:-1]}?$"
)
EMAIL = r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"
_DECIMAL = "^-?[0-9]{1,3}[.,][0-9]{1,15}$"
_MOBILE = r"^(?:\+?62|0)?[- ]?8[1-9][0-9](?:[- .]?[0-9]){6,9}$"
# Printable ASCII that no cleaning touches: no quote of Excel in front, no semicolon at the ends.
_PLAIN = "^[!-&(-:<-~](?:[ -~]*[!-:<-~])?$"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def word_of(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, standing alone."""
    return rf"\b(?:{any_of(words)})\b"


def where(
    texts: pl.Series, is_so: pl.Series, change: Callable[[pl.Series], pl.Series]
) -> pl.Series:
    """Return the texts, changed where something is so; the change is worked out only there."""
    rows = is_so.arg_true().cast(pl.UInt32)
    if rows.is_empty():
        return texts
    if rows.len() == texts.len():
        return change(texts)
    order = pl.int_range(texts.len(), dtype=pl.UInt32, eager=True)
    order = order.scatter(rows, pl.int_range(rows.len(), dtype=pl.UInt32, eager=True) + texts.len())
    return pl.concat([texts, change(texts.gather(rows))]).gather(order)


_BLANK = rf"""(?i)^['"]*(?:{any_of(BLANK - {""})})?['"]*$"""


def is_blank(text: pl.Expr) -> pl.Expr:
    """Say where a plain text tells nothing: "-", "tidak ada" and the like."""
    return text.str.contains(_BLANK)


def is_plain(text: pl.Expr, *, longest: int) -> pl.Expr:
    """Say where a text tells something and is kept as it stands."""
    return (
        text.str.contains(_PLAIN)
        & ~text.str.contains("  ", literal=True)
        & ~is_blank(text)
        & (text.str.len_bytes() <= longest)
    )


def is_mobile(text: pl.Expr) -> pl.Expr:
    """Say where a text is one mobile number, in whatever groups it is written."""
    return (
        text.str.contains(_MOBILE)
        & ~text.str.contains(r"\.0+$")  # a number with decimals
        & ~text.str.ends_with("8888888")
    )


def _matches(pattern: str) -> Check:
    return lambda text: text.str.contains(pattern)


def decimal_of(text: pl.Expr) -> pl.Expr:
    """Return the number a text of digits holds, with a point or a comma; null for other texts."""
    return text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _is_between(low: float, high: float) -> Check:
    return lambda text: (
        text.str.contains(_DECIMAL) & decimal_of(text).is_between(low, high).fill_null(value=False)
    )


RIGHT: Mapping[str, Check] = {
    "number": _matches(r"^[0-9]{1,7}\.?$"),
    "nik": _matches(NIK),
    "nib": _matches("^[0-9]{13}$"),
    "npwp": _matches("^[0-9]{15,16}$"),
    "phone": is_mobile,
    "email": _matches(EMAIL),
    "postcode": _matches("^[1-9][0-9]{4}$"),
    "kbli": _matches("^[0-9]{5}$"),
    "latitude": _is_between(SOUTH, NORTH),
    "longitude": _is_between(WEST, EAST),
    "founded_year": _matches("^(?:19|20)[0-9]{2}$"),
    "employees": _matches("^[0-9]{1,4}$"),
    "sales_rupiah": _matches(MONEY),
    "capital_rupiah": _matches(MONEY),
    "applied_on": _matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
}
"""What core.columns.slips.judge_cell is sure to call right, by field."""
