"""A row of cells read as a business: repeated titles told apart, slipped cells put back."""

from collections.abc import Sequence

from laju.core.columns import ColumnMapping, align_row, apply_mapping
from laju.core.records.reading import read_record
from laju.core.records.values import Reader, Record, Severity


def read_row(
    *, cells: Sequence[str], header: Sequence[str], columns: ColumnMapping, reader: Reader
) -> Record:
    """Read one row of a sheet; the row is held back when it only repeats the titles."""
    if is_repeated_header(cells=cells, header=header):
        record = Record()
        reason = "Baris ini judul kolom yang terulang, bukan usaha."
        record.note(Severity.ERROR, "name", " | ".join(cells), reason, "Hapus baris ini.")
        return record
    aligned = align_row(mapping=columns, row=cells)
    values = apply_mapping(mapping=columns, row=aligned.cells)
    record = read_record(values=values, reader=reader)
    if aligned.note:
        left = f" Sisa: {'; '.join(aligned.overflow)}." if aligned.overflow else ""
        reason = f"{aligned.note[:1].upper()}{aligned.note[1:]}.{left}"
        severity = Severity.REPAIRED if aligned.shift else Severity.WARNING
        record.note(severity, "", " | ".join(cells), reason, "Periksa isi baris ini.")
    return record


def is_repeated_header(*, cells: Sequence[str], header: Sequence[str]) -> bool:
    """Say whether a row only repeats titles of its sheet, as a list printed page by page does."""
    told = [cell.strip().casefold() for cell in cells if cell.strip()]
    titles = {title.strip().casefold() for title in header}
    return len(told) > 1 and all(cell in titles for cell in told)


def storable(cells: Sequence[str]) -> tuple[str, ...]:
    r"""Return cells without what no database keeps in a text: NUL and halves of characters.

    >>> storable(["Kopi\x00 Ani", "\ud83d"])
    ('Kopi Ani', '?')
    """
    return tuple(cell.replace("\0", "").encode("utf-8", "replace").decode() for cell in cells)
