"""Size classes of businesses: micro, small, medium, large."""

from dataclasses import dataclass
from enum import StrEnum

from laju.core.errors import DomainError
from laju.core.notation import format_rupiah

BILLION = 1_000_000_000
SOURCE = "PP 7/2021 pasal 35 dan 36"


class SizeUnknown(DomainError):
    message = "Kelas usaha belum dapat ditentukan: {why}."
    remedy = "Isi {what}."
    status = 422


class SizeClass(StrEnum):
    MICRO = "MICRO"
    SMALL = "SMALL"
    MEDIUM = "MEDIUM"
    LARGE = "LARGE"


class SizeCriterion(StrEnum):
    CAPITAL = "CAPITAL"  # modal usaha, tanpa tanah dan bangunan tempat usaha
    SALES = "SALES"  # hasil penjualan tahunan


LABELS = {
    SizeClass.MICRO: "usaha mikro",
    SizeClass.SMALL: "usaha kecil",
    SizeClass.MEDIUM: "usaha menengah",
    SizeClass.LARGE: "usaha besar",
}
NAMES = {SizeCriterion.CAPITAL: "modal usaha", SizeCriterion.SALES: "hasil penjualan setahun"}
# Highest rupiah that still belongs to a class; "paling banyak" in the regulation.
LIMITS = {
    SizeCriterion.CAPITAL: (
        (SizeClass.MICRO, 1 * BILLION),
        (SizeClass.SMALL, 5 * BILLION),
        (SizeClass.MEDIUM, 10 * BILLION),
    ),
    SizeCriterion.SALES: (
        (SizeClass.MICRO, 2 * BILLION),
        (SizeClass.SMALL, 15 * BILLION),
        (SizeClass.MEDIUM, 50 * BILLION),
    ),
}


@dataclass(frozen=True, slots=True)
class Size:
    """The class with the one criterion that decided it."""

    size: SizeClass
    criterion: SizeCriterion
    sentence: str


def classify_size(
    *, capital_rupiah: int | None = None, sales_rupiah: int | None = None, existing: bool
) -> Size:
    """Classify a business by capital when it is being founded, by yearly sales when it exists.

    capital_rupiah: without land and the buildings of the business.
    existing: set up before PP 7/2021 took effect: yearly sales decide; otherwise capital does. The other number is never mixed in; an existing business without
    known sales is not classified by its capital.
    Raises: SizeUnknown when the deciding number is missing or below zero.
    Source: PP 7/2021 art. 35 (capital) and 36 (sales).

    >>> classify_size(sales_rupiah=2_000_000_000, existing=True).size
    <SizeClass.MICRO: 'MICRO'>
    """
    criterion = SizeCriterion.SALES if existing else SizeCriterion.CAPITAL
    rupiah = sales_rupiah if existing else capital_rupiah
    name = NAMES[criterion]
    if rupiah is None:
        raise SizeUnknown(why=f"{name} belum diisi", what=name)
    if rupiah < 0:
        raise SizeUnknown(why=f"{name} di bawah nol", what=f"{name} yang benar")
    size = next((c for c, most in LIMITS[criterion] if rupiah <= most), SizeClass.LARGE)
    sentence = f"{LABELS[size].capitalize()}, menurut {name} {format_rupiah(rupiah)} ({SOURCE})."
    return Size(size, criterion, sentence)
