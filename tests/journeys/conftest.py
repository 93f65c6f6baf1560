"""Real browser windows for people, and the address they speak to."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connections
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from bench.lighthouse import CHROMIUM, FLAGS

NEEDS_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
    pytest.mark.skipif(
        os.environ.get("DATABASE_URL", "").startswith("postgres"),
        reason="server and test share one connection, which only SQLite allows",
    ),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a window."""
    for item in items:
        if "window" in getattr(item, "fixturenames", ()):
            for mark in NEEDS_A_BROWSER:
                item.add_marker(mark)


@pytest.fixture
def window(db, monkeypatch) -> Iterator:
    """Return a function that opens a window: `window(owner)`, `window(agency, width=1280)`.

    Dialogs are answered with yes. A page whose script breaks fails the test.
    """
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    live = LiveServer("localhost")
    held = connections["default"]
    faults: list[str] = []
    with sync_playwright() as playwright:
        connections["default"] = held  # beside a running loop Django would open another one
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))

        def opened(user=None, *, width: int = 360):
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
            return page

        yield opened
        browser.close()
    live.stop()
    assert faults == []
