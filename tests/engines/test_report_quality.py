"""The report and the calendars opened from disk: no fault, no request, no sideways scrolling."""

from pathlib import Path

import pytest

from bench.lighthouse import CHROMIUM, FLAGS
from laju.engines.reports import render_calendar, render_report
from tests.engines.report_samples import poison, poor_report, rich_calendar, rich_report
from tests.engines.site_samples import sample_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
]
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    root = tmp_path_factory.mktemp("laporan")
    (root / "calendar").mkdir()
    sample_picture(root / "posters", "x.webp", 320, 320)
    for number in range(3):
        site = root / "sites" / f"ulos-namboru-tiur-{number}"
        site.mkdir(parents=True)
        (site / "index.html").write_text("<!doctype html><title>Toko</title>", encoding="utf-8")
    made = {
        "index.html": render_report(report=rich_report()),
        "poor.html": render_report(report=poor_report()),
        "hostile.html": render_report(report=poison(rich_report())),
        "calendar/rich.html": render_calendar(page=rich_calendar(poster="../posters/x.webp")),
        "calendar/poor.html": render_calendar(page={"name": "Warung Par"}),
        "calendar/hostile.html": render_calendar(page=poison(rich_calendar())),
    }
    for name, html in made.items():
        (root / name).write_bytes(html)
    return root, list(made)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_from_disk_have_no_fault_a_browser_can_find(pages, width):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    root, names = pages
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))
        context = browser.new_context(viewport={"width": width, "height": 800})
        for name in names:
            page, asked, faults = context.new_page(), [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, faults=faults: faults.append(message.text))
            page.goto((root / name).as_uri())
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, name
            assert all(url.startswith(("file:", "data:")) for url in asked), name
            if "hostile" not in name:  # its files do not exist
                assert faults == [], name
            found = Axe().run(page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
            page.close()
        browser.close()
