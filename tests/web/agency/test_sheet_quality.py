import pytest
from django.urls import reverse

from laju.apps.registry.models import Batch, Finding, Link, Row
from laju.web.agency.sheet_quality import columns_of_sheet, state_of, steps_for, trend_of
from tests import factories

LIST = reverse("agency:batches")
pytestmark = pytest.mark.django_db


def column(field, title, filled, valid, repaired=0, wrong=0):
    return {
        "field": field, "title": title, "filled": filled, "valid": valid, "repaired": repaired,
        "wrong": wrong,
    }  # fmt: skip


def batch_of(**told):
    return factories.BatchFactory(**{"rows_total": 10, "created": 10, **told})


def test_columns_of_sheet_puts_the_worst_first_and_leaves_out_what_means_nothing():
    batch = batch_of(
        quality=[
            column("name", "Nama", 10, 10),
            column("", "Ket", 3, 3),
            column("nik", "NIK", 8, 4, repaired=1, wrong=3),
        ]
    )
    nik, name = columns_of_sheet(batch=batch, before=None)
    assert (nik.title, nik.complete, nik.sound) == ("NIK", "80 %", "63 %")
    assert [part["width"] for part in nik.bar] == ["40.00", "10.00", "30.00"]
    assert [part["x"] for part in nik.bar] == ["0.00", "40.00", "50.00"]
    assert (name.complete, name.sound, name.gained) == ("100 %", "100 %", None)


def test_columns_of_sheet_says_what_was_gained_since_the_sheet_before():
    before = batch_of(quality=[column("nik", "KTP", 10, 5)])
    batch = batch_of(quality=[column("nik", "NIK", 10, 7, repaired=1)])
    assert [one.gained for one in columns_of_sheet(batch=batch, before=before)] == [30]
    hardly = batch_of(rows_total=50, created=50, quality=[column("nik", "NIK", 50, 26)])
    assert [one.gained for one in columns_of_sheet(batch=hardly, before=before)] == [0]


def test_columns_of_an_empty_column_has_no_share():
    batch = batch_of(quality=[column("nib", "NIB", 0, 0)])
    assert columns_of_sheet(batch=batch, before=None)[0].sound == "–"


def test_trend_of_measures_against_the_worst_sheet():
    sheets = [batch_of(rejected=n) for n in (40, 4, 0)]
    points = trend_of(sheets=sheets, current=sheets[1])
    assert [point.width for point in points] == ["100.00", "10.00", "0.00"]
    assert [point.is_current for point in points] == [False, True, False]


@pytest.mark.parametrize(
    ("told", "tone"),
    [
        ({}, "success"),
        ({"warnings": 2}, "info"),
        ({"rejected": 1, "warnings": 2}, "warning"),
        ({"status": Batch.Status.OPEN}, "warning"),
        ({"status": Batch.Status.UNDONE}, ""),
    ],
)
def test_state_of_is_green_only_when_every_cell_is_in_use(told, tone):
    assert state_of(batch_of(**told))[0] == tone


def test_steps_for_say_what_to_do_in_order():
    batch = batch_of(rejected=2, warnings=3)
    steps = steps_for(batch=batch, pairs_waiting=4)
    assert [step.label for step in steps] == [
        "Unduh berkas Perbaikan", "Unggah hasil perbaikan", "Putuskan"
    ]  # fmt: skip
    assert steps[0].text.startswith("2 baris ditolak dan 3 isian belum dipakai.")
    only_doubts = steps_for(batch=batch_of(warnings=3), pairs_waiting=0)
    assert only_doubts[0].text.startswith("3 isian belum dipakai.")
    assert steps_for(batch=batch_of(), pairs_waiting=0) == []


def test_batch_page_shows_quality_course_and_reasons(agency, sign_in):
    batch_of(header=["Nama", "NIK"], created=5, rejected=5, quality=[column("nik", "NIK", 10, 5)])
    batch = batch_of(
        header=["Nama", "NIK", "Perbaikan"],
        created=9,
        rejected=1,
        quality=[column("nik", "NIK", 10, 9)],
    )
    row = factories.RowFactory(batch=batch, outcome=Row.Outcome.REJECTED)
    Finding.objects.create(
        row=row, severity="ERROR", column="Nama", reason="Nama usaha kosong.", remedy="Isi nama."
    )
    page = sign_in(agency).get(reverse("agency:batch", args=[batch.pk])).content.decode()
    assert "Mutu tiap kolom" in page
    assert "▲ +40" in page
    assert "5 ditolak" in page
    assert "Supaya lembar ini hijau" in page
    assert "Nama usaha kosong." in page


def test_batch_page_of_a_green_sheet_says_so(agency, sign_in):
    page = sign_in(agency).get(reverse("agency:batch", args=[batch_of().pk])).content.decode()
    assert "Lembar ini hijau" in page
    assert "Supaya lembar ini hijau" not in page


def test_batch_page_counts_pairs_of_its_own_rows_only(agency, sign_in):
    batch = batch_of()
    row = factories.RowFactory(batch=batch, business=factories.BusinessFactory())
    other = factories.BusinessFactory()
    Link.objects.create(left=row.business, right=other, score=9)
    browser = sign_in(agency)
    page = browser.get(reverse("agency:batch", args=[batch.pk])).content.decode()
    assert "1 pasang usaha dari lembar ini mungkin ganda." in page
    stranger = browser.get(reverse("agency:batch", args=[batch_of().pk])).content.decode()
    assert "mungkin ganda." not in stranger


def test_batches_list_shows_each_list_once_with_its_course(agency, sign_in):
    for rejected in (39, 4, 0):
        batch_of(header=["Nama", "NIK"], rejected=rejected)
    batch_of(header=["Nama", "HP"], rejected=7)
    batch_of(header=["Nama", "HP"], rejected=9, status=Batch.Status.UNDONE)
    context = sign_in(agency).get(LIST).context
    courses = [[point.rejected for point in one["trend"]] for one in context["lists"]]
    assert courses == [[7], [39, 4, 0]]
    assert context["green_of"] == "1 dari 2"
    assert context["count_held"] == 7


def test_batches_list_asks_as_often_for_one_sheet_as_for_three(
    agency, sign_in, django_assert_max_num_queries
):
    browser = sign_in(agency)
    batch_of()
    with django_assert_max_num_queries(40) as one:
        browser.get(LIST)
    for name in ("a", "b"):
        batch_of(header=[name])
    with django_assert_max_num_queries(len(one)):
        browser.get(LIST)
