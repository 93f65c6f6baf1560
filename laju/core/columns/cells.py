"""Take the fields of one row out of its cells."""

from collections.abc import Sequence

from laju.core.columns.contents import read_coordinates
from laju.core.columns.mapping import ColumnMapping


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


def _with_place(values: dict[str, str]) -> dict[str, str]:
    place = read_coordinates(values.get("coordinates", ""))
    if place and "latitude" not in values and "longitude" not in values:
        del values["coordinates"]
        values["latitude"], values["longitude"] = (f"{part:.10g}" for part in place)
    for field in ("latitude", "longitude"):
        if field in values:
            values[field] = values[field].lstrip("'’`").strip()
    return values
