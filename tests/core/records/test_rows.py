"""A row of cells is read under its own titles, whatever slipped into the sheet."""

import pytest

from laju.core.columns import Column, ColumnMapping
from laju.core.records import Severity, is_repeated_header, read_row, storable

HEADER = ("Nama Usaha", "NIK", "No HP", "Kabupaten/Kota")
COLUMNS = ColumnMapping(
    tuple(
        Column(index, title, field, 1.0, "")
        for index, (title, field) in enumerate(
            zip(HEADER, ("name", "nik", "phone", "region"), strict=True)
        )
    )
)
NIK, PHONE = "1271015512809914", "081000005001"


@pytest.mark.parametrize(
    ("cells", "is_header"),
    [
        (("NAMA USAHA", " nik ", "No HP", ""), True),
        (("Nama Usaha", "", "", ""), False),  # one word alone may be a name
        (("Nama Usaha", NIK, "", ""), False),
    ],
)
def test_is_repeated_header_knows_the_titles_again(cells, is_header):
    assert is_repeated_header(cells=cells, header=HEADER) is is_header


def test_read_row_holds_a_repeated_header_back(reader):
    record = read_row(cells=HEADER, header=HEADER, columns=COLUMNS, reader=reader)
    assert record.is_rejected
    [found] = record.findings
    assert (found.field, found.value) == ("name", " | ".join(HEADER))


def test_read_row_puts_slipped_cells_back_and_says_so(reader):
    cells = ("Mawar", "", NIK, PHONE)
    record = read_row(cells=cells, header=HEADER, columns=COLUMNS, reader=reader)
    assert (record.nik, record.phone) == (NIK, "+6281000005001")
    [found] = record.findings
    assert found.severity is Severity.REPAIRED
    assert found.reason == "Isi baris bergeser 1 kolom ke kanan, sudah dikembalikan."


def test_storable_leaves_out_what_no_database_keeps():
    assert storable(["Kopi\0", "\udc80x"]) == ("Kopi", "?x")
