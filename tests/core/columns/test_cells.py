import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.columns import align_row, apply_mapping, propose_mapping

HEADER = ["Nama Usaha", "Alamat", "No HP", "Email", "Lat", "Lng"]
ROWS = [
    [
        f"Warung {i}",
        f"Jl. Mawar {i}",
        f"08123456{i:04d}",
        f"a{i}@contoh.test",
        f"3.5{i:02d}",
        f"98.6{i:02d}",
    ]
    for i in range(20)
]
MAPPING = propose_mapping(header=HEADER, rows=ROWS)


def test_align_row_leaves_good_rows_alone():
    assert all(align_row(mapping=MAPPING, row=row).shift == 0 for row in ROWS)


def test_align_row_brings_a_row_back_that_slipped_right():
    row = ["", *ROWS[3]]
    aligned = align_row(mapping=MAPPING, row=row)
    assert (aligned.cells, aligned.shift, aligned.overflow) == (tuple(ROWS[3]), 1, ())
    assert "1 kolom ke kanan" in aligned.note


def test_align_row_brings_a_row_back_that_slipped_left():
    aligned = align_row(mapping=MAPPING, row=[*ROWS[3][1:], ""])
    assert (aligned.cells, aligned.shift) == (("", *ROWS[3][1:]), -1)


def test_align_row_loses_no_cell_when_an_address_was_cut_in_two():
    row = [ROWS[3][0], "Jl. Mawar", "No. 5", *ROWS[3][2:]]
    aligned = align_row(mapping=MAPPING, row=row)
    assert aligned.cells == (ROWS[3][0], "Jl. Mawar", *ROWS[3][2:])
    assert aligned.overflow == ("No. 5",)


@pytest.mark.parametrize(
    "row",
    [
        ["Warung", "Jl. A", "salah", "", "", ""],
        ["Warung", "Jl. A", "a@contoh.test", "", "", ""],
        ["Warung", "Jl. A", "a@contoh.test", "08123456789", "3.5", "98.6"],
        [],
    ],
)
def test_align_row_never_guesses(row):
    assert align_row(mapping=MAPPING, row=row).cells == tuple(row)


@given(
    st.lists(st.sampled_from(["", "x", "081234567890", "a@b.test", "3.51", "98.61"]), max_size=9)
)
def test_align_row_never_loses_a_cell(row):
    aligned = align_row(mapping=MAPPING, row=row)
    kept = [cell for cell in (*aligned.cells, *aligned.overflow) if cell]
    assert sorted(kept) == sorted(cell for cell in row if cell)


def test_apply_mapping_takes_fields_joins_products_and_splits_coordinates():
    header = ["Nama Usaha", "Produk 1", "Produk 2", "Titik Koordinat"]
    mapping = propose_mapping(header=header, rows=[["A", "kopi", "teh", "3.59, 98.67"]] * 5)
    row = [" Warung ", "kopi", " teh", "3.595, 98.672"]
    assert apply_mapping(mapping=mapping, row=row) == {
        "name": "Warung",
        "products": "kopi, teh",
        "latitude": "3.595",
        "longitude": "98.672",
    }
    assert (
        apply_mapping(mapping=mapping, row=["A", "", "", "dekat pasar"])["coordinates"]
        == "dekat pasar"
    )
    assert apply_mapping(mapping=mapping, row=["A"]) == {"name": "A"}


def test_apply_mapping_forgives_the_apostrophe_of_excel():
    row = [*ROWS[0][:4], "'3.51", "'98.61"]
    assert apply_mapping(mapping=MAPPING, row=row)["latitude"] == "3.51"
