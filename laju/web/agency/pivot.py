"""Counts of businesses laid out as a table whose parts make the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.indicators.models import Cell
from laju.apps.regions.queries import names_of
from laju.apps.registry.models import Business
from laju.core.figures import check_sum
from laju.web.agency.choices import SECTORS

Value = str | int
NOTHING = "-"  # stands for the empty value in an address, where "" narrows nothing
SIZES: list[tuple[Value, object]] = [
    *((value, label) for value, label in Business.Size.choices if value),
    ("", gettext_lazy("Belum diketahui")),
]
LEVELS: list[tuple[Value, object]] = [
    (0, gettext_lazy("D0 tanpa bukti")),
    (1, gettext_lazy("D1 hadir")),
    (2, gettext_lazy("D2 menjual")),
    (3, gettext_lazy("D3 mengelola")),
    (Cell.UNMEASURED, gettext_lazy("Belum diukur")),
]
KNOWN: dict[str, list[tuple[Value, object]]] = {
    "size": SIZES,
    "sector": [*SECTORS],
    "level": LEVELS,
}
TITLES = {
    "region": gettext_lazy("Wilayah"),
    "size": gettext_lazy("Skala"),
    "sector": gettext_lazy("Sektor"),
    "level": gettext_lazy("Tingkat digital"),
}


class Line(NamedTuple):
    """One row of the table: its value, its name, a count per column, and their sum."""

    value: Value
    name: str
    counts: list[int]
    total: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """Counts by one or two dimensions; `columns` is one nameless column when there is one."""

    rows: str
    across: str
    columns: list[tuple[Value, str]]
    lines: list[Line]
    totals: list[int]
    whole: int


def make_pivot(
    *,
    counts: Mapping[tuple[Value, ...], int],
    rows: str,
    across: str,
    regions: Mapping[str, str],
    names: Mapping[Value, str] | None = None,
) -> Pivot:
    """Lay out counts by (row, column), or by (row,) when `across` is "".

    regions: name per code of the regions that are shown though they be empty.
    names: name per value of the rows, for a dimension that has no fixed values.
    Raises: FiguresDoNotAddUp, which would be a fault of ours.
    """
    found = {key[0] for key in counts}
    down = sorted(names.items()) if names is not None else _values(rows, found, regions)
    columns = _values(across, {key[1] for key in counts}, regions) if across else []
    lines = []
    for value, name in down:
        keys: list[tuple[Value, ...]] = [(value, column) for column, _name in columns]
        keys = keys or [(value,)]
        told = [counts.get(key, 0) for key in keys]
        lines.append(Line(value, name, told, sum(told)))
    totals = [sum(column) for column in zip(*(line.counts for line in lines), strict=True)]
    whole = sum(counts.values())
    check_sum(whole=whole, parts={line.name: line.total for line in lines})
    check_sum(whole=whole, parts=dict(enumerate_names(totals)))
    return Pivot(rows, across, columns, lines, totals, whole)


def enumerate_names(totals: Sequence[int]) -> list[tuple[str, int]]:
    """Return the totals of columns, each under a name of its own."""
    return [(str(number), total) for number, total in enumerate(totals)]


def _values(
    dimension: str, found: set[Value], regions: Mapping[str, str]
) -> list[tuple[Value, str]]:
    """Return the values of a dimension that are shown, with names, in their usual order."""
    if dimension == "region":
        codes = sorted({*map(str, found), *regions})
        names = {**names_of(codes=set(codes) - set(regions)), **regions}
        return [(code, _name_of(code, names)) for code in codes]
    known = [(value, str(name)) for value, name in KNOWN[dimension] if value in found]
    strange = sorted(found - {value for value, _name in known}, key=str)
    return [*known, *((value, str(value)) for value in strange)]


def _name_of(code: str, names: Mapping[str, str]) -> str:
    name = names.get(code, code)
    return name if "." in code else _("{area}, kabupaten/kota belum diketahui").format(area=name)
