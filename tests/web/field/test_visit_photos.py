"""The photo of a visit: sent after its note, once, by its writer; seen by the office, never published."""

import io
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from laju.apps.services.models import Service
from tests import factories

URL = "/pendamping/catat/foto/"


@pytest.fixture
def note(medan, facilitator, at, settings, tmp_path):
    settings.PHOTOS = tmp_path
    row = factories.ParticipantFactory(application__business__region=medan, facilitator=facilitator)
    return Service.objects.create(
        business=row.application.business, kind="VISIT", field="IT", happened_at=at,
        told="Dapur bersih", by=facilitator, kept_at=at,
    )  # fmt: skip


def photo(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (900, 700), colour).save(file, "JPEG")
    return SimpleUploadedFile("foto.jpg", file.getvalue(), "image/jpeg")


def send(browser, key, file):
    return browser.post(URL, {"uuid": str(key), "photo": file})


def test_a_photo_arrives_once_however_often_it_is_sent(sign_in, facilitator, note, settings):
    browser = sign_in(facilitator)
    for _ in range(2):
        assert send(browser, note.uuid, photo()).json() == {"kept": True}
    note.refresh_from_db()
    assert note.photo_sha256
    assert all((settings.PHOTOS / file["path"]).is_file() for file in note.photo_files)
    answer = browser.get(f"/pendamping/catat/{note.pk}/foto/")
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"].startswith("private")


def test_another_photo_does_not_replace_it(sign_in, facilitator, note, settings):
    browser = sign_in(facilitator)
    send(browser, note.uuid, photo())
    kept = sorted(path for path in Path(settings.PHOTOS).rglob("*") if path.is_file())
    answer = send(browser, note.uuid, photo("blue"))
    assert answer.status_code == 422
    assert "sudah punya foto" in answer.json()["faults"]["photo"]
    assert sorted(path for path in Path(settings.PHOTOS).rglob("*") if path.is_file()) == kept


@pytest.mark.parametrize("file", [None, b"", b"bukan foto", b"<svg onload=alert(1)>"])
def test_what_is_no_photo_is_said_so(sign_in, facilitator, note, file):
    told = {"uuid": str(note.uuid)}
    if file is not None:
        told["photo"] = SimpleUploadedFile("a.jpg", file)
    answer = sign_in(facilitator).post(URL, told)
    assert answer.status_code == 422
    assert answer.json()["faults"]["photo"]
    assert Service.objects.get().photo_sha256 == ""


@pytest.mark.parametrize("key", ["", "x", "\x00", str(uuid.UUID(int=7))])
def test_a_note_that_is_not_there_takes_none(sign_in, facilitator, note, key):
    assert send(sign_in(facilitator), key, photo()).status_code == 422


def test_only_the_writer_sends_and_only_the_region_sees(
    sign_in, facilitator, note, agency, agency_of_region, toba
):
    other = factories.UserFactory(role="FACILITATOR")
    assert send(sign_in(other), note.uuid, photo()).status_code == 422
    assert sign_in(other).get(f"/pendamping/catat/{note.pk}/foto/").status_code == 404
    send(sign_in(facilitator), note.uuid, photo())
    address = f"/dinas/layanan/{note.pk}/foto/"
    assert sign_in(agency).get(address).status_code == 200
    assert sign_in(agency_of_region).get(address).status_code == 200
    agency_of_region.regions.set([toba])
    assert sign_in(agency_of_region).get(address).status_code == 404


def test_without_a_script_the_photo_goes_with_the_note(sign_in, facilitator, note):
    told = {
        "replaces": note.pk,
        "uuid": str(uuid.uuid4()),
        "kind": "VISIT",
        "field": "IT",
        "happened_at": "2026-11-23T10:00",
        "told": "Etalase baru",
    }
    browser = sign_in(facilitator)
    html = browser.post("/pendamping/catat/", {**told, "photo": photo()}, follow=True)
    made = Service.objects.get(told="Etalase baru")
    assert made.photo_sha256 and "Foto kunjungan" in html.content.decode()
    told |= {"uuid": str(uuid.uuid4()), "told": "Gudang", "replaces": made.pk}
    bad = SimpleUploadedFile("a.jpg", b"bukan foto")
    browser.post("/pendamping/catat/", {**told, "photo": bad})
    assert Service.objects.get(told="Gudang").photo_sha256 == ""  # the note is kept all the same
