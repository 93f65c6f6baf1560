"""The office sees what was done to live pages, has them checked, and settles what stays."""

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.jobs.models import Job
from laju.apps.publishing.actions import Folders, release_sites
from laju.apps.publishing.models import Site, Trouble
from laju.apps.studio.actions import compose_contents, gather_facts
from laju.web.journey.tasks import ask_for_check, look_after_sites
from tests.factories import CohortFactory, ParticipantFactory, SiteFactory


@pytest.fixture
def out(db, settings, tmp_path, agency, at):
    """Two sites that are live, on a disk of their own."""
    settings.SITES, settings.QUARANTINE = tmp_path / "sites", tmp_path / "away"
    settings.POSTERS, settings.PHOTOS = tmp_path / "posters", tmp_path / "photos"
    cohort = CohortFactory()
    ParticipantFactory.create_batch(2, application__cohort=cohort)
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)
    folders = Folders(settings.SITES, settings.POSTERS, settings.PHOTOS)
    release_sites(cohort=cohort, folders=folders, by=agency, at=at)
    return list(Site.objects.order_by("slug"))


def test_the_night_check_mends_what_was_done(out, settings):
    page = settings.SITES / out[0].slug / "index.html"
    page.write_bytes(b"<h1>slot gacor</h1>")
    (settings.SITES / out[1].slug / "judi.php").write_bytes(b"<?php")
    assert look_after_sites.call() == 2
    endings = dict(Trouble.objects.values_list("name", "ending"))
    assert endings == {"index.html": "REWRITTEN", "judi.php": "QUARANTINED"}
    assert b"slot gacor" not in page.read_bytes()
    assert look_after_sites.call() == 2
    assert Trouble.objects.count() == 2


def test_the_check_is_asked_for_once_a_night_and_by_a_person_any_time(out):
    night = timezone.localtime().replace(hour=1, minute=0)
    assert not ask_for_check(at=night.replace(hour=0))
    assert ask_for_check(at=night)
    assert not ask_for_check(at=night)
    assert not ask_for_check(at=night, is_asked=True)  # one is waiting
    Job.objects.update(status="SUCCESSFUL", asked_at=night)
    assert not ask_for_check(at=night)
    assert ask_for_check(at=night, is_asked=True)


def test_without_live_sites_nothing_is_checked(db, at):
    assert not ask_for_check(at=at, is_asked=True)


def test_the_page_shows_what_was_found_and_lets_a_person_settle_it(agency, sign_in, at):
    site = SiteFactory()
    told = "slot gacor, kode dari luar"
    row = Trouble.objects.create(site=site, name="x.php", kind="FOREIGN", told=told, found_at=at)
    browser, url = sign_in(agency), reverse("agency:troubles")
    page = browser.get(url).content.decode()
    assert "x.php" in page and told in page
    assert browser.post(reverse("agency:settle_trouble", args=[row.pk])).url == url
    assert "x.php" not in browser.get(url).content.decode()
    over = browser.get(url, {"keadaan": "selesai"}).content.decode()
    assert "x.php" in over and "Diselesaikan petugas" in over
    again = browser.post(reverse("agency:settle_trouble", args=[row.pk]), follow=True)
    assert "sudah selesai" in again.content.decode()
    assert browser.post(reverse("agency:settle_trouble", args=[2**70])).status_code == 404


def test_a_person_asks_for_a_check(out, agency, sign_in):
    browser = sign_in(agency)
    said = browser.post(reverse("agency:check_sites"), follow=True).content.decode()
    assert "Pemeriksaan dimulai" in said
    said = browser.post(reverse("agency:check_sites"), follow=True).content.decode()
    assert "sedang berjalan" in said
