"""Applying on a phone whose signal comes and goes: one question at a time, nothing lost."""

import random

import pytest
from django.core import signing
from PIL import Image

from laju.apps.programme.models import Application, ApplicationDraft
from laju.apps.studio.models import Photo
from laju.web.public.apply import SALT
from tests import factories
from tests.web.public.test_apply import ANSWERS

DROPS = 25  # `python -m bench.apply` does 500


@pytest.fixture
def phone(window):
    factories.CohortFactory()
    return window()


def fill(page, name):
    box = page.locator(f"#id_{name}")
    if name == "region":
        box.select_option(ANSWERS[name])
    elif name == "agree":
        box.check()
    else:
        box.fill(ANSWERS[name])


def shown(page):
    return page.evaluate(
        "[...document.querySelectorAll('.ask .field')].filter(each => each.offsetParent)"
        ".flatMap(each => [...each.querySelectorAll('input, select, textarea')].map(one => one.name))"
    )


def test_an_owner_applies_question_by_question(phone):
    phone.goto("/daftar/")
    asked = []
    for _ in range(11):
        [name] = shown(phone)
        asked.append(name)
        fill(phone, name)
        if name == "name":  # once the server has it, going on must not shift what is pressed
            phone.wait_for_selector("[data-state=server]")
        if phone.get_by_role("button", name="Lanjut", exact=True).is_visible():
            phone.get_by_role("button", name="Lanjut", exact=True).click()
    assert asked == list(ANSWERS)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.wait_for_selector("[data-state=server]")
    phone.get_by_role("button", name="Lanjut, periksa jawaban").click()
    phone.get_by_role("button", name="Kirim pendaftaran").click()
    assert "pendaftaran diterima" in phone.content()
    assert Application.objects.count() == 1 and not ApplicationDraft.objects.exists()
    assert phone.evaluate("Object.keys(localStorage).length") == 0


def test_a_photo_is_made_small_on_the_phone(phone, settings, tmp_path):
    settings.PHOTOS = tmp_path / "photos"
    business = factories.BusinessFactory()
    large = tmp_path / "IMG_1.jpg"
    noise = Image.effect_noise((3000, 2250), 90).convert("RGB")
    place = Image.Exif()
    place[0x0110] = "HP Ani"  # the kind of phone, which is nobody's business
    noise.save(large, quality=92, exif=place)

    phone.goto(f"/daftar/selesai/{signing.dumps(business.pk, salt=SALT)}/")
    phone.set_input_files("input[type=file]", str(large))
    phone.get_by_text("MB →").wait_for()
    going = phone.evaluate("document.querySelector('input[type=file]').files[0].text()")
    size = phone.evaluate("document.querySelector('input[type=file]').files[0].size")
    assert large.stat().st_size > 10 * size
    assert 50_000 < size <= 300_000
    assert "HP Ani" not in going
    phone.get_by_label("Foto ini boleh tayang").check()
    phone.get_by_role("button", name="Kirim foto").click()
    phone.get_by_text("Foto tersimpan.").wait_for()
    photo = Photo.objects.get()
    assert (photo.business, photo.consent_by) == (business, f"pendaftar {business.code}")


def test_a_signal_that_comes_and_goes_loses_no_answer(phone):
    draw, context = random.Random(7), phone.context
    names = [name for name in ANSWERS if name not in {"agree", "region"}]
    typed = {}
    phone.goto("/daftar/")
    phone.get_by_role("button", name="Lihat semua pertanyaan sekaligus").click()
    for number in range(DROPS):
        context.set_offline(draw.random() < 0.6)
        for name in draw.sample(names, 2):
            typed[name] = f"{name[:4]} {number}"
            phone.locator(f"#id_{name}").fill(typed[name])
        if draw.random() < 0.3:  # the phone runs out of power, then comes back online
            context.set_offline(offline=False)
            phone.reload()
            phone.get_by_role("button", name="Lihat semua pertanyaan sekaligus").click()
        for name, text in typed.items():
            assert phone.locator(f"#id_{name}").input_value() == text
    context.set_offline(offline=False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.wait_for_selector("[data-state=server]")
    kept = ApplicationDraft.objects.get().answers
    assert {name: kept[name] for name in typed} == typed


def test_offline_the_form_is_not_sent_into_nothing(phone):
    phone.goto("/daftar/")
    phone.get_by_role("button", name="Lihat semua pertanyaan sekaligus").click()
    phone.locator("#id_name").fill("Keripik Bu Ani")
    phone.context.set_offline(offline=True)
    phone.get_by_role("button", name="Lanjut, periksa jawaban").click()
    assert phone.get_by_text("Belum ada sinyal").is_visible()
    assert phone.locator("#id_name").input_value() == "Keripik Bu Ani"
