"""A member of staff adds a passkey and signs in with it, in a real browser with a virtual device."""

import pytest

from tests.factories import UserFactory

PASSWORD = "keripik-ubi-balige"


@pytest.fixture
def page(window):
    """A phone's window, with a device that knows its owner's finger."""
    user = UserFactory(username="rina", role="AGENCY")
    user.set_password(PASSWORD)
    user.save()
    page = window()
    device = page.context.new_cdp_session(page)
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
    return page


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
    page.wait_for_url("**/dinas/usaha/")

    page.context.clear_cookies()
    page.goto("/masuk/")
    page.fill("[name=username]", "rina")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/masuk/langkah-kedua/")
    page.get_by_role("button", name="Pakai kunci perangkat").click()
    page.wait_for_url("**/dinas/**")
