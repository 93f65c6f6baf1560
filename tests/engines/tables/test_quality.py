"""The quality of a column is counted in rows."""

from laju.engines.tables import Table, check_table
from tests.engines.tables.conftest import sheet_of
from tests.engines.tables.test_checking import columns_of


def test_quality_of_counts_what_is_told_valid_repaired_and_wrong(reader):
    rows = [
        ("Mawar", "081000005001", "3"),
        ("Melati", "081000005001 / 081000005002", "banyak"),
        ("Kenanga", "12345", "-"),
        ("", "", ""),
    ]
    table = Table.of(sheet_of(("Nama", "HP", "Orang"), rows))
    columns = columns_of("name", "phone", "employees")
    checked = check_table(table=table, columns=columns, reader=reader, few=0)
    assert checked.quality == check_table(table=table, columns=columns, reader=reader).quality
    counted = [tuple(column.values()) for column in checked.quality]
    assert counted == [
        ("name", "Name", 3, 3, 0, 1),
        ("phone", "Phone", 3, 1, 1, 1),
        ("employees", "Employees", 2, 1, 0, 1),
    ]


def test_quality_of_a_column_that_means_nothing_counts_what_is_told(reader):
    table = Table.of(sheet_of(("Nama", "Ket"), [("Mawar", "x"), ("Melati", "")]))
    checked = check_table(table=table, columns=columns_of("name", ""), reader=reader)
    assert checked.quality[1] == {
        "field": "", "title": "", "filled": 1, "valid": 1, "repaired": 0, "wrong": 0,
    }  # fmt: skip
