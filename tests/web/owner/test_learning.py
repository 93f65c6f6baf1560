import re

import pytest
from django.urls import reverse

from laju.apps.skills.actions import issue_certificate
from laju.apps.skills.models import NameConsent, Progress
from laju.core.skills import NEEDED, Level, lesson_by_key, load_lessons
from tests import factories


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.CERTIFICATE_KEY = tmp_path / "certificates.pem"


@pytest.fixture
def owner(db):
    return factories.UserFactory(role="OWNER")


@pytest.fixture
def row(medan, owner):
    return factories.ParticipantFactory(
        application__business__region=medan, application__business__owner__user=owner
    )


def answers(key, *, wrong=0):
    told = [question.right for question in lesson_by_key(key).questions]
    return {f"q{n}": (right + 1) % 3 if n < wrong else right for n, right in enumerate(told)}


def test_a_lesson_is_read_answered_and_leads_to_its_task(sign_in, owner, row):
    client, url = sign_in(owner), reverse("owner:lesson", args=[row.pk, "foto"])
    page = client.get(url).content.decode()
    assert "Belum ada foto yang terang" in page  # what is missing
    assert lesson_by_key("foto").steps[0] in page and "Kerjakan sekarang" in page
    wrong = client.post(url, answers("foto", wrong=2))
    assert wrong.status_code == 422 and "Belum tepat" in wrong.content.decode()
    assert wrong.content.decode().count(" checked") == 3  # what was chosen is kept
    part = client.post(url, {"q0": "1"})
    assert part.status_code == 422 and "ketiga" in part.content.decode()
    right = client.post(url, answers("foto"))
    assert right["Location"].endswith("#tugas")
    assert Progress.objects.get().level == Level.KNOWS


@pytest.mark.parametrize("told", ["9", "-1", "²", "a" * 5000, "\x00"])
def test_odd_answers_are_no_answers(sign_in, owner, row, told):
    url = reverse("owner:lesson", args=[row.pk, "foto"])
    assert sign_in(owner).post(url, {"q0": told, "q1": "0", "q2": "0"}).status_code == 422
    assert not Progress.objects.exists()


def test_the_system_looks_when_asked(sign_in, owner, row):
    client = sign_in(owner)
    check = reverse("owner:check_tasks", args=[row.pk])
    page = client.post(check, follow=True).content.decode()
    assert "Belum ada tugas baru" in page
    factories.SiteFactory(participant=row)
    page = client.post(check, {"lesson": "tayang"}, follow=True).content.decode()
    assert "baru terbukti" in page and "Terbukti" in page


def test_lessons_show_the_way_to_the_certificate(sign_in, owner, row, agency, at):
    client, url = sign_in(owner), reverse("owner:lessons", args=[row.pk])
    assert f"0 dari {len(load_lessons())} tugas terbukti" in client.get(url).content.decode()
    assert client.get(reverse("owner:certificate", args=[row.pk])).status_code == 404
    for lesson in load_lessons()[:NEEDED]:
        Progress.objects.create(participant=row, lesson=lesson.key, proven_at=at, level=2)
    issue_certificate(participant=row, base_url="https://x.example", by=agency, at=at)
    assert "Unduh sertifikat" in client.get(url).content.decode()
    answer = client.get(reverse("owner:certificate", args=[row.pk]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")


def test_the_name_is_shown_only_when_the_owner_says_so(sign_in, owner, row):
    client, url = sign_in(owner), reverse("owner:certificate_name", args=[row.pk])
    client.post(url, {"agree": "ya"})
    assert NameConsent.objects.get().is_agreed
    client.post(url, {"agree": "apa saja"})
    assert not NameConsent.objects.get().is_agreed


def test_an_unknown_lesson_is_not_there(sign_in, owner, row):
    assert (
        sign_in(owner).get(reverse("owner:lesson", args=[row.pk, "tidak-ada"])).status_code == 404
    )


@pytest.mark.parametrize("key", [lesson.key for lesson in load_lessons()])
def test_each_task_says_what_is_missing_and_leads_to_where_it_is_done(sign_in, owner, row, key):
    client = sign_in(owner)
    factories.ContentFactory(participant=row)
    page = client.get(reverse("owner:lesson", args=[row.pk, key])).content.decode()
    assert "Yang terlihat sekarang:" in page and "%(" not in page
    place = re.search(r'href="([^"]+)">Kerjakan sekarang', page)[1]
    assert client.get(place).status_code == 200


def test_what_is_done_but_not_recorded_is_told_so(sign_in, owner, row):
    factories.SiteFactory(participant=row)
    page = sign_in(owner).get(reverse("owner:lesson", args=[row.pk, "tayang"]))
    assert "Sudah terlihat selesai" in page.content.decode()
