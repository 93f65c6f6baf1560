"""Pages in a real browser: no fault for assistive technology, no request, no script needed."""

import os
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.lighthouse import CATEGORIES, CHROMIUM, FLAGS, measure, missing, serve
from tests.engines.site_samples import write_samples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
]
WIDTHS = (360, 1280)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What the script adds: the cart's buttons, the clock, the days left, the copy button.
BESIDES = {"Pesan", "Buka", "sekarang,", "sampai", "Sedang", "tutup", "tinggal", "hari", "terakhir"}
BESIDES |= {"Salin", "tautan", "+", "−", "0", "20.00", "Penawaran", "ini", "sudah", "berakhir"}
BESIDES |= {str(number) for number in range(400)}
SMALL_TARGETS = """
[...document.querySelectorAll('a, label, button, select, summary')].filter(link => {
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
    assert {Path(path).suffix for path in asked} <= {".html", ".webp", ".css", ".js", ".svg"}


def test_pages_say_everything_without_script(samples, browser):
    """With it there are a cart and a clock besides; no word of the page needs it."""
    _, pages, address, _ = samples
    words = {}
    for script in (False, True):
        for name, page, _ in visit(browser, address, pages, 360, script=script):
            told = page.locator("body").inner_text()
            words.setdefault(name, []).append({*told.replace(":", " ").replace("·", " ").split()})
    for name, (without, with_script) in words.items():
        assert with_script - without <= BESIDES, name
        assert "WhatsApp" in without or "/" not in name


def test_cart_sends_several_goods_as_one_message(samples, browser):
    _, _, address, _ = samples
    for theme in ("kitchen", "shop", "workshop"):
        for _, page, _ in visit(browser, address, [f"{theme}-kaya/index.html"], 360):
            page.get_by_label("Pilihan Serabi santan").select_option(index=1)
            page.get_by_role("button", name="Tambah Serabi santan").click()
            page.get_by_role("button", name="Tambah Serabi santan").click()
            page.get_by_role("button", name="Tambah Risoles").click()
            assert page.locator(".bar p").inner_text() == "3 barang, Rp43.500"
            order = parse_qs(urlsplit(page.locator(".bar .go").get_attribute("href")).query)
            assert order["text"][0].splitlines() == [
                "Halo Dapur Bu Ani, saya mau pesan:",
                "2 x Serabi santan (Durian) @ Rp20.000",
                "1 x Risoles @ Rp3.500",
                "Jumlah: Rp43.500",
                "(kode LJ-000042-7)",
            ]
            assert page.get_by_role("button", name="Tambah Lemper ayam").count() == 0
            for _ in range(3):
                page.get_by_role("button", name="Kurangi Serabi santan").first.click(force=True)
                if not page.get_by_role("button", name="Kurangi Serabi santan").is_visible():
                    break
            assert page.locator(".bar p").inner_text() == "1 barang, Rp3.500"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-30T09:30:00Z", "Buka sekarang, sampai 20.00"),  # Monday, 16.30 in Medan
        ("2026-11-30T13:00:00Z", "Sedang tutup"),  # 20.00: the last minute is not open any more
        ("2026-11-29T05:00:00Z", "Sedang tutup"),  # Sunday
        ("2026-12-25T05:00:00Z", "Sedang tutup"),  # a Friday, but Christmas
    ],
)
def test_page_knows_whether_it_is_open_by_the_clock_of_the_place(samples, browser, moment, said):
    _, _, address, _ = samples
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time(moment)
    page.goto(f"{address}/kitchen-kaya/index.html")
    assert page.locator(".now").inner_text() == said
    context.close()


def test_pages_open_from_a_folder(samples, browser):
    root, pages, _, _ = samples
    address = root.as_uri()
    for name, page, faults in visit(browser, address, pages, 360):
        assert faults == [], name
        page.evaluate("document.querySelectorAll('img').forEach(img => img.loading = 'eager')")
        page.wait_for_function("[...document.images].every(img => img.complete)")
        assert page.evaluate("[...document.images].every(img => img.naturalWidth > 0)"), name


def test_pictures_have_their_place_before_they_come(samples, browser):
    _, pages, address, _ = samples
    for name, page, _ in visit(browser, address, pages, 360):
        shapes = page.evaluate(
            "[...document.querySelectorAll('.pic img')].map(img => getComputedStyle(img).aspectRatio)"
        )
        assert "auto" not in shapes, name  # "auto 4 / 5" keeps a place, "auto" alone does not


def test_pages_weigh_little(samples):
    root, pages, _, _ = samples
    for name in pages:
        limit = 14_000 if "/" in name else 60_000  # the list of all sites is another matter
        assert len((root / name).read_bytes()) <= limit, name


def test_focus_can_be_seen(samples, browser):
    _, _, address, _ = samples
    for _, page, _ in visit(browser, address, ["shop-kaya/index.html"], 360):
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
