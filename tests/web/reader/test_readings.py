"""Readers judge what is written and never learn whose it is."""

import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.programme.models import Reading
from laju.core.rubrics import read_rubric
from tests.apps.programme.curated import reading_cohort

SECRET = ("RAHASIA", "Ratnasari", "Jalan Rahasia", "081255501234", "1271")


@pytest.fixture
def cohort(agency, at):
    cohort = reading_cohort(by=agency, at=at, medan=4, toba=2)
    for application in cohort.applications.select_related("business__owner"):
        business = application.business
        business.name = "Keripik RAHASIA"
        business.activity = "Ratnasari membuat keripik RAHASIA, WA 081255501234, @rahasia"
        business.address = "Jalan Rahasia 5"
        business.owner.name = "Ratnasari Hutabarat"
        business.save()
        business.owner.save()
    return cohort


@pytest.fixture
def reading(cohort):
    return Reading.objects.filter(application__cohort=cohort).first()


@pytest.fixture
def browser(reading, sign_in):
    return sign_in(reading.reader.user)


def url(reading):
    return reverse("reader:reading", args=[reading.pk])


def steps(reading, value=3):
    rubric = read_rubric(reading.application.cohort.rubric)
    return {f"p-{criterion.key}": str(value) for criterion in rubric}


def test_readings_lists_what_is_mine_and_nothing_of_whom(browser, reading, cohort):
    html = browser.get(reverse("reader:readings")).content.decode()
    mine = Reading.objects.filter(reader=reading.reader)
    assert html.count("/kurator/bacaan/") == mine.count()
    assert not [word for word in SECRET if word in html]


def test_reading_shows_nothing_before_the_declaration(browser, reading):
    html = browser.get(url(reading)).content.decode()
    assert "Saya tidak punya hubungan" in html
    assert "keripik" not in html
    assert browser.post(url(reading), {"step": "done", **steps(reading)}).status_code == 409


def test_reading_is_blind(browser, reading):
    browser.post(url(reading), {"step": "declare"})
    html = browser.get(url(reading)).content.decode()
    assert "membuat keripik" in html
    assert "█" in html
    assert not [word for word in SECRET if word in html]
    assert "Medan" not in html and "Toba" not in html


def test_reading_saves_halfway_and_finishes(browser, reading):
    browser.post(url(reading), {"step": "declare"})
    first = dict([next(iter(steps(reading).items()))])
    browser.post(url(reading), {"step": "save", "note": "Ragu", **first})
    reading.refresh_from_db()
    assert (len(reading.points), reading.note, reading.status) == (1, "Ragu", "STARTED")
    answer = browser.post(url(reading), {"step": "done", "note": "Ragu sekali", **first})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "belum dinilai" in html
    assert "Ragu sekali" in html and 'value="3" checked' in html
    answer = browser.post(url(reading), {"step": "done", **steps(reading)})
    reading.refresh_from_db()
    assert answer.status_code == 302
    assert (reading.status, reading.total) == ("DONE", 75.0)


def test_reading_is_handed_back_with_a_reason(browser, reading):
    assert browser.post(url(reading), {"step": "back", "reason": " "}).status_code == 422
    assert browser.post(url(reading), {"step": "back", "reason": "Adik saya"}).status_code == 302
    reading.refresh_from_db()
    assert (reading.status, reading.reason) == ("CONFLICT", "Adik saya")
    assert browser.get(url(reading)).status_code == 404


def test_reading_of_another_reader_is_not_there(browser, reading, people, sign_in):
    other = Reading.objects.exclude(reader=reading.reader).first()
    assert browser.get(url(other)).status_code == 404
    assert browser.post(url(other), {"step": "declare"}).status_code == 404
    for role in set(Role) - {Role.READER}:
        assert sign_in(people[role]).get(url(reading)).status_code == 403
    assert sign_in(people[Role.READER]).get(url(reading)).status_code == 404


@pytest.mark.parametrize("value", ["9", "-1", "x", "\x00", "3" * 50, "٣"])
def test_reading_survives_odd_steps(browser, reading, value):
    browser.post(url(reading), {"step": "declare"})
    answer = browser.post(url(reading), {"step": "done", **steps(reading, value)})
    assert answer.status_code == 422


def test_home_leads_readers_to_their_list(browser):
    assert browser.get("/").url == reverse("reader:readings")
