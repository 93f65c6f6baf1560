"""A year's pages leave as one ZIP that opens anywhere, and only what a person may see is in it."""

import io
import zipfile

import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.web.agency import exporting
from tests.factories import (
    MEDAN,
    TOBA,
    CohortFactory,
    ParticipantFactory,
    SiteFactory,
    UserFactory,
    region,
)

PAGE = (
    b'<a href="x" ping="/h/x/index">Pesan</a><img src="/h/x/index.gif" width="1" height="1" alt="">'
)


@pytest.fixture
def sites(db, settings, tmp_path):
    """Three live sites on disk, two in Medan and one in Toba."""
    settings.SITES = tmp_path / "sites"
    cohort = CohortFactory(year=2027)
    made = []
    for code in (MEDAN, MEDAN, TOBA):
        participant = ParticipantFactory(
            application__cohort=cohort, application__business__region=region(code)
        )
        site = SiteFactory(participant=participant)
        folder = settings.SITES / site.slug
        folder.mkdir(parents=True)
        (folder / "index.html").write_bytes(PAGE)
        (folder / "foto-1-400.webp").write_bytes(b"RIFF")
        (folder / ".htaccess").write_bytes(b"x")
        made.append(site)
    return made


def names(answer):
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_pages_leave_with_a_list_that_leads_to_them(sites, agency, sign_in):
    answer = sign_in(agency).get(reverse("agency:export_sites", args=[2027]))
    assert answer["Content-Disposition"] == 'attachment; filename="halaman-2027.zip"'
    files = names(answer)
    for site in sites:
        assert f"{site.slug}/index.html" in files and f"{site.slug}/foto-1-400.webp" in files
        assert f'href="{site.slug}/index.html"'.encode() in files["index.html"]
        assert b"ping" not in files[f"{site.slug}/index.html"]  # away from here: to nobody
    assert not any("htaccess" in name for name in files)


def test_one_region_and_a_person_of_one_region(sites, agency, sign_in):
    url = reverse("agency:export_sites", args=[2027])
    files = names(sign_in(agency).get(url, {"wilayah": TOBA}))
    assert sites[2].slug in "".join(files) and sites[0].slug not in "".join(files)
    near = UserFactory(role=Role.AGENCY, username="toba", regions=[region(TOBA)])
    files = names(sign_in(near).get(url))
    assert sites[2].slug in "".join(files) and sites[0].slug not in "".join(files)
    assert sign_in(near).get(url, {"wilayah": MEDAN}).status_code == 302  # nothing of theirs


def test_too_many_or_none_is_said(sites, agency, sign_in, monkeypatch):
    browser, url = sign_in(agency), reverse("agency:export_sites", args=[2027])
    monkeypatch.setattr(exporting, "MOST_SITES", 2)
    assert "pilih satu wilayah" in browser.get(url, follow=True).content.decode()
    said = browser.get(url, {"wilayah": "99.99"}, follow=True).content.decode()
    assert "Belum ada halaman" in said
