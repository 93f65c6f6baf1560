import pytest

from laju.apps.registry.models import Batch, Finding
from laju.apps.registry.queries import latest_series, reasons_of, series_of
from tests import factories

pytestmark = pytest.mark.django_db
HEADER = ["Nama", "NIK"]


def batch_of(**told):
    return factories.BatchFactory(**{"header": HEADER, **told})


def test_series_of_ends_with_the_sheet_and_begins_with_the_oldest():
    one, two = batch_of(), batch_of(header=[*HEADER, "Perbaikan"])
    three, later = batch_of(), batch_of()
    assert series_of(batch=three) == [one, two, three]
    assert series_of(batch=later, most=2) == [three, later]


@pytest.mark.parametrize(
    "told",
    [
        {"header": ["Nama", "HP"]},
        {"header": ["Perbaikan", *HEADER]},
        {"received_by": "orang-lain"},
        {"status": Batch.Status.OPEN},
        {"status": Batch.Status.UNDONE},
    ],
)
def test_series_of_leaves_out_other_lists_and_what_does_not_stand(told):
    batch_of(**told)
    batch = batch_of()
    assert series_of(batch=batch) == [batch]


def test_latest_series_puts_the_newest_list_first(agency):
    one, other, two = batch_of(), batch_of(header=["X"]), batch_of(header=[*HEADER, "Perbaikan"])
    batch_of(sha256="")  # a form is no sheet
    assert latest_series(by=agency) == [[one, two], [other]]


def test_latest_series_shows_an_office_its_own_lists_only(agency_of_region):
    batch_of()
    own = batch_of(received_by=agency_of_region.username)
    assert latest_series(by=agency_of_region) == [[own]]


def test_reasons_of_counts_rows_per_column_worst_first():
    batch = batch_of()
    for number, columns in enumerate([["NIK", "NIK"], ["NIK"], ["HP"]], 1):
        row = factories.RowFactory(batch=batch, number=number)
        for column in columns:
            Finding.objects.create(
                row=row, severity="WARNING", column=column, reason=f"{column} {number}", remedy="x"
            )
    Finding.objects.create(row=row, severity="REPAIRED", column="HP", reason="y", remedy="")
    told = reasons_of(batch=batch, severities=["WARNING"])
    assert [(one.column, one.rows, one.reason) for one in told] == [
        ("NIK", 2, "NIK 1"),
        ("HP", 1, "HP 3"),
    ]
