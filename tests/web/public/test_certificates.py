from urllib.parse import quote

import jwt
import pytest

from laju.apps.skills.actions import issue_certificate, revoke_certificate
from laju.apps.skills.models import NameConsent, Progress
from laju.core.skills import NEEDED, load_lessons
from laju.engines.certificates import read_credential
from laju.engines.certificates.credential import is_revoked
from tests import factories


@pytest.fixture
def certificate(settings, tmp_path, medan, agency, at):
    settings.CERTIFICATE_KEY = tmp_path / "certificates.pem"
    row = factories.ParticipantFactory(application__business__region=medan)
    for lesson in load_lessons()[:NEEDED]:
        Progress.objects.create(
            participant=row, lesson=lesson.key, proven_at=at, evidence="<b>dilihat</b>", level=2
        )
    return issue_certificate(participant=row, base_url="http://testserver", by=agency, at=at)


def test_anybody_checks_a_certificate_by_page_and_by_key(client, certificate, agency, at):
    page = client.get("/sertifikat/", {"kode": f" {certificate.code.lower()} "}, follow=True)
    html = page.content.decode()
    assert "Sertifikat ini berlaku" in html and "&lt;b&gt;dilihat" in html
    assert certificate.participant.application.business.owner.name not in html
    told = client.get("/sertifikat/penerbit.json").json()
    jwk = told["verificationMethod"][0]["publicKeyJwk"]
    token = client.get(f"/sertifikat/{certificate.code}/kredensial.jwt").content.decode()
    credential = read_credential(token, jwk=jwk)
    status = credential["credentialStatus"]
    place = int(status["statusListIndex"])
    path = status["statusListCredential"].removeprefix("http://testserver")
    before = read_credential(client.get(path).content.decode(), jwk=jwk)
    revoke_certificate(certificate=certificate, reason="Salah orang", by=agency, at=at)
    after = read_credential(client.get(path).content.decode(), jwk=jwk)
    assert [is_revoked(each, index=place) for each in (before, after)] == [False, True]
    assert jwt.get_unverified_header(token)["jwk"] == jwk


@pytest.mark.parametrize("code", ["TIDAKADA", "../..", "x" * 300, "\x00", "<script>"])
def test_a_code_nobody_has_is_told_so(client, db, code):
    answer = client.get("/sertifikat/", {"kode": code})
    assert answer.status_code in {200, 404} and "<script>" not in answer.content.decode()
    assert client.get(f"/sertifikat/{quote(code, safe='')}/").status_code == 404


def test_lessons_can_be_saved_and_read_alone(client, db):
    page = client.get("/belajar/").content.decode()
    assert page.count("<section") >= len(load_lessons()) and "SKKNI" in page
    answer = client.get("/belajar/?unduh")
    saved = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert "http" not in saved and "<script" not in saved and "src=" not in saved


def test_an_owner_who_takes_back_the_name_is_named_nowhere_in_public(client, certificate, at):
    person = certificate.participant.application.business.owner.name
    type(certificate).objects.filter(pk=certificate.pk).update(holder=person)
    consent = NameConsent.objects.create(
        participant=certificate.participant, is_agreed=True, said_by="x", said_at=at
    )
    page, file = (f"/sertifikat/{certificate.code}/{end}" for end in ("", "kredensial.jwt"))
    assert person in client.get(page).content.decode()
    assert client.get(file).status_code == 200
    NameConsent.objects.filter(pk=consent.pk).update(is_agreed=False)
    html = client.get(page).content.decode()
    assert person not in html and "Sertifikat ini berlaku" in html
    assert "kredensial.jwt" not in html and client.get(file).status_code == 404


def test_the_saved_file_shows_drawings_and_leads_to_each_lesson(client, db):
    saved = client.get("/belajar/?unduh").content.decode()
    assert saved.count("<svg ") == len(load_lessons())
    for lesson in load_lessons():
        assert f'href="#{lesson.key}"' in saved and f'<article id="{lesson.key}"' in saved
    assert len(saved) < 100_000
