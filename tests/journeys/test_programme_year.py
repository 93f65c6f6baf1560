"""A year of the programme in real browsers: apply, choose, sign in, help, learn, certificate, check.

Three people at once: the owner on a phone, the facilitator on a phone, the office on a laptop.
"""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connections
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from bench.lighthouse import CHROMIUM, FLAGS
from laju.apps.programme.models import Cohort, Participant
from laju.apps.services.models import Service
from laju.apps.skills.models import Certificate, Progress
from laju.core.skills import NEEDED, lesson_by_key, load_lessons
from tests import factories
from tests.web.public.test_apply import ANSWERS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
    pytest.mark.skipif(
        bool(os.environ.get("DATABASE_URL", "").startswith("postgres")),
        reason="server and test share one connection, which only SQLite allows",
    ),
]
YEAR = 2027


@pytest.fixture
def rooms(toba, agency, settings, tmp_path, monkeypatch):
    """Give a browser window to the owner (nobody yet), the facilitator and the office."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.DEMO, settings.CERTIFICATE_KEY = True, tmp_path / "certificates.pem"
    factories.CohortFactory(year=YEAR, seats=10)
    helper = factories.UserFactory(role="FACILITATOR", first_name="Rina", last_name="Pendamping")
    live = LiveServer("localhost")
    held = connections["default"]
    with sync_playwright() as playwright:
        connections["default"] = held
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))
        pages, faults = [], []
        for user, width in ((None, 360), (helper, 360), (agency, 1280)):
            context = browser.new_context(
                locale="id-ID", base_url=live.url, viewport={"width": width, "height": 740}
            )
            if user:
                client = Client()
                client.force_login(user)
                cookie = client.cookies[configured.SESSION_COOKIE_NAME].value
                context.add_cookies([{"name": "sessionid", "value": cookie, "url": live.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("dialog", lambda dialog: dialog.accept())
            pages.append(page)
        yield pages
        browser.close()
    live.stop()
    assert faults == []


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


def choose(laptop):
    laptop.goto(f"/dinas/angkatan/{YEAR}/")
    laptop.locator("form[action$='/kuota/'] button").click()
    laptop.goto(f"/dinas/angkatan/{YEAR}/")
    press(laptop, "Nilai semua pendaftar")
    laptop.get_by_text("Semua pendaftar sudah dinilai").wait_for()
    laptop.goto(f"/dinas/angkatan/{YEAR}/?bagian=undian")
    laptop.locator("#id_seed").fill("17 08 45")
    laptop.locator("#id_agree").check()
    press(laptop, "Pilih peserta")
    laptop.goto(f"/dinas/angkatan/{YEAR}/?bagian=pendaftar")
    laptop.locator("input[name=participant]").first.check()
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


def test_a_year_from_applying_to_a_certificate(rooms):
    phone, helper, laptop = rooms

    number = apply(phone)
    phone.goto("/daftar/kabar/")
    phone.get_by_label("Nomor pendaftaran").fill(number)
    phone.get_by_label("Empat angka terakhir nomor WhatsApp").fill(ANSWERS["phone"][-4:])
    press(phone, "Lihat kabar")
    assert phone.get_by_text("Pendaftaran Anda tercatat").is_visible()

    choose(laptop)
    assert "terpilih di" in laptop.content()  # the news that waits to be sent
    assert Cohort.objects.get().status == Cohort.Status.SELECTED
    participant = Participant.objects.get()

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
    assert phone.get_by_role("heading", name=ANSWERS["name"]).is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
