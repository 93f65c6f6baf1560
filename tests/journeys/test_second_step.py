"""A member of staff adds a passkey and signs in with it, in a real browser with a virtual device."""

import os
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from bench.lighthouse import CHROMIUM, FLAGS
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
    pytest.mark.skipif(
        bool(os.environ.get("DATABASE_URL", "").startswith("postgres")),
        reason="server and test share one connection, which only SQLite allows",
    ),
]
PASSWORD = "keripik-ubi-balige"


@pytest.fixture
def page(db, monkeypatch):
    """A phone's window, with a device that knows its owner's finger."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    user = UserFactory(username="rina", role="AGENCY")
    user.set_password(PASSWORD)
    user.save()
    live = LiveServer("localhost")
    held = connections["default"]
    with sync_playwright() as playwright:
        connections["default"] = held
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))
        context = browser.new_context(
            locale="id-ID", base_url=live.url, viewport={"width": 360, "height": 740}
        )
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        told = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        device.send("WebAuthn.addVirtualAuthenticator", {"options": told})
        yield page
        browser.close()
    live.stop()


def test_a_passkey_is_added_and_opens_the_office(page):
    page.goto("/masuk/")
    page.fill("[name=username]", "rina")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.goto("/akun/")
    page.get_by_label("Nama perangkat").fill("HP Rina")
    page.get_by_role("button", name="Kunci perangkat ini").click()
    page.get_by_text("Langkah kedua terpasang").wait_for()
    assert page.get_by_text("HP Rina").first.is_visible()

    page.context.clear_cookies()
    page.goto("/masuk/?next=/dinas/usaha/")
    page.get_by_role("button", name="Masuk dengan kunci perangkat").click()
    page.wait_for_url("**/")
    page.goto("/dinas/usaha/")
    assert "/dinas/usaha/" in page.url

    page.context.clear_cookies()
    page.goto("/masuk/")
    page.fill("[name=username]", "rina")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/masuk/langkah-kedua/")
    page.get_by_role("button", name="Pakai kunci perangkat").click()
    page.wait_for_url("**/dinas/**")
    assert page.faults == []
