import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from laju.apps.accounts.models import Role
from laju.apps.ledger.models import Entry
from laju.apps.publishing.actions import release_sites
from laju.apps.publishing.models import Site
from laju.apps.studio.actions import compose_contents
from laju.apps.studio.models import Content, Fact, Photo, Product
from laju.web.journey.run import configured_folders
from tests.factories import ContentFactory, ParticipantFactory, PostFactory, SiteFactory

PAGES = ("content", "facts", "photo", "calendar", "calendar_ics", "site_zip")


@pytest.fixture
def participant(owner):
    participant = ParticipantFactory()
    mine = participant.application.business.owner
    mine.user = owner
    mine.save()
    ContentFactory(participant=participant)
    return participant


@pytest.fixture
def folder(settings, tmp_path, participant):
    settings.SITES = tmp_path
    site = SiteFactory(participant=participant)
    folder = tmp_path / site.slug
    folder.mkdir()
    (folder / "index.html").write_text("<h1>Keripik</h1>")
    return folder


def address(name, participant):
    return reverse(f"owner:{name}", args=[participant.pk])


def a_photo():
    pyvips = pytest.importorskip("pyvips")
    return pyvips.Image.black(1000, 800, bands=3).jpegsave_buffer()


def facts_of(**changes):
    told = {
        "name": "Keripik Bu Ani",
        "activity": "Keripik singkong pedas",
        "phone": "0812 3456 7890",
        "hours": "Senin-Sabtu 08.00-17.00",
        "p-TOTAL_FORMS": "2",
        "p-INITIAL_FORMS": "0",
        "p-0-name": "Keripik ubi",
        "p-0-price": "15rb",
        "p-0-unit": "bungkus",
    }
    return told | changes


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["home", *PAGES])
def test_owner_pages_open_for_owners_only(role, name, people, participant, folder, sign_in):
    url = reverse("owner:home") if name == "home" else address(name, participant)
    response = sign_in(people[role]).get(url)
    assert response.status_code == (200 if role == Role.OWNER else 403)
    if response.streaming:
        b"".join(response.streaming_content)


def test_owner_pages_ask_a_visitor_to_sign_in(client, participant):
    assert client.get(reverse("owner:home"))["Location"].startswith("/masuk/")


@pytest.mark.parametrize("name", PAGES)
def test_owner_pages_of_others_do_not_exist(name, owner, sign_in):
    other = ContentFactory().participant
    assert sign_in(owner).get(address(name, other)).status_code == 404


def test_home_tells_the_next_step_and_the_address(owner, sign_in, participant, folder):
    html = sign_in(owner).get("/pemilik/").content.decode()
    assert "Baca dan setujui halaman" in html
    assert "Tambah foto produk" in html
    assert f"http://testserver/situs/{folder.name}/" in html
    assert "https://wa.me/?text=" in html


def test_home_spreads_the_public_address_where_there_is_one(
    owner, sign_in, participant, folder, settings
):
    settings.BASE_URL = "https://umkm.contoh.id/"
    html = sign_in(owner).get("/pemilik/").content.decode()
    assert f"https://umkm.contoh.id/{folder.name}/" in html


def test_home_says_what_to_do_without_a_business(owner, sign_in):
    assert "belum terhubung" in sign_in(owner).get("/pemilik/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_as_often_for_many_as_for_one(
    count, owner, sign_in, participant, django_assert_num_queries
):
    mine = participant.application.business.owner
    for _ in range(count - 1):
        ContentFactory(participant=ParticipantFactory(application__business__owner=mine))
    browser = sign_in(owner)
    with django_assert_num_queries(10):
        browser.get("/pemilik/")


def test_content_is_approved_by_its_owner(owner, sign_in, participant):
    sign_in(owner).post(address("content", participant), {"decision": "approve"})
    content = Content.objects.get()
    assert (content.status, content.decided_by) == (Content.Status.APPROVED, "pemilik")


def test_content_is_held_with_a_note(owner, sign_in, participant):
    browser = sign_in(owner)
    empty = browser.post(address("content", participant), {"decision": "hold", "note": ""})
    assert "Tulis apa yang perlu diperbaiki" in empty.content.decode()
    assert Content.objects.get().status == Content.Status.READY
    browser.post(address("content", participant), {"decision": "hold", "note": "Harga naik"})
    assert (Content.objects.get().status, Content.objects.get().note) == ("HELD", "Harga naik")


def test_content_decided_twice_is_told_kindly(owner, sign_in, participant):
    browser = sign_in(owner)
    browser.post(address("content", participant), {"decision": "approve"})
    again = browser.post(address("content", participant), {"decision": "approve"})
    assert again.status_code == 409
    assert "Muat ulang" in again.content.decode()


def test_facts_are_read_in_any_notation(owner, sign_in, participant):
    response = sign_in(owner).post(address("facts", participant), facts_of())
    assert response.status_code == 302
    told = dict(Fact.objects.filter(is_current=True).values_list("name", "value"))
    assert told["phone"] == "+6281234567890"
    assert told["hours"][0] == [0, "08:00", "17:00"]
    assert Fact.objects.filter(name="phone").get().origin == "OWNER"
    product = Product.objects.get()
    assert (product.name, product.price_rupiah, product.unit) == ("Keripik ubi", 15_000, "bungkus")


def test_facts_sent_again_change_nothing(owner, sign_in, participant):
    browser, url = sign_in(owner), address("facts", participant)
    browser.post(url, facts_of())
    count = Fact.objects.count()
    key = Product.objects.get().key
    response = browser.post(url, facts_of(**{"p-0-key": key}), follow=True)
    assert "Tidak ada yang berubah" in response.content.decode()
    assert Fact.objects.count() == count


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"phone": "12"}, "terlalu pendek"),
        ({"hours": "pagi"}, "tulis misalnya"),
        ({"founded_year": "lama"}, "misalnya 2015"),
        ({"p-0-price": "murah"}, "Tidak terbaca sebagai uang"),
        ({"p-0-price": "10.000 - 20.000"}, "satu harga saja"),
        ({"p-0-name": ""}, "Tulis nama barangnya"),
        ({"name": ""}, "Ada yang perlu diperbaiki"),
        ({"activity": "a\x00b"}, "Ada yang perlu diperbaiki"),
        ({"address": "x" * 10_000}, "Ada yang perlu diperbaiki"),
    ],
)
def test_facts_say_what_is_wrong_at_the_field(owner, sign_in, participant, changes, said):
    response = sign_in(owner).post(address("facts", participant), facts_of(**changes))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Fact.objects.exists()


def test_facts_survive_a_broken_form(owner, sign_in, participant):
    browser, url = sign_in(owner), address("facts", participant)
    assert browser.post(url, {}).status_code == 422
    assert browser.post(url, facts_of(**{"p-TOTAL_FORMS": "99999"})).status_code in {302, 422}
    assert browser.post(url, facts_of(**{"p-0-key": "../x"})).status_code == 422


def test_photo_is_checked_and_kept(owner, sign_in, participant, settings, tmp_path):
    settings.PHOTOS = tmp_path / "foto"
    body = a_photo()
    browser, url = sign_in(owner), address("photo", participant)
    response = browser.post(
        url, {"photo": SimpleUploadedFile("IMG 1.jpg", body), "consent": "on"}, follow=True
    )
    assert "Foto tersimpan" in response.content.decode()
    photo = Photo.objects.get()
    assert {file["width"] for file in photo.files} == {400, 800, 1000}
    shown = browser.get(reverse("owner:photo_file", args=[participant.pk, photo.pk]))
    assert shown["Content-Type"] == "image/webp"
    assert shown.content[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("virus.exe", b"MZ" * 50, "bukan foto"),
        ("kosong.jpg", b"", "kosong"),
        ("../../etc/passwd", b"x" * 40, "bukan foto"),
    ],
)
def test_photo_that_is_none_comes_back_at_the_field(
    owner, sign_in, participant, settings, tmp_path, name, body, said
):
    settings.PHOTOS = tmp_path
    upload = SimpleUploadedFile(name, body)
    response = sign_in(owner).post(
        address("photo", participant), {"photo": upload, "consent": "on"}
    )
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not list(tmp_path.rglob("*.*"))


def test_calendar_shows_the_posts_and_survives_any_month(owner, sign_in, participant):
    PostFactory(participant=participant)
    browser, url = sign_in(owner), address("calendar", participant)
    html = browser.get(url).content.decode()
    assert "Keripik singkong, digoreng tiap pagi." in html
    for month in ("2026-13", "x" * 999, "\x00", "2025-01"):
        assert browser.get(url, {"bulan": month}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_asks_as_often_for_many_as_for_one(
    count, owner, sign_in, participant, django_assert_num_queries
):
    for day in range(1, count + 1):
        PostFactory(participant=participant, on=f"2026-12-{day:02d}")
    browser = sign_in(owner)
    with django_assert_num_queries(6):
        browser.get(address("calendar", participant))


def test_calendar_ics_opens_in_a_calendar(owner, sign_in, participant):
    post = PostFactory(participant=participant)
    body = sign_in(owner).get(address("calendar_ics", participant)).content.decode()
    assert body.startswith("BEGIN:VCALENDAR")
    assert "DTSTART:20261201T040000Z" in body  # 11.00 in Medan
    assert post.token in body.replace("\r\n ", "")


def test_site_zip_holds_the_very_folder(owner, sign_in, participant, folder):
    (folder / ".rahasia").write_text("x")
    response = sign_in(owner).get(address("site_zip", participant))
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.namelist() == [f"{folder.name}/index.html"]
        assert archive.read(f"{folder.name}/index.html") == b"<h1>Keripik</h1>"


def test_site_zip_waits_for_the_release(owner, sign_in, participant):
    assert sign_in(owner).get(address("site_zip", participant)).status_code == 404


def test_photo_is_taken_only_with_consent(participant, owner, sign_in):
    upload = SimpleUploadedFile("IMG 1.jpg", a_photo())
    response = sign_in(owner).post(address("photo", participant), {"photo": upload})
    assert response.status_code == 422
    assert "Tanpa izin" in response.content.decode()
    assert not Photo.objects.exists()


def test_photo_withdrawn_leaves_disk_page_and_zip(
    participant, owner, agency, sign_in, settings, tmp_path, at
):
    for name in ("SITES", "PHOTOS", "POSTERS"):
        setattr(settings, name, tmp_path / name.lower())
    browser = sign_in(owner)
    url = address("photo", participant)
    browser.post(url, {"photo": SimpleUploadedFile("IMG 1.jpg", a_photo()), "consent": "on"})
    photo = Photo.objects.get()
    assert (photo.consent_by, photo.consent_at is not None) == (owner.username, True)
    cohort = participant.application.cohort
    now = timezone.now()
    compose_contents(cohort=cohort, by=agency, at=now)
    release_sites(cohort=cohort, folders=configured_folders(), by=agency, at=now)
    site = Site.objects.get()
    folder = settings.SITES / site.slug
    assert list(folder.glob("foto-*.webp"))
    assert b"foto-" in (folder / "index.html").read_bytes()
    assert list(settings.PHOTOS.rglob("*.webp"))

    for odd in ("x", "0", "9" * 30, ""):
        assert browser.post(url, {"withdraw": odd}).status_code == 404
    response = browser.post(url, {"withdraw": str(photo.pk)}, follow=True)
    assert "Foto dihapus" in response.content.decode()
    assert not Photo.objects.exists()
    assert not list(folder.glob("foto-*.webp"))
    assert not list(settings.PHOTOS.rglob("*.webp"))
    assert b"foto-" not in (folder / "index.html").read_bytes()
    archive = zipfile.ZipFile(
        io.BytesIO(b"".join(browser.get(address("site_zip", participant)).streaming_content))
    )
    assert not [name for name in archive.namelist() if "foto-" in name]
    assert Entry.objects.filter(action="studio.withdraw_photo").count() == 1


def test_photo_of_another_business_is_not_withdrawn(participant, owner, sign_in):
    other = Photo.objects.create(
        business=ParticipantFactory().application.business,
        sha256="a" * 64,
        files=[],
        origin="OWNER",
        added_by="lain",
        added_at=timezone.now(),
    )
    answer = sign_in(owner).post(address("photo", participant), {"withdraw": str(other.pk)})
    assert answer.status_code == 404
    assert Photo.objects.filter(pk=other.pk).exists()
