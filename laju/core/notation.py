"""Numbers as people in Indonesia write them: 1.166.918, Rp20.000, 98,87 %."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction


_EXACT = Context(prec=400)  # the usual 28 digits would round twice


def round_half_up(value: Number, *, decimals: int) -> Decimal:
    """Round as taught at school: a half goes away from zero.

    A float is read as it is printed, so 0.125 is exactly an eighth.

    >>> round_half_up(0.125, decimals=2)
    Decimal('0.13')
    """
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**decimals
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Decimal((int(value < 0), tuple(map(int, str(whole))), -decimals))
    step = Decimal((0, (1,), -decimals))
    return Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP, context=_EXACT)


def format_count(value: int) -> str:
    """Write a whole number with points between thousands.

    >>> format_count(1166918)
    '1.166.918'
    """
    return f"{value:,}".replace(",", ".")


def format_decimal(value: Number, *, decimals: int = 2) -> str:
    """Write a number with a comma and a fixed number of decimals.

    >>> format_decimal(1234.5, decimals=1)
    '1.234,5'
    """
    text = f"{round_half_up(value, decimals=decimals):,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def format_percent(percent: Number, *, decimals: int = 2) -> str:
    """Write a percentage; `percent` 98.87 is 98,87 %.

    >>> format_percent(98.87)
    '98,87 %'
    """
    return f"{format_decimal(percent, decimals=decimals)} %"


def format_rupiah(rupiah: int) -> str:
    """Write an amount of money.

    >>> format_rupiah(20000), format_rupiah(-1500)
    ('Rp20.000', '-Rp1.500')
    """
    sign = "-" if rupiah < 0 else ""
    return f"{sign}Rp{format_count(abs(rupiah))}"
