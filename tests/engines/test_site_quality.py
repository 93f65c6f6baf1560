"""Pages in a real browser: no fault for assistive technology, no request, no script needed."""

import gzip
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from bench.lighthouse import CATEGORIES, CHROMIUM, FLAGS, measure, missing, serve
from tests.engines.site_samples import write_samples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
]
WIDTHS = (360, 1280)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """
[...document.querySelectorAll('a, label')].filter(link => {
  const box = link.getBoundingClientRect()
  return box.height > 0 && box.height < 44 && !link.closest('address')
}).map(link => link.outerHTML)
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    root = tmp_path_factory.mktemp("sites")
    pages = write_samples(root)
    with serve(root) as (address, asked):
        yield root, [*pages, "index.html", "404.html"], address, asked


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))
        yield browser
        browser.close()


def visit(browser, address, pages, width, *, script=True):
    """Open page after page; give each with the faults the browser itself saw."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, java_script_enabled=script
    )
    for name in pages:
        page, faults = context.new_page(), []
        page.on("console", lambda message, faults=faults: faults.append(message.text))
        page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
        page.on("request", lambda request, faults=faults: faults.append(request.url))
        page.goto(f"{address}/{name}")
        faults[:] = [fault for fault in faults if not fault.startswith((address, "data:"))]
        yield name, page, faults
        page.close()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_fault_axe_can_find(samples, browser, width):
    from axe_playwright_python.sync_playwright import Axe

    _, pages, address, _ = samples
    if width != WIDTHS[0]:  # the wide layout differs by style only: the fullest pages show it
        pages = [name for name in pages if "kaya" in name or "/" not in name]
    for name, page, _ in visit(browser, address, pages, width):
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_and_ask_for_their_own_files_only(samples, browser, width):
    _, pages, address, asked = samples
    for name, page, faults in visit(browser, address, pages, width):
        assert faults == [], name
        assert page.evaluate(TOO_WIDE) <= 0, name
        assert page.evaluate(SMALL_TARGETS) == [], name
    assert {Path(path).suffix for path in asked} <= {".html", ".webp"}


def test_pages_say_everything_without_script(samples, browser):
    _, pages, address, _ = samples
    texts = {}
    for script in (True, False):
        for name, page, _ in visit(browser, address, pages, 360, script=script):
            texts.setdefault(name, set()).add(page.locator("body").inner_text())
    assert all(len(found) == 1 for found in texts.values())


def test_pages_open_from_a_folder(samples, browser):
    root, pages, _, _ = samples
    address = root.as_uri()
    for name, page, faults in visit(browser, address, pages, 360):
        assert faults == [], name
        page.evaluate("document.querySelectorAll('img').forEach(img => img.loading = 'eager')")
        page.wait_for_function("[...document.images].every(img => img.complete)")
        assert page.evaluate("[...document.images].every(img => img.naturalWidth > 0)"), name


def test_pages_weigh_little(samples):
    root, pages, _, _ = samples
    for name in pages:
        assert len(gzip.compress((root / name).read_bytes(), 6)) <= 14_000, name


def test_focus_can_be_seen(samples, browser):
    _, _, address, _ = samples
    for _, page, _ in visit(browser, address, ["loom-kaya/index.html"], 360):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


@pytest.mark.skipif(
    os.environ.get("LAJU_LIGHTHOUSE") != "1", reason="slow; set LAJU_LIGHTHOUSE=1 to run it"
)
@pytest.mark.skipif(bool(missing()), reason=missing() or "-")
def test_pages_reach_full_marks_in_lighthouse():
    with tempfile.TemporaryDirectory() as place:
        tools = Path(os.environ.get("LAJU_LIGHTHOUSE_TOOLS", place))
        try:
            found = measure(tools, limit=4)
        except subprocess.CalledProcessError as error:
            if "npm" not in str(error.cmd):
                raise
            pytest.skip("Lighthouse could not be installed: npm reaches no registry")
    assert [found[name] for name in CATEGORIES] == [100, 100, 100, 100], found["by_page"]
