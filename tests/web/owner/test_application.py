from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.programme.actions import give_up_seat
from laju.apps.programme.models import Application
from tests import factories
from tests.apps.programme.curated import drawn_cohort


@pytest.fixture
def owner(db):
    return factories.UserFactory(role="OWNER")


@pytest.fixture
def row(owner, agency, at):
    cohort = drawn_cohort(by=agency, at=at, medan=14, toba=3, confidence=0.99)
    mine = cohort.applications.filter(business__region=factories.MEDAN)
    leaving = mine.filter(status=Application.Status.CHOSEN).first()
    give_up_seat(application=leaving, reason="Pindah kota", by=agency, at=at)
    row = mine.filter(status=Application.Status.WAITING).order_by("place").first()
    row.business.owner.user = owner
    row.business.owner.save()
    return row


def offer(row, until=timedelta(days=2)):
    row.offered_at, row.offer_ends_at = timezone.now(), timezone.now() + until
    row.save()


def test_an_owner_who_waits_sees_it_at_home(sign_in, owner, row):
    page = sign_in(owner).get(reverse("owner:home")).content.decode()
    assert row.business.name in page and "daftar tunggu" in page
    assert "belum terhubung" not in page


def test_an_offered_seat_is_taken_once(sign_in, owner, row):
    offer(row)
    client = sign_in(owner)
    assert (
        "Ya, saya ambil" in client.get(reverse("owner:application", args=[row.pk])).content.decode()
    )
    answer = reverse("owner:answer_seat", args=[row.pk])
    assert client.post(answer, {"answer": "ambil"})["Location"] == reverse("owner:home")
    assert client.post(answer, {"answer": "ambil"}).status_code == 302  # pressed twice
    row.refresh_from_db()
    assert row.status == Application.Status.CHOSEN and row.participant


def test_a_late_answer_is_refused_in_words(sign_in, owner, row):
    offer(row, until=-timedelta(hours=1))
    answer = sign_in(owner).post(reverse("owner:answer_seat", args=[row.pk]), {"answer": "ambil"})
    assert answer.status_code in {400, 409} and "lewat" in answer.content.decode()


def test_letting_go_needs_a_reason(sign_in, owner, row):
    client, answer = sign_in(owner), reverse("owner:answer_seat", args=[row.pk])
    empty = client.post(answer, {"answer": "lepas"})
    assert empty.status_code == 422 and "Tulis alasannya" in empty.content.decode()
    client.post(answer, {"answer": "lepas", "reason": "Pindah kota"})
    row.refresh_from_db()
    assert row.status == Application.Status.DECLINED


def test_somebody_else_finds_nothing(sign_in, row):
    stranger = factories.UserFactory(role="OWNER")
    assert sign_in(stranger).get(reverse("owner:application", args=[row.pk])).status_code == 404
