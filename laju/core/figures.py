"""Figures that add up: parts make the whole, a share is its count over its total."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from laju.core.errors import DomainError
from laju.core.notation import Number, format_count, format_percent, round_half_up


class FiguresDoNotAddUp(DomainError):
    message = "{left}, bukan {right}."
    remedy = "Periksa kembali sumber angkanya sebelum diterbitkan.{hint}"
    status = 422


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that would fit after one slip of the pen is undone; `label` "" is the whole."""

    label: str
    written: int
    meant: int
    is_swap: bool  # two neighbouring digits swapped; otherwise one digit wrong

    @property
    def sentence(self) -> str:
        """Say it to the person who typed the figure."""
        written, meant = format_count(self.written), format_count(self.meant)
        if self.is_swap:
            return f"{written} mungkin tertukar dari {meant}."
        return f"{written} mungkin salah ketik dari {meant}."


def check_sum(*, whole: int, parts: Mapping[str, int]) -> None:
    """Pass when the parts make the whole.

    parts: count per label.
    Raises: FiguresDoNotAddUp with both sides, and the likely slip where one explains it.

    >>> check_sum(whole=1_166_918, parts={"mikro dan kecil": 1_153_758, "lainnya": 13_610})
    Traceback (most recent call last):
    laju.core.figures.FiguresDoNotAddUp: 1.153.758 + 13.610 = 1.167.368, bukan 1.166.918.
    """
    total = sum(parts.values())
    if total != whole:
        shown = " + ".join(format_count(count) for count in parts.values()) or "0"
        left = f"{shown} = {format_count(total)}" if len(parts) > 1 else shown
        slips = find_slips(whole=whole, parts=parts)
        hint = " " + " Atau: ".join(slip.sentence for slip in slips) if slips else ""
        raise FiguresDoNotAddUp(left=left, right=format_count(whole), hint=hint)


def find_slips(*, whole: int, parts: Mapping[str, int]) -> list[Slip]:
    """Find single figures that make the sum right after one swap or one wrong digit is undone.

    Returns: swaps of neighbouring digits before wrong digits, parts before the whole; empty when
    the sum is right or no single slip explains it.

    >>> [slip.sentence for slip in find_slips(whole=1_166_918, parts={"a": 1_153_758, "b": 13_610})]
    ['13.610 mungkin tertukar dari 13.160.']
    """
    total = sum(parts.values())
    if total == whole:
        return []
    wanted = [(label, count, whole - total + count) for label, count in parts.items()]
    wanted.append(("", whole, total))
    slips = [
        Slip(label, written, meant, is_swap)
        for is_swap, variants in ((True, _swaps), (False, _wrong_digits))
        for label, written, meant in wanted
        if meant in set(variants(written))
    ]
    swaps = [slip for slip in slips if slip.is_swap]
    return swaps or slips


def check_share(*, count: int, total: int, percent: Number, decimals: int = 2) -> None:
    """Pass when `percent` is count / total, rounded half up to `decimals`.

    Raises: FiguresDoNotAddUp; a total of zero has no share.

    >>> check_share(count=1_153_758, total=1_166_918, percent=98.87)
    >>> check_share(count=13_610, total=1_166_918, percent=1.12)
    Traceback (most recent call last):
    laju.core.figures.FiguresDoNotAddUp: 13.610 dari 1.166.918 adalah 1,17 %, bukan 1,12 %.
    """
    shown = format_percent(percent, decimals=_decimals(percent, decimals))
    if total <= 0:
        left = f"{format_count(count)} dari {format_count(total)} tidak mempunyai persentase"
        raise FiguresDoNotAddUp(left=left, right=shown, hint="")
    share = Fraction(100 * count, total)
    if round_half_up(share, decimals=decimals) != Decimal(str(percent)):
        exact = format_percent(share, decimals=decimals)
        left = f"{format_count(count)} dari {format_count(total)} adalah {exact}"
        hint = ""
        if _cut_off(share, decimals) == Decimal(str(percent)):
            hint = f" Angka {shown} tampaknya dipotong, bukan dibulatkan."
        raise FiguresDoNotAddUp(left=left, right=shown, hint=hint)


def _decimals(percent: Number, least: int) -> int:
    """Show as many decimals as were written, so that 98.875 is not shown as the 98,88 it is not."""
    exponent = Decimal(str(percent)).normalize().as_tuple().exponent
    return max(least, -exponent) if isinstance(exponent, int) else least


def _cut_off(share: Fraction, decimals: int) -> Decimal:
    scaled = share * 10**decimals
    return Decimal(scaled.numerator // scaled.denominator).scaleb(-decimals)


def _swaps(number: int) -> Iterator[int]:
    digits = str(abs(number))
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if swapped != digits and not swapped.startswith("0"):
            yield int(swapped)


def _wrong_digits(number: int) -> Iterator[int]:
    digits = str(abs(number))
    for i in range(len(digits)):
        for digit in "0123456789":
            if digit != digits[i] and (i or digit != "0" or len(digits) == 1):
                yield int(digits[:i] + digit + digits[i + 1 :])
