import hashlib

import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.ledger.models import Entry
from laju.apps.registry.models import Finding
from laju.web.shared.lists import SEPARATOR
from tests.factories import (
    AT,
    BatchFactory,
    BusinessFactory,
    FigureFactory,
    ParticipantFactory,
    RowFactory,
    UserFactory,
    region,
)


@pytest.fixture
def participants(db):
    return [
        ParticipantFactory(application__business=BusinessFactory(name=name, region=region(code)))
        for name, code in (("Keripik Bu Ani", "12.71"), ("Ulos Sianipar", "12.12"))
    ]


@pytest.fixture
def figure(participants):
    return FigureFactory(participants=participants)


@pytest.fixture
def assessor_of_toba(db):
    return UserFactory(role=Role.ASSESSOR, regions=["12.12"])


def csv_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["figures", "figure", "trace", "sample", "ledger"])
def test_assessor_pages_open_for_assessors_only(role, name, people, figure, sign_in):
    args = {"figure": [figure.pk], "trace": [figure.pk, figure.rows[0]]}.get(name, [])
    response = sign_in(people[role]).get(reverse(f"assessor:{name}", args=args))
    assert response.status_code == (200 if role == Role.ASSESSOR else 403)


@pytest.mark.parametrize("name", ["figures", "figure", "trace", "sample", "ledger"])
def test_assessor_pages_change_nothing(name, assessor, figure, sign_in):
    args = {"figure": [figure.pk], "trace": [figure.pk, figure.rows[0]]}.get(name, [])
    assert sign_in(assessor).post(reverse(f"assessor:{name}", args=args)).status_code == 405


def test_figures_tell_definition_and_sum(assessor, figure, sign_in):
    html = sign_in(assessor).get("/penilai/").content.decode()
    assert figure.definition in html
    assert "jumlah bagian = keseluruhan" in html
    figure.parts = {"12.71": 1}
    figure.save()
    assert "jumlah bagian ≠ keseluruhan" in sign_in(assessor).get("/penilai/").content.decode()


def test_figure_names_every_row_with_its_place(assessor, figure, sign_in):
    html = sign_in(assessor).get(f"/penilai/angka/{figure.pk}/").content.decode()
    for word in ("Keripik Bu Ani", "Ulos Sianipar", "Kota Medan", "sidik baris cocok"):
        assert word in html
    one = sign_in(assessor).get(f"/penilai/angka/{figure.pk}/?wilayah=12.12").content.decode()
    assert "Ulos Sianipar" in one
    assert "Keripik Bu Ani" not in one


def test_figure_shows_when_its_rows_were_touched(assessor, figure, sign_in):
    figure.rows = figure.rows[:1]
    figure.save()
    html = sign_in(assessor).get(f"/penilai/angka/{figure.pk}/").content.decode()
    assert "sidik baris tidak cocok" in html


def test_figure_as_csv_has_all_rows_in_order_of_key(assessor, figure, sign_in):
    lines = csv_of(sign_in(assessor).get(f"/penilai/angka/{figure.pk}/?format=csv"))
    assert [int(line.split(SEPARATOR)[0]) for line in lines[1:]] == figure.rows


def test_figure_keeps_to_the_regions_of_the_assessor(assessor_of_toba, figure, sign_in):
    browser = sign_in(assessor_of_toba)
    html = browser.get(f"/penilai/angka/{figure.pk}/").content.decode()
    assert "Ulos Sianipar" in html
    assert "Keripik Bu Ani" not in html
    foreign = browser.get(f"/penilai/angka/{figure.pk}/?wilayah=12.71").content.decode()
    assert "Keripik Bu Ani" not in foreign
    lines = csv_of(browser.get(f"/penilai/angka/{figure.pk}/?format=csv"))
    assert len(lines) == 2
    sample = browser.get("/penilai/sampel/", {"figure": figure.pk, "size": 9, "seed": "3"})
    assert "Keripik Bu Ani" not in sample.content.decode()
    assert browser.get(f"/penilai/angka/{figure.pk}/baris/{figure.rows[0]}/").status_code == 404
    assert browser.get(f"/penilai/angka/{figure.pk}/baris/{figure.rows[1]}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_figure_asks_as_often_for_many_as_for_one(count, assessor, sign_in, asks):
    figure = FigureFactory(participants=[ParticipantFactory() for _ in range(count)])
    browser = sign_in(assessor)
    with asks(7):
        browser.get(f"/penilai/angka/{figure.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_figures_ask_as_often_for_many_as_for_one(count, assessor, participants, sign_in, asks):
    for day in range(1, count + 1):
        FigureFactory(participants=participants, on=f"2026-11-0{day}")
    browser = sign_in(assessor)
    with asks(5):
        browser.get("/penilai/")


def test_trace_leads_to_the_very_cells(assessor, figure, participants, sign_in):
    business = participants[0].application.business
    batch = BatchFactory(header=["Nama", "NIK"], fields=["name", "nik"])
    row = RowFactory(
        batch=batch, business=business, number=118, cells=["KERIPIK", "1271012345678901"]
    )
    Finding.objects.create(
        row=row, severity="WARNING", column="NIK", reason="NIK tidak utuh.", remedy="Periksa KTP."
    )
    Entry.objects.create(
        action="registry.receive_sheet",
        by="laju",
        at=AT,
        inputs_sha256="c" * 64,
        subject=f"registry.batch:{batch.pk}",
        result="ok",
    )
    html = (
        sign_in(assessor)
        .get(f"/penilai/angka/{figure.pk}/baris/{participants[0].pk}/")
        .content.decode()
    )
    for word in (
        "Baris 118",
        "usaha-medan.csv",
        batch.sha256,
        "KERIPIK",
        "NIK tidak utuh.",
        "Lembar diterima",
    ):
        assert word in html
    assert "1271012345678901" not in html  # the row is proved without whose number it is
    assert "•901" in html


@pytest.mark.parametrize(
    "path",
    ["angka/999/", "angka/99999999999999999999/", "angka/1/baris/99999999999999999999/"],
)
def test_unknown_figures_do_not_exist(assessor, figure, sign_in, path):
    assert sign_in(assessor).get(f"/penilai/{path}").status_code == 404


def test_sample_can_be_drawn_again_by_hand(assessor, figure, sign_in):
    query = {"figure": figure.pk, "size": 1, "seed": "3 1 6", "hits": 1}
    html = sign_in(assessor).get("/penilai/sampel/", query).content.decode()
    tickets = {hashlib.sha256(f"3 1 6|{key}".encode()).hexdigest(): key for key in figure.rows}
    assert min(tickets)[:16] in html
    assert f"|{tickets[min(tickets)]}" in html
    assert "1 dari 1 sampel benar" in html
    lines = csv_of(sign_in(assessor).get("/penilai/sampel/", {**query, "format": "csv"}))
    assert min(tickets) in lines[1]


@pytest.mark.parametrize(
    "query",
    [
        {"size": "0"},
        {"size": "99999999999999999999"},
        {"size": "x"},
        {"seed": ""},
        {"seed": "\x00"},
        {"figure": "999"},
        {"hits": "31"},
        {"hits": "-1"},
    ],
)
def test_sample_says_what_is_wrong(assessor, figure, sign_in, query):
    asked = {"figure": figure.pk, "size": "30", "seed": "3 1 6", **query}
    response = sign_in(assessor).get("/penilai/sampel/", asked)
    assert response.status_code == 200
    assert "Ada yang perlu diperbaiki" in response.content.decode()


def test_sample_waits_for_figures(assessor, sign_in):
    assert "Belum ada angka" in sign_in(assessor).get("/penilai/sampel/").content.decode()
