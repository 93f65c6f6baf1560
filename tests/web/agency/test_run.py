"""Running the steps after selection in small pieces."""

import re

import pytest
from django.urls import reverse

from laju.apps.ads.models import Plan
from laju.apps.jobs.models import Job
from laju.apps.jobs.working import work_off
from laju.apps.publishing.models import Site
from laju.apps.social.models import Post
from laju.web.journey.steps import STEPS
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory, ParticipantFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.SITES = tmp_path / "sites"
    settings.POSTERS = tmp_path / "posters"
    settings.PHOTOS = tmp_path / "photos"


@pytest.fixture
def cohort(db):
    cohort = CohortFactory(year=2027, status="SELECTED", seed="dadu 6")
    for _ in range(2):
        business = BusinessFactory(products_text="Keripik singkong 15rb")
        ParticipantFactory(
            application=ApplicationFactory(
                cohort=cohort, business=business, status="CHOSEN", score=80
            )
        )
    return cohort


def step_url(key):
    return reverse("agency:run_step", args=[2027, key])


def test_run_opens_for_the_agency_only(client, people, cohort):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(reverse("agency:run", args=[2027])).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


def test_run_before_selection_says_what_comes_first(sign_in, agency):
    CohortFactory(year=2027)
    text = sign_in(agency).get(reverse("agency:run", args=[2027])).content.decode()
    assert "Peserta belum dipilih" in text


def test_run_leaves_advertising_until_there_is_a_purse(sign_in, agency, cohort):
    steps = sign_in(agency).get(reverse("agency:run", args=[2027])).context["steps"]
    assert [step["key"] for step in steps if not step["is_ready"]] == ["ads"]


@pytest.mark.parametrize(
    "query", ["bulan=2027-99", "rupiah=banyak", "bulan=%00", "rupiah=" + "9" * 900]
)
def test_run_stands_nonsense(sign_in, agency, cohort, query):
    answer = sign_in(agency).get(f"{reverse('agency:run', args=[2027])}?{query}")
    assert answer.status_code == 200


def test_run_step_does_one_chunk_and_goes_on(sign_in, agency, cohort):
    part = sign_in(agency).post(step_url("facts"), headers=HTMX).content.decode()
    assert "load delay" in part
    assert step_url("facts") in part
    part = sign_in(agency).post(step_url("facts"), headers=HTMX).content.decode()
    assert "load delay" not in part


def test_run_step_without_htmx_leads_back(sign_in, agency, cohort):
    answer = sign_in(agency).post(step_url("facts"))
    assert answer["Location"].startswith(reverse("agency:run", args=[2027]))


def test_run_all_works_to_the_end(sign_in, agency, cohort, monkeypatch):
    monkeypatch.setattr("laju.web.agency.run.STEPS", STEPS[:-1])  # posters take seconds
    browser, told = sign_in(agency), {"bulan": "2027-03", "rupiah": "2 juta", "kini": ""}
    for _ in range(40):
        part = browser.post(step_url("semua"), told, headers=HTMX).content.decode()
        if "load delay" not in part:
            break
        told["kini"] = re.search(r'name="kini" value="(\w*)"', part)[1]
    assert "Semua langkah selesai" in part
    assert Site.objects.count() == 2
    assert Plan.objects.get().rupiah == 2_000_000
    assert Post.objects.filter(on__year=2027, on__month=3).exists()


def test_run_step_shows_a_refusal_in_place(sign_in, agency):
    CohortFactory(year=2027, status="SELECTED", seed="7")
    told = {"bulan": "2027-03", "rupiah": "1000000"}
    answer = sign_in(agency).post(step_url("ads"), told, headers=HTMX)
    assert answer.status_code == 200
    assert "belum mempunyai peserta" in answer.content.decode()


def test_run_step_unknown_is_lost(sign_in, agency, cohort):
    assert sign_in(agency).post(step_url("terbang")).status_code == 404


def test_run_step_takes_the_whole_area(sign_in, agency_of_region, cohort):
    assert sign_in(agency_of_region).post(step_url("facts")).status_code == 403


def test_run_behind_asks_once_and_the_worker_does_it_all(sign_in, agency, cohort):
    client = sign_in(agency)
    url = reverse("agency:run_behind", args=[2027])
    for _ in range(2):
        client.post(url, {"bulan": "2027-03", "rupiah": "200.000"})
    job = Job.objects.get()
    assert (job.kwargs["rupiah"], job.asked_by) == (200_000, "dinas")
    text = client.get(reverse("agency:run", args=[2027])).content.decode()
    assert "Semua langkah sedang dikerjakan di latar" in text
    work_off(worker="w")
    job.refresh_from_db()
    assert (job.status, job.errors) == ("SUCCESSFUL", [])
    assert job.done == job.total > len(STEPS)
    assert Site.objects.count() == 2
    assert Plan.objects.get().rupiah == 200_000


def test_run_behind_stops_when_the_account_is_closed(sign_in, agency, cohort):
    sign_in(agency).post(reverse("agency:run_behind", args=[2027]), {"bulan": "2027-03"})
    agency.is_active = False
    agency.save()
    work_off(worker="w")
    job = Job.objects.get()
    assert job.status == "FAILED"
    assert "tidak aktif lagi" in job.errors[-1]["message"]
