import hashlib

import pytest


@pytest.mark.django_db
def test_methods_shows_a_ticket_that_can_be_repeated(client):
    html = client.get("/cara-kami-menghitung/").content.decode()
    assert "printf" in html
    assert hashlib.sha256(b"17 08 45|LJ-000042-7").hexdigest() in html


@pytest.mark.django_db
def test_privacy_names_the_law_and_the_rights(client):
    html = client.get("/privasi/").content.decode()
    assert "Nomor 27 Tahun 2022" in html
    assert "Hak Anda" in html
