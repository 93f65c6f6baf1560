"""One application."""

import pytest
from django.urls import reverse

from laju.apps.programme.models import Application, Participant
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory, ParticipantFactory


@pytest.fixture
def application(db):
    parts = [{"criterion": "PRICES", "points": 5, "most": 15, "reason": "Ada kisaran harga."}]
    return ApplicationFactory(score=55.5, score_parts=parts)


def address(row, name="application"):
    return reverse(f"agency:{name}", args=[row.pk])


def test_application_opens_for_the_agency_only(client, people, application):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(address(application)).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


def test_application_shows_the_reasons(sign_in, agency, application):
    text = sign_in(agency).get(address(application)).content.decode()
    assert "Ada kisaran harga." in text
    assert "55,50" in text


def test_application_of_another_region_is_lost(sign_in, agency_of_region, toba):
    foreign = ApplicationFactory(business=BusinessFactory(region=toba))
    browser = sign_in(agency_of_region)
    assert browser.get(address(foreign)).status_code == 404
    typed = {"score": "99", "reason": "x"}
    assert browser.post(address(foreign, "curate_application"), typed).status_code == 404


@pytest.mark.parametrize("pk", [0, 10**30])
def test_application_unknown_is_lost(sign_in, agency, pk):
    assert sign_in(agency).get(reverse("agency:application", args=[pk])).status_code == 404


def test_curate_application_sets_score_and_reason(sign_in, agency, application):
    typed = {"score": "72,5", "reason": "Kunjungan: produknya rapi."}
    answer = sign_in(agency).post(address(application, "curate_application"), typed)
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.score == 72.5
    assert application.score_parts[-1]["reason"] == typed["reason"]


@pytest.mark.parametrize("typed", [{"score": "101"}, {"score": "nan"}, {"score": "tinggi"}, {}])
def test_curate_application_keeps_what_was_typed(sign_in, agency, application, typed):
    told = {"reason": "Alasan saya"} | typed
    answer = sign_in(agency).post(address(application, "curate_application"), told)
    assert answer.status_code == 422
    assert "Alasan saya" in answer.content.decode()
    application.refresh_from_db()
    assert application.score == 55.5


def test_replace_participant_lets_the_next_one_follow(sign_in, agency):
    cohort = CohortFactory(status="SELECTED")
    leaving = ParticipantFactory(application=ApplicationFactory(cohort=cohort, status="CHOSEN"))
    waiting = ApplicationFactory(cohort=cohort, status="WAITING", place=2, score=50)
    url = address(leaving.application, "replace_participant")
    answer = sign_in(agency).post(url, {"reason": "Pindah kota"})
    assert answer["Location"] == address(waiting)
    assert Participant.objects.get(application=waiting).left_at is None
    leaving.refresh_from_db()
    assert leaving.left_at
    assert sign_in(agency).post(url, {"reason": "Pindah kota"}).status_code == 404


def test_replace_participant_asks_why(sign_in, agency):
    leaving = ParticipantFactory()
    url = address(leaving.application, "replace_participant")
    assert sign_in(agency).post(url, {"reason": ""}).status_code == 422
    assert Application.objects.get().participant.left_at is None


def test_replace_participant_says_when_nobody_waits(sign_in, agency):
    leaving = ParticipantFactory()
    url = address(leaving.application, "replace_participant")
    answer = sign_in(agency).post(url, {"reason": "Pindah"})
    assert answer.status_code == 409
