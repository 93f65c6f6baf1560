import os

import pytest

SECRET = "rahasia"


@pytest.fixture
def site(settings, tmp_path):
    settings.SITES, settings.POSTERS = tmp_path / "sites", tmp_path / "posters"
    folder = settings.SITES / "keripik-1"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Keripik</h1>")
    (folder / "poster.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "catatan.py").write_text(SECRET)
    (folder / ".htaccess").write_text(SECRET)
    (tmp_path / "luar.html").write_text(SECRET)
    (folder / "keluar.html").symlink_to(tmp_path / "luar.html")
    settings.POSTERS.mkdir()
    (settings.POSTERS / "a.jpg").write_bytes(b"\xff\xd8\xff")
    (settings.POSTERS / "a.html").write_text(SECRET)
    return folder


def test_site_file_shows_the_index_of_a_folder_with_its_own_policy(client, site):
    response = client.get("/situs/keripik-1/")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert b"".join(response.streaming_content) == b"<h1>Keripik</h1>"


def test_site_file_leads_a_folder_to_its_slash(client, site):
    response = client.get("/situs/keripik-1")
    assert (response.status_code, response["Location"]) == (302, "/situs/keripik-1/")


def test_site_file_is_not_sent_twice(client, site):
    first = client.get("/situs/keripik-1/poster.jpg")
    assert first["Content-Type"] == "image/jpeg"
    again = client.get("/situs/keripik-1/poster.jpg", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    os.utime(site / "poster.jpg", (1, 1))
    fresh = client.get("/situs/keripik-1/poster.jpg", headers={"If-None-Match": first["ETag"]})
    assert fresh.status_code == 200
    b"".join(fresh.streaming_content)
    b"".join(first.streaming_content)


@pytest.mark.parametrize(
    "path",
    [
        "keripik-1/catatan.py",
        "keripik-1/.htaccess",
        "keripik-1/keluar.html",
        "../luar.html",
        "keripik-1/../../luar.html",
        "keripik-1/%2e%2e/%2e%2e/luar.html",
        "..%2fluar.html",
        "keripik-1\\..\\..\\luar.html",
        "keripik-1/index.html%00.jpg",
        "/etc/passwd",
        "x" * 3000,
        "keripik-1/index.html/",
        "tidak-ada/",
    ],
)
def test_site_file_hands_out_nothing_else(client, site, db, path):
    response = client.get(f"/situs/{path}")
    assert response.status_code == 404
    assert SECRET not in response.content.decode()


def test_poster_file_hands_out_pictures_only(client, site, db):
    response = client.get("/poster/a.jpg")
    assert response.status_code == 200
    b"".join(response.streaming_content)
    assert client.get("/poster/a.html").status_code == 404
    assert client.get("/poster/").status_code == 404


def test_site_file_is_read_only(client, site, db):
    assert client.post("/situs/keripik-1/").status_code == 405
