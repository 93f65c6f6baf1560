"""A year is curated over the web by several people, and drawn so that anybody repeats it."""

import hashlib
import subprocess
import sys
from datetime import timedelta

import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.programme.models import Cohort, Participant, Reading
from laju.core.beacons import moment_of
from tests.apps.programme.curated import SIGNATURE, applied, judge, listed_cohort, make_panel
from tests.factories import UserFactory


@pytest.fixture
def cohort(agency, at):
    return applied(by=agency, at=at)


def url(cohort):
    return reverse("agency:curation", args=[cohort.year])


def do(browser, cohort, step, **data):
    return browser.post(reverse("agency:do_curation", args=[cohort.year, step]), data)


def test_curation_goes_from_rules_to_a_draw_anybody_repeats(
    cohort, agency, sign_in, at, tmp_path, monkeypatch
):
    browser = sign_in(agency)
    public = reverse("public:draw", args=[cohort.year])
    Cohort.objects.update(rules_published_at=None)
    assert browser.get(public).status_code == 404  # nothing is published yet
    rules = {"rule": ["REACHABLE", "NEW"], "readers_each": "2", "confidence": "80"}
    assert do(browser, cohort, "aturan", **rules).status_code == 302
    assert do(browser, cohort, "terbitkan").status_code == 302
    assert do(browser, cohort, "aturan", **rules).status_code == 409
    assert "telepon yang dapat dihubungi" in browser.get(public).content.decode()

    readers = [UserFactory(role=Role.READER, username=f"k{n}") for n in range(4)]
    for user in readers:
        assert do(browser, cohort, "tambah-kurator", user=user.pk, most="200").status_code == 302
    do(browser, cohort, "periksa")
    assert do(browser, cohort, "bagikan").status_code == 302
    assert Cohort.objects.get().status == "READING"
    assert do(browser, cohort, "kunci", beacon_round="99999999999").status_code == 422
    for reading in Reading.objects.select_related("reader__user", "application__cohort"):
        judge(reading, at=at)
    page = browser.get(url(cohort)).context
    assert do(browser, cohort, "kunci", beacon_round=str(page["beacon_round"])).status_code == 302
    kept = Cohort.objects.get()
    assert kept.status == "LISTED"

    assert do(browser, cohort, "tanda-tangan", list_sha256="a" * 64).status_code == 409
    assert do(browser, cohort, "tanda-tangan", list_sha256=kept.list_sha256).status_code == 302
    assert do(browser, cohort, "tanda-tangan", list_sha256=kept.list_sha256).status_code == 409
    assert do(browser, cohort, "undi", signature=SIGNATURE, dice="4 2 6").status_code == 409
    second = sign_in(UserFactory(role=Role.AGENCY, username="kedua"))
    do(second, cohort, "tanda-tangan", list_sha256=kept.list_sha256)
    after = moment_of(kept.beacon_round) + timedelta(minutes=1)
    monkeypatch.setattr("laju.web.agency.curation.timezone.now", lambda: after)
    refused = do(second, cohort, "undi", signature="zz", dice="4 2 6")
    assert refused.status_code == 422
    assert "4 2 6" in refused.content.decode()  # what was typed is kept
    assert do(second, cohort, "undi", signature=SIGNATURE, dice="4 2 6").status_code == 302
    drawn = Cohort.objects.get()
    assert Participant.objects.count() == drawn.seats
    monkeypatch.undo()

    html = browser.get(public).content.decode()
    assert drawn.seed in html and drawn.list_sha256 in html
    for name in (f"undian-{cohort.year}.jsonl", "undian.py", f"hasil-{cohort.year}.jsonl"):
        answer = browser.get(reverse("public:draw_file", args=[cohort.year, name]))
        (tmp_path / name).write_bytes(answer.content)
    assert hashlib.sha256((tmp_path / f"undian-{cohort.year}.jsonl").read_bytes()).hexdigest() == (
        drawn.list_sha256
    )
    command = [sys.executable, "undian.py", f"undian-{cohort.year}.jsonl", drawn.seed]
    told = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, check=True)
    assert told.stdout == (tmp_path / f"hasil-{cohort.year}.jsonl").read_bytes()


def test_curation_is_decided_by_those_who_see_all(cohort, agency_of_region, people, sign_in):
    near = sign_in(agency_of_region)
    assert near.get(url(cohort)).status_code == 200
    for step in ("aturan", "terbitkan", "periksa", "bagikan", "kunci", "tanda-tangan", "undi"):
        assert do(near, cohort, step).status_code == 403
    for role in (Role.FACILITATOR, Role.OWNER, Role.ASSESSOR, Role.READER):
        assert sign_in(people[role]).get(url(cohort)).status_code == 403
        assert do(sign_in(people[role]), cohort, "undi").status_code == 403
    assert do(sign_in(people[Role.AGENCY]), cohort, "lain").status_code == 404


def test_reopening_asks_for_a_reason_that_is_published(agency, at, sign_in):
    cohort = listed_cohort(by=agency, at=at)
    Cohort.objects.update(rules_published_at=at, rules_sha256="a" * 64)
    browser = sign_in(agency)
    refused = do(browser, cohort, "buka", reason=" ")
    assert refused.status_code == 422
    assert do(browser, cohort, "buka", reason="Satu pendaftaran terlewat").status_code == 302
    public = browser.get(reverse("public:draw", args=[cohort.year])).content.decode()
    assert "Satu pendaftaran terlewat" in public
    assert "Satu pendaftaran terlewat" in browser.get(url(cohort)).content.decode()


def test_release_gives_readings_to_others(cohort, agency, at, sign_in):
    make_panel(cohort, by=agency, at=at)
    browser = sign_in(agency)
    do(browser, cohort, "bagikan")
    reader = cohort.readers.first()
    assert do(browser, cohort, "lepas-kurator", reader=reader.pk, reason="").status_code == 422
    assert do(browser, cohort, "lepas-kurator", reader=reader.pk, reason="Sakit").status_code == 302
    assert not Reading.objects.filter(reader=reader).exclude(status="MOVED").exists()
    assert do(browser, cohort, "lepas-kurator", reader="x", reason="Sakit").status_code == 404


@pytest.mark.parametrize("step", ["aturan", "putuskan", "tambah-kurator", "kunci", "undi", "buka"])
@pytest.mark.parametrize("text", ["", "\x00", "9" * 40, "<script>", "-1", "1.000"])
def test_curation_survives_what_people_type(cohort, agency, sign_in, step, text):
    names = ("rule", "readers_each", "confidence", "least_value", "application", "user", "most")
    names += ("beacon_round", "signature", "dice", "reason", "n-MIN_YEARS")
    answer = do(sign_in(agency), cohort, step, **dict.fromkeys(names, text))
    assert answer.status_code in {302, 404, 409, 422}


def test_draw_file_hands_out_what_is_published_only(cohort, agency, at, sign_in, client):
    Cohort.objects.update(rules_published_at=at)
    for name in (f"undian-{cohort.year}.jsonl", f"hasil-{cohort.year}.jsonl", "lain.txt", ".."):
        address = reverse("public:draw_file", args=[cohort.year, name])
        assert client.get(address).status_code == 404
    rules = client.get(
        reverse("public:draw_file", args=[cohort.year, f"aturan-{cohort.year}.json"])
    )
    assert b"Sainte-Lague" in rules.content


def test_quotas_across_regions_are_set_refused_and_published(cohort, agency, sign_in):
    Cohort.objects.update(rules_published_at=None)
    browser = sign_in(agency)
    rules = {"readers_each": "2", "confidence": "80"}
    refused = do(browser, cohort, "aturan", **rules, **{"q-WOMEN": "banyak"})
    assert refused.status_code == 422
    assert 'name="q-WOMEN" value="banyak"' in refused.content.decode()  # what was typed is kept
    assert do(browser, cohort, "aturan", **rules, **{"q-WOMEN": "7"}).status_code == 422
    assert Cohort.objects.get().crossing == []
    kept = {"q-WOMEN": "2", "q-SECTOR-CRAFT": "1", "q-SIZE-MICRO": "0"}
    assert do(browser, cohort, "aturan", **rules, **kept).status_code == 302
    assert Cohort.objects.get().crossing == [
        {"what": "WOMEN", "least": 2},
        {"what": "SECTOR", "value": "CRAFT", "least": 1},
    ]
    assert 'name="q-WOMEN" value="2"' in browser.get(url(cohort)).content.decode()
    do(browser, cohort, "terbitkan")
    for page in (url(cohort), reverse("public:draw", args=[cohort.year])):
        html = browser.get(page).content.decode()
        assert "Paling sedikit 2 kursi untuk usaha milik perempuan." in html
