"""Who may open the pages of the programme, and what is never a link."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import CohortFactory, ContentFactory

PAGES = {
    "business": ["code"],
    "kbli": ["code"],
    "uncoded": [],
    "uncoded_export": [],
    "export_ics": ["code"],
    "cohorts": [],
    "open_cohort": [],
    "export_cohorts": [],
    "cohort": ["year"],
    "export_seats": ["year"],
    "export_applications": ["year"],
    "applicants": ["year"],
    "run": ["year"],
    "application": ["pk"],
    "calendar": [],
    "export_calendar": [],
    "ad_plan": [],
    "ranking": [],
}
DEEDS = {
    "choose_for_phrase": [],
    "approve_content": ["code"],
    "hold_content": ["code"],
    "compose_contents": ["code"],
    "take_down_site": ["code"],
    "restore_site": ["code"],
    "set_quotas": ["year"],
    "curate": ["year"],
    "select_cohort": ["year"],
    "receive_applications": ["year"],
    "assign_facilitator": ["year"],
    "curate_application": ["pk"],
    "replace_participant": ["pk"],
    "plan_budget": ["year"],
    "publish_ranking": ["year"],
}


@pytest.fixture
def keys(db):
    application = ContentFactory(
        participant__application__cohort=CohortFactory(year=2027, status="SELECTED")
    ).participant.application
    return {"code": application.business.code, "year": 2027, "pk": application.pk}


def address(name, parts, keys):
    return reverse(f"agency:{name}", args=[keys[part] for part in parts])


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_the_agency_only(client, people, keys, name):
    url = address(name, PAGES[name], keys)
    assert client.get(url).status_code == 302
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(url).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_for_the_agency_only_and_never_a_link(client, people, keys, name):
    url = address(name, DEEDS[name], keys)
    assert client.post(url).status_code == 302
    for role in ("FACILITATOR", "OWNER", "ASSESSOR"):
        client.force_login(people[role])
        assert client.post(url).status_code == 403
    client.force_login(people["AGENCY"])
    assert client.get(url).status_code == 405


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_insist_on_the_csrf_token(keys, agency, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(agency)
    assert strict.post(address(name, DEEDS[name], keys)).status_code == 403
