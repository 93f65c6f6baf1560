"""Take the fields of one row out of its cells, and put back a row that has slipped sideways."""

from collections.abc import Sequence
from dataclasses import dataclass

from laju.core.columns.contents import is_kind, read_coordinates
from laju.core.columns.mapping import ColumnMapping

_FARTHEST = 3
_FEWEST = 2  # telling cells that must agree
# Only kinds a neighbouring cell can hardly be by chance.
_TELLING = frozenset(
    {
        "nik",
        "nib",
        "phone",
        "email",
        "latitude",
        "longitude",
        "coordinates",
        "owner_sex",
        "province",
    }
)


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Cells under their own titles; `shift` is how many columns they had slipped (0: untouched).

    `note` says it in words; `overflow` holds cells that no column is left for: nothing is lost.
    """

    cells: tuple[str, ...]
    shift: int = 0
    note: str = ""
    overflow: tuple[str, ...] = ()


def apply_mapping(*, mapping: ColumnMapping, row: Sequence[str]) -> dict[str, str]:
    """Return the non-empty fields of one row, blanks around them removed.

    Several product columns are joined with ", "; a cell "lat, lng" becomes latitude and longitude,
    or stays under "coordinates" when it cannot be read.
    """
    values: dict[str, str] = {}
    for column in mapping.columns:
        cell = row[column.index].strip() if column.index < len(row) else ""
        if not column.field or not cell:
            continue
        values[column.field] = f"{values[column.field]}, {cell}" if column.field in values else cell
    return _with_place(values)


def align_row(*, mapping: ColumnMapping, row: Sequence[str]) -> AlignedRow:
    """Move a row back when its telling cells are all wrong where they stand and all right k off.

    "Telling" are NIK, NIB, phone, e-mail, coordinates and the like; at least two must agree, and a
    blank that has moved with them does not count. In every other case the row is left alone.
    """
    expected = [
        (column.index, column.field) for column in mapping.columns if column.field in _TELLING
    ]
    standing = [(index, field) for index, field in expected if _cell(row, index)]
    if len(expected) < _FEWEST or any(
        is_kind(field or "", _cell(row, index)) for index, field in standing
    ):
        return AlignedRow(tuple(row))
    fits = [shift for shift in _shifts() if _agrees(row, expected, shift)]
    if len(fits) != 1:
        return AlignedRow(tuple(row))
    return _moved(row, fits[0], min(index for index, _ in expected), len(mapping.columns))


def _shifts() -> list[int]:
    return [sign * step for step in range(1, _FARTHEST + 1) for sign in (1, -1)]


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if 0 <= index < len(row) else ""


def _agrees(row: Sequence[str], expected: Sequence[tuple[int, str | None]], shift: int) -> bool:
    found = [(field, _cell(row, index + shift)) for index, field in expected]
    filled = [(field, cell) for field, cell in found if cell]
    return len(filled) >= _FEWEST and all(is_kind(field or "", cell) for field, cell in filled)


def _moved(row: Sequence[str], shift: int, first: int, width: int) -> AlignedRow:
    """Move every cell; where that would push text off the left edge, keep the text in place."""
    cells = list(row)
    if shift > 0:
        lead = cells[:shift]
        out = [_cell(cells, index + shift) for index in range(width)]
        extra = [cell for cell in lead if cell.strip()]
        if extra:  # the cell was cut in two before the first telling column: keep what stands left
            out = cells[:first] + [_cell(cells, index + shift) for index in range(first, width)]
            extra = [cell for cell in cells[first : first + shift] if cell.strip()]
        tail = [cell for cell in cells[width + shift :] if cell.strip()]
        note = f"isi baris bergeser {shift} kolom ke kanan, sudah dikembalikan"
        return AlignedRow(tuple(out), shift, note, (*extra, *tail))
    back = -shift
    out = (["" for _ in range(back)] + cells)[: max(width, len(cells) + back)]
    note = f"isi baris bergeser {back} kolom ke kiri, sudah dikembalikan"
    while len(out) > width and not out[-1].strip():
        out.pop()
    return AlignedRow(
        tuple(out[:width]), shift, note, tuple(cell for cell in out[width:] if cell.strip())
    )


def _with_place(values: dict[str, str]) -> dict[str, str]:
    place = read_coordinates(values.get("coordinates", ""))
    if place and "latitude" not in values and "longitude" not in values:
        del values["coordinates"]
        values["latitude"], values["longitude"] = (f"{part:.10g}" for part in place)
    for field in ("latitude", "longitude"):
        if field in values:
            values[field] = values[field].lstrip("'’`").strip()
    return values
