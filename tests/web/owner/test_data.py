import io
import json
import zipfile

import pytest

from tests import factories

PAGE, FILE = "/pemilik/data-saya/", "/pemilik/data-saya.zip"


@pytest.fixture
def owner(medan):
    user = factories.UserFactory(role="OWNER")
    factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik <Ani>",
        application__business__owner__user=user,
    )
    return user


def test_an_owner_sees_and_takes_away_everything(sign_in, owner):
    client = sign_in(owner)
    html = client.get(PAGE).content.decode()
    assert "Keripik &lt;Ani&gt;" in html and "Jejak" in html
    archive = zipfile.ZipFile(io.BytesIO(client.get(FILE).content))
    told = json.loads(archive.read("data-saya.json"))
    assert any(part["bagian"] == "Keripik <Ani>" for part in told["data"])
    page = archive.read("data-saya.html").decode()
    assert "&lt;Ani&gt;" in page and "http" not in page and "<script" not in page


def test_a_request_is_shown_with_its_day_and_then_with_its_answer(sign_in, owner, agency):
    client = sign_in(owner)
    empty = client.post(PAGE, {"kind": "", "text": "tolong"})
    assert empty.status_code == 422 and "Pilih salah satu" in empty.content.decode()
    assert ">tolong<" in empty.content.decode().replace("\n", "")
    client.post(PAGE, {"kind": "ERASURE", "text": "Hapus foto lama"})
    html = client.get(PAGE).content.decode()
    assert "Hapus foto lama" in html and "paling lambat" in html
    office = sign_in(agency)
    queue = office.get("/dinas/data-pribadi/").content.decode()
    assert "sisa 71 jam" in queue or "sisa 72 jam" in queue
    from laju.apps.privacy.models import DataRequest

    url = f"/dinas/data-pribadi/{DataRequest.objects.get().pk}/"
    blank = office.post(url, {"outcome": ""})
    assert blank.status_code == 422 and "Tulis apa yang dilakukan" in blank.content.decode()
    office.post(url, {"outcome": "Foto sudah dihapus"})
    assert office.post(url, {"outcome": "lagi"}).status_code == 409
    assert "Foto sudah dihapus" in sign_in(owner).get(PAGE).content.decode()


def test_an_account_without_a_business_is_told_so(sign_in, db):
    client = sign_in(factories.UserFactory(role="OWNER"))
    assert "belum terhubung" in client.get(PAGE).content.decode()
    assert client.get(FILE).status_code == 404
