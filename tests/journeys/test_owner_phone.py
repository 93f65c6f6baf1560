"""An owner on a phone: a photo, a change, a yes, sharing, and the order of a buyer."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from laju.apps.publishing.actions import release_sites
from laju.apps.studio.actions import compose_contents, gather_facts
from laju.apps.studio.models import Content
from laju.web.journey.run import configured_folders
from tests.factories import ParticipantFactory

PHOTO = Path(__file__).resolve().parents[2] / "example" / "foto"


@pytest.fixture
def phone(owner, tmp_path, settings, window):
    """Give a phone in which the owner has signed in."""
    for name in ("SITES", "PHOTOS", "POSTERS"):
        setattr(settings, name, tmp_path / name.lower())
    return window(owner)


def test_owner_goes_from_photo_to_order_on_a_phone(phone, owner, agency, at):
    participant = ParticipantFactory(
        application__business__owner__user=owner,
        application__business__owner__phone="+6281000000042",
        application__business__products_text="Keripik ubi; Keripik pisang",
        application__business__prices_text="15000; 20000",
    )
    cohort = participant.application.cohort
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)

    phone.goto(f"/pemilik/halaman/{participant.pk}/foto/")
    phone.set_input_files("input[type=file]", str(min(PHOTO.glob("*.jpg"))))
    phone.get_by_label("Foto ini boleh tayang").check()
    phone.get_by_role("button", name="Simpan foto").click()
    assert phone.get_by_text("Foto tersimpan.").is_visible()
    compose_contents(cohort=cohort, by=agency, at=timezone.now())

    phone.goto("/pemilik/")
    phone.get_by_role("link", name="Ubah halaman").click()
    phone.get_by_label("Kalimat di bawah judul").fill("Keripik ubi terenak di dunia!")
    phone.get_by_role("button", name="Simpan draf").first.click()
    assert (
        phone.get_by_label("Kalimat di bawah judul").input_value().startswith("Keripik ubi teren")
    )
    phone.get_by_label("Kalimat di bawah judul").fill("Mau keripik ubi?")
    phone.get_by_text("Bengkel", exact=True).click()
    phone.get_by_role("button", name="Simpan draf").first.click()
    assert phone.get_by_text("Tersimpan sebagai draf").is_visible()
    draft = phone.frame_locator("iframe").first
    assert draft.get_by_text("Mau keripik ubi?").is_visible()

    phone.goto(f"/pemilik/halaman/{participant.pk}/")
    phone.get_by_role("button", name="Ya, saya setuju").click()
    assert Content.objects.get().approved.edits == {"tagline": "Mau keripik ubi?"}
    release_sites(cohort=cohort, folders=configured_folders(), by=agency, at=timezone.now())

    phone.goto("/pemilik/")
    share = phone.get_by_role("link", name="Bagikan lewat WhatsApp").get_attribute("href")
    address = parse_qs(urlsplit(share).query)["text"][0].rpartition(" ")[2]
    assert "/situs/" in address

    phone.goto(address)  # a buyer opens what was shared
    phone.get_by_role("button", name="Tambah Keripik ubi").click()
    phone.get_by_role("button", name="Tambah Keripik ubi").click()
    phone.get_by_role("button", name="Tambah Keripik pisang").click()
    order = phone.locator(".bar .go").get_attribute("href")
    assert urlsplit(order).path == "/6281000000042"
    words = parse_qs(urlsplit(order).query)["text"][0]
    assert "2 x Keripik ubi @ Rp15.000" in words
    assert "Jumlah: Rp50.000" in words
