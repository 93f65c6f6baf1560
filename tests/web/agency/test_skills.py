import pytest
from django.urls import reverse

from laju.apps.skills.models import Certificate, Progress
from laju.core.skills import NEEDED, load_lessons
from laju.web.agency import skills
from tests import factories


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.CERTIFICATE_KEY = tmp_path / "certificates.pem"


@pytest.fixture
def rows(medan, at):
    cohort = factories.CohortFactory(year=2027, status="SELECTED")
    made = [
        factories.ParticipantFactory(
            application__cohort=cohort, application__business__region=medan
        )
        for _ in range(3)
    ]
    for row in made:
        for lesson in load_lessons()[:NEEDED]:
            Progress.objects.create(
                participant=row, lesson=lesson.key, proven_at=at, evidence="dilihat", level=2
            )
    return made


def test_certificates_are_issued_some_at_a_time_checked_and_revoked(
    sign_in, agency, rows, client, monkeypatch
):
    monkeypatch.setattr(skills, "AT_ONCE", 2)
    office = sign_in(agency)
    assert "3 peserta sudah membuktikan" in office.get(reverse("agency:skills")).content.decode()
    page = office.post(reverse("agency:issue_certificates", args=[2027]), follow=True)
    assert "2 sertifikat terbit. 1 lagi menunggu" in page.content.decode()
    office.post(reverse("agency:issue_certificates", args=[2027]))
    assert Certificate.objects.count() == 3
    one = Certificate.objects.first()
    public = reverse("public:certificate", args=[one.code])
    assert "Sertifikat ini berlaku" in client.get(public).content.decode()
    url = reverse("agency:revoke_certificate", args=[one.pk])
    empty = office.post(url, {"reason": ""})
    assert empty.status_code == 422 and "Tulis alasan" in empty.content.decode()
    office.post(url, {"reason": "Buktinya milik orang lain"})
    html = client.get(public).content.decode()
    assert "tidak berlaku lagi" in html and "Buktinya milik orang lain" in html
    told = b"".join(
        office.get(reverse("agency:export_certificates", args=[2027])).streaming_content
    )
    assert told.decode("utf-8-sig").count("\n") == 4


def test_all_tasks_are_looked_at(sign_in, agency, rows):
    factories.SiteFactory(participant=rows[0])
    Progress.objects.filter(participant=rows[0], lesson="tayang").delete()
    page = sign_in(agency).post(reverse("agency:check_skills", args=[2027]), follow=True)
    assert "tugas baru terbukti" in page.content.decode()
    assert Progress.objects.filter(participant=rows[0], lesson="tayang").exists()


def test_without_a_cohort_the_page_says_what_to_do(sign_in, agency, db):
    assert "Belum ada angkatan" in sign_in(agency).get(reverse("agency:skills")).content.decode()
