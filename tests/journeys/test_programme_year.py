"""A year of the programme in real browsers: apply, curate, draw, sign in, help, learn, certificate.

Everybody at once: the owner and the facilitator on phones, two readers on phones, two officers on
laptops.
"""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pyvips

from laju.apps.programme.models import Cohort, Participant
from laju.apps.services.models import Service
from laju.apps.skills.models import Certificate, Progress
from laju.core.beacons import moment_of
from laju.core.skills import NEEDED, lesson_by_key, load_lessons
from tests import factories
from tests.apps.programme.curated import SIGNATURE
from tests.web.public.test_apply import ANSWERS

YEAR = 2027
OWN_WORDS = ANSWERS["products"].split(";")[0].split(",")[0]


class Rooms(NamedTuple):
    """One window each: owner, facilitator, two officers; and the readers' windows."""

    phone: Any
    helper: Any
    laptop: Any
    chief: Any
    readers: list[Any]


@pytest.fixture
def rooms(toba, agency, settings, tmp_path, window):
    """Give a window to the owner (nobody yet), the facilitator, two officers and two readers.

    Three others have applied before; there are two seats.
    """
    settings.DEMO, settings.CERTIFICATE_KEY = True, tmp_path / "certificates.pem"
    cohort = factories.CohortFactory(year=YEAR, seats=2, rules_published_at=None)
    factories.ApplicationFactory.create_batch(3, cohort=cohort, business__region=toba)
    user = factories.UserFactory
    helper = user(role="FACILITATOR", first_name="Rina", last_name="Pendamping")
    readers = [
        user(role="READER", first_name=name, last_name="Kurator") for name in ("Budi", "Sri")
    ]
    second = user(role="AGENCY", first_name="Kepala", last_name="Bidang")
    return Rooms(
        window(),
        window(helper),
        window(agency, width=1280),
        window(second, width=1280),
        [window(each) for each in readers],
    )


def picture(page, name):
    """Keep a picture for the guide, where somebody asks for them: LAJU_PICTURES=docs/screens."""
    folder = os.environ.get("LAJU_PICTURES")
    if folder:
        page.evaluate("scrollTo(0, 0)")
        seen = pyvips.Image.new_from_buffer(page.screenshot(), "")
        path = Path(folder) / f"{name}.png"
        path.write_bytes(seen.pngsave_buffer(palette=True, dither=0.6, effort=8, keep="none"))


def press(page, name, *, role="button", exact=True):
    page.get_by_role(role, name=name, exact=exact).first.click()


def apply(phone):
    phone.goto("/daftar/")
    press(phone, "Lihat semua pertanyaan sekaligus")
    for name, told in ANSWERS.items():
        box = phone.locator(f"#id_{name}")
        if name == "region":
            box.select_option(told)
        elif name == "agree":
            box.check()
        else:
            box.fill(told)
    press(phone, "Lanjut, periksa jawaban")
    press(phone, "Kirim pendaftaran")
    return phone.locator("#nomor").inner_text()


def publish(laptop):
    """Set and publish the rules, before anybody applies."""
    laptop.goto(f"/dinas/angkatan/{YEAR}/")
    laptop.locator("form[action$='/kuota/'] button").click()
    laptop.goto(f"/dinas/angkatan/{YEAR}/kurasi/")
    laptop.get_by_label("Kurator per pendaftaran").fill("2")
    press(laptop, "Simpan aturan")
    press(laptop, "Terbitkan aturan dan kuota")


def curate(rooms, monkeypatch):
    """Go on: readers, conditions, readings, the list, two signatures, the draw."""
    laptop = rooms.laptop
    laptop.goto(f"/dinas/angkatan/{YEAR}/kurasi/")
    for name in ("Budi Kurator", "Sri Kurator"):
        laptop.get_by_label("Tambah kurator").select_option(label=name)
        press(laptop, "Tambah")
    press(laptop, "Periksa syarat")
    while laptop.get_by_label("Alasan keputusan").count():  # what no rule can tell
        laptop.get_by_label("Alasan keputusan").first.fill("Diperiksa lewat telepon")
        press(laptop, "Memenuhi")
    press(laptop, "Tutup pendaftaran dan bagikan")

    for page in rooms.readers:
        read(page)
    laptop.reload()
    assert laptop.get_by_text("8 dari 8 bacaan selesai").is_visible()
    picture(laptop, "year-curation")
    press(laptop, "Kunci daftar")
    press(laptop, "Tanda tangani")
    laptop.locator("#signature").fill(SIGNATURE)
    laptop.locator("#dice").fill("4 2 6")
    press(laptop, "Undi")
    assert laptop.get_by_text("Sidik jari daftar").is_visible()
    assert Cohort.objects.get().status == Cohort.Status.LISTED  # one signature is not enough
    rooms.chief.goto(f"/dinas/angkatan/{YEAR}/kurasi/")
    press(rooms.chief, "Tanda tangani")

    later = moment_of(Cohort.objects.get().beacon_round) + timedelta(minutes=1)
    with monkeypatch.context() as clock:
        clock.setattr("laju.web.agency.curation.timezone.now", lambda: later)
        laptop.goto(f"/dinas/angkatan/{YEAR}/kurasi/")
        laptop.locator("#signature").fill(SIGNATURE)
        laptop.locator("#dice").fill("4 2 6")
        press(laptop, "Undi")
        laptop.get_by_text("Hasil dan cara mengulanginya").wait_for()
    laptop.get_by_role("link", name="Hasil dan cara mengulanginya").click()
    picture(laptop, "year-draw")


def read(page):
    """Read all that was given to a reader; the owner's own application stands out."""
    page.goto("/kurator/")
    total = page.locator(".todos a").count()
    page.locator(".todos a").first.click()
    for _ in range(total):
        if page.get_by_role("button", name="Saya tidak punya hubungan").is_visible():
            page.get_by_role("button", name="Saya tidak punya hubungan").click()
        picture(page, "year-reading")
        assert ANSWERS["name"] not in page.locator("main").inner_text()
        is_theirs = OWN_WORDS in page.locator("main").inner_text()
        for box in page.locator("fieldset").all():
            box.locator("input").nth(4 if is_theirs else 1).check()
        press(page, "Selesai, lanjut berikutnya")
    assert page.get_by_text(f"{total} dari {total} selesai").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def tell(laptop):
    """Give the participant a facilitator, and let everybody know."""
    laptop.goto(f"/dinas/angkatan/{YEAR}/?bagian=pendaftar")
    for box in laptop.locator("input[name=participant]").all():
        box.check()
    laptop.locator("#pendamping").select_option(label="Rina Pendamping")
    press(laptop, "Tetapkan")
    laptop.goto(f"/dinas/angkatan/{YEAR}/")
    press(laptop, "Kabari pendaftar")


def sign_in(phone):
    phone.goto("/masuk/")
    press(phone, "Masuk lewat WhatsApp", role="link")
    press(phone, "Mulai")
    phone.get_by_label("Nomor pemilik").fill(ANSWERS["phone"])
    press(phone, "Kirim sebagai nomor ini")
    code = re.search(r"Kode masuk Anda: (\d{3} \d{3})", phone.content())[1]
    phone.get_by_label("Kode dari balasan WhatsApp").fill(code)
    phone.locator("#masuk").get_by_role("button", name="Masuk", exact=True).click()


def test_a_year_from_applying_to_a_certificate(rooms, monkeypatch):
    phone, helper, laptop = rooms.phone, rooms.helper, rooms.laptop

    publish(laptop)
    number = apply(phone)
    phone.goto("/daftar/kabar/")
    phone.get_by_label("Nomor pendaftaran").fill(number)
    phone.get_by_label("Empat angka terakhir nomor WhatsApp").fill(ANSWERS["phone"][-4:])
    press(phone, "Lihat kabar")
    assert phone.get_by_text("Pendaftaran Anda tercatat").is_visible()
    picture(phone, "year-status")

    curate(rooms, monkeypatch)
    tell(laptop)
    assert "terpilih di" in laptop.content()  # the news that waits to be sent
    assert Cohort.objects.get().status == Cohort.Status.SELECTED
    participant = Participant.objects.get(application__business__name=ANSWERS["name"])

    sign_in(phone)
    assert phone.get_by_role("heading", name=ANSWERS["name"]).is_visible()
    press(phone, "Minta bantuan", role="link")
    phone.get_by_label("Apa yang ingin Anda tanyakan?").fill("Bagaimana memotret keripik?")
    press(phone, "Kirim")

    helper.goto("/pendamping/catat/")
    assert helper.get_by_text("Bagaimana memotret keripik?").is_visible()
    helper.get_by_label("Usaha", exact=True).select_option(label=ANSWERS["name"])
    helper.get_by_label("Apa yang ditanyakan atau dilihat?").fill("Foto masih gelap")
    helper.get_by_label("Apa saran Anda?").fill("Potret dekat jendela")
    press(helper, "Simpan")
    helper.get_by_text("Semua tersimpan di server.").wait_for()
    assert Service.objects.get().advised == "Potret dekat jendela"

    phone.reload()
    assert phone.get_by_text("Potret dekat jendela").is_visible()
    phone.goto(f"/pemilik/halaman/{participant.pk}/belajar/foto/")
    for place, question in enumerate(lesson_by_key("foto").questions):
        phone.locator(f"input[name=q{place}][value='{question.right}']").check()
    press(phone, "Periksa jawaban")
    assert phone.get_by_text("Bagus, Anda paham.").is_visible()
    factories.SiteFactory(participant=participant)  # the page went live meanwhile
    phone.goto(f"/pemilik/halaman/{participant.pk}/belajar/")
    press(phone, "Periksa tugas saya")
    assert Progress.objects.get(lesson="tayang").proven_at
    for lesson in load_lessons()[:NEEDED]:  # the months of work in between
        Progress.objects.update_or_create(
            participant=participant,
            lesson=lesson.key,
            defaults={"proven_at": factories.AT, "evidence": "dilihat sistem", "level": 2},
        )

    laptop.goto("/dinas/keterampilan/")
    press(laptop, "Terbitkan sertifikat")
    code = Certificate.objects.get().code
    phone.goto("/sertifikat/")
    phone.get_by_label("Kode di sertifikat").fill(code.lower())
    press(phone, "Periksa")
    assert phone.get_by_text("Sertifikat ini berlaku").is_visible()
    picture(phone, "year-certificate")
    assert phone.get_by_role("heading", name=ANSWERS["name"]).is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
