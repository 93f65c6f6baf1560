"""Staged tables end as sheets do that are received row by row, whatever the pieces."""

import csv
from datetime import date

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.registry.actions import Intake, Remembered, open_batch, receive_staged
from laju.apps.registry.actions.known import Asked
from laju.apps.registry.models import Batch, Business, Finding, Owner, Row
from laju.engines.staging import Order, stage_file
from tests.apps.registry.actions.sheets import TITLES, receive, row, stored
from tests.apps.registry.actions.test_receiving import SEVERAL
from tests.factories import AT

LATER = (
    *(row(*cells[:6], "20.000") for cells in SEVERAL),
    row("Keripik Mawar", "Ani Siregar", prices="21.000"),
    row("Salon Ani", "Ani Siregar", "", "0810-0000-5002"),
)
ALL = (Finding, Row, Batch)


def stage(folder, name, *rows):
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([TITLES, *rows])
    sha256 = name * 64
    order = Order(path=path, sha256=sha256, folder=folder / "staging", today=date(2026, 2, 3))
    [staged] = stage_file(order=order)
    return staged, sha256


def receive_in_pieces(folder, name, *rows, known, limit, by):
    staged, sha256 = stage(folder, name, *rows)
    batch = open_batch(staged=staged, file_name="u.csv", sha256=sha256, by=by, at=AT)
    while batch.status == Batch.Status.OPEN:
        intake = Intake(staged, known=known)
        batch = receive_staged(batch=batch, intake=intake, limit=limit, by=by, at=AT)
    return batch


def cleared():
    for model in ALL:
        model.objects.all().delete()
    Business.objects.all().delete()
    Owner.objects.all().delete()


@pytest.mark.parametrize("limit", [1, 4, 500])
@pytest.mark.parametrize("known", [Asked, Remembered])
def test_receive_staged_ends_as_receive_sheet_does(agency, tmp_path, known, limit):
    sheets = {"a": SEVERAL, "b": LATER, "c": SEVERAL}
    whole = [stored(receive(*rows, by=agency, sha256=name * 64)) for name, rows in sheets.items()]
    quality = Batch.objects.order_by("pk").values_list("quality", flat=True)
    of_sheets = list(quality)
    cleared()
    looked_up = known()
    pieces = [
        stored(receive_in_pieces(tmp_path, n, *rows, known=looked_up, limit=limit, by=agency))
        for n, rows in sheets.items()
    ]
    assert pieces == whole
    assert [list(map(dict, q)) for q in quality.all()] == of_sheets


def test_receive_staged_takes_a_table_without_rows(agency, tmp_path, monkeypatch):
    staged, sha256 = stage(tmp_path, "a", row())
    batch = open_batch(staged=staged, file_name="u.csv", sha256=sha256, by=agency, at=AT)
    Batch.objects.update(rows_total=0)
    batch = receive_staged(batch=batch, intake=Intake(staged), limit=0, by=agency, at=AT)
    assert (batch.status, batch.rows_done) == (Batch.Status.DONE, 0)


def test_open_batch_goes_on_with_what_was_begun(agency, tmp_path):
    staged, sha256 = stage(tmp_path, "a", *SEVERAL)
    told = {"staged": staged, "file_name": "u.csv", "sha256": sha256, "by": agency, "at": AT}
    first = open_batch(**told)
    receive_staged(batch=first, intake=Intake(staged), limit=3, by=agency, at=AT)
    assert open_batch(**told) == first
    assert Batch.objects.get().rows_done == 3


def test_receive_staged_writes_one_line_per_call(agency, tmp_path):
    receive_in_pieces(tmp_path, "a", *SEVERAL, known=None, limit=5, by=agency)
    lines = Entry.objects.filter(action="registry.receive_staged")
    assert [line.subject for line in lines] == [f"registry.batch:{Batch.objects.get().pk}"] * 2
    assert len(set(lines.values_list("inputs_sha256", flat=True))) == 1


def test_receive_staged_holds_back_what_an_officer_may_not_enter(agency_of_region, tmp_path):
    batch = receive_in_pieces(
        tmp_path, "a", row(), row(region="Toba"), known=None, limit=5, by=agency_of_region
    )
    assert (batch.created, batch.rejected) == (1, 1)
    assert "di luar wilayah kerja" in Finding.objects.get().reason
    assert not Row.objects.get(outcome=Row.Outcome.REJECTED).fingerprint
