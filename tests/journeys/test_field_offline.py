"""A facilitator in a village without signal: notes are kept, the page opens, each note arrives once."""

import random

import pytest
from PIL import Image

from laju.apps.services.models import Service
from laju.web.field import services
from tests import factories

NOTES, LIMIT = 12, services.MOST_BYTES


@pytest.fixture
def phone(medan, window):
    helper = factories.UserFactory(role="FACILITATOR", regions=[medan])
    factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik Bu Ani",
        facilitator=helper,
    )
    yield window(helper)
    services.MOST_BYTES = LIMIT


def cut(page, *, is_cut):
    """Cut the signal; where the browser's worker finds a way round it, the server takes nothing."""
    page.context.set_offline(offline=is_cut)
    services.MOST_BYTES = -1 if is_cut else LIMIT


def write(page, words):
    page.get_by_label("Usaha", exact=True).select_option(label="Keripik Bu Ani")
    page.get_by_label("Apa yang ditanyakan atau dilihat?").fill(words)
    page.get_by_role("button", name="Simpan", exact=True).click()


def test_without_a_signal_notes_wait_and_the_page_still_opens(phone):
    phone.goto("/pendamping/catat/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()  # now through the worker, which keeps the page
    cut(phone, is_cut=True)
    write(phone, "Harga belum jelas")
    assert phone.get_by_text("Menunggu sinyal").is_visible()
    phone.reload()
    assert phone.get_by_text("Harga belum jelas").is_visible()
    assert not Service.objects.exists()
    cut(phone, is_cut=False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.wait_for_selector("[data-waiting]", state="hidden")
    assert Service.objects.get().told == "Harga belum jelas"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_each_note_arrives_once_however_the_signal_behaves(phone):
    draw = random.Random(11)
    phone.goto("/pendamping/catat/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for number in range(NOTES):
        cut(phone, is_cut=draw.random() < 0.5)
        write(phone, f"catatan {number}")
        if draw.random() < 0.4:
            cut(phone, is_cut=False)
            phone.reload()
    cut(phone, is_cut=False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.wait_for_selector("[data-waiting]", state="hidden")
    assert sorted(Service.objects.values_list("told", flat=True)) == sorted(
        f"catatan {number}" for number in range(NOTES)
    )


def test_a_photo_waits_with_its_note_and_arrives_after_it(phone, settings, tmp_path):
    settings.PHOTOS = tmp_path / "photos"
    large = tmp_path / "IMG_2.jpg"
    Image.effect_noise((2400, 1800), 80).convert("RGB").save(large, quality=92)
    phone.goto("/pendamping/catat/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    cut(phone, is_cut=True)
    phone.set_input_files("input[type=file]", str(large))
    phone.get_by_text("→").wait_for()
    write(phone, "Etalase sudah rapi")
    phone.get_by_text("Keripik Bu Ani + foto").wait_for()
    phone.reload()  # the phone runs out of power
    assert not Service.objects.exists()
    cut(phone, is_cut=False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.get_by_text("Semua tersimpan di server.").wait_for()
    row = Service.objects.get()
    assert row.photo_sha256
    assert 0 < (settings.PHOTOS / row.photo_files[0]["path"]).stat().st_size < 300_000
    left = "indexedDB.databases().then((all) => all.length)"
    assert phone.evaluate(left) == 1
    phone.reload()
    assert phone.get_by_alt_text("Foto kunjungan").is_visible()


def test_signing_out_leaves_nothing_on_the_phone(phone):
    phone.goto("/pendamping/catat/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    cut(phone, is_cut=True)
    write(phone, "Rahasia usaha")
    cut(phone, is_cut=False)
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.locator("details.drop summary").click()
    phone.get_by_role("button", name="Keluar").click()
    phone.wait_for_url("**/")
    kept = phone.evaluate(
        "(async () => JSON.stringify([Object.entries(localStorage), await caches.keys()]))()"
    )
    assert "Rahasia" not in kept and "laju-lapangan" not in kept
