# ruff: noqa: INP001
"""Take the pictures of the documents: `laju demo` must be serving; python docs/screens/make.py."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyvips
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
MOST_BYTES = 150_000
WIDE, TALL, PHONE = (1280, 800), (1280, 1900), (390, 780)
SCALES = (1.5, 1.25, 1.0)  # dots per CSS pixel, tried in turn


class Shot(NamedTuple):
    """One picture: file name, role that sees it ("" for nobody), size, and the way there."""

    name: str
    role: str
    size: tuple[int, int]
    go: Callable[[Page, str], object]


def _first(page: Page, start: str, selector: str) -> None:
    """Open a list and follow the first link that fits."""
    page.goto(start)
    address = page.locator(selector).first.get_attribute("href")
    assert address, f"{start} has no {selector}"
    page.goto(page.evaluate("a => new URL(a, location).href", address))


SHOTS = (
    Shot("dashboard", "dinas", TALL, lambda page, at: page.goto(f"{at}/dinas/")),
    Shot(
        "business",
        "dinas",
        WIDE,
        lambda page, at: _first(page, f"{at}/dinas/usaha/?q=ulos", "tbody th a"),
    ),
    Shot(
        "figure",
        "penilai",
        WIDE,
        lambda page, at: _first(page, f"{at}/penilai/", "main a[href*='angka/']"),
    ),
    Shot("owner", "pemilik", PHONE, lambda page, at: page.goto(f"{at}/pemilik/")),
    Shot("apply", "", PHONE, lambda page, at: page.goto(f"{at}/daftar/")),
    Shot(
        "learning",
        "pemilik",
        PHONE,
        lambda page, at: _first(page, f"{at}/pemilik/", "main a[href$='/belajar/']"),
    ),
    Shot("note", "pendamping", PHONE, lambda page, at: page.goto(f"{at}/pendamping/catat/")),
    Shot(
        "homepage",
        "pemilik",
        PHONE,
        lambda page, at: _first(page, f"{at}/pemilik/", "main a[href*='/situs/']"),
    ),
)


def take(browser: Browser, shot: Shot, at: str) -> None:
    """Keep a picture light enough, as sharp as that allows."""
    path = HERE / f"{shot.name}.png"
    for scale in SCALES:
        picture = pyvips.Image.new_from_buffer(look(browser, shot, at, scale), "")
        path.write_bytes(picture.pngsave_buffer(palette=True, dither=0.6, effort=8, keep="none"))
        if path.stat().st_size <= MOST_BYTES:
            break
    sys.stdout.write(f"{path.name} {path.stat().st_size // 1000} kB\n")


def look(browser: Browser, shot: Shot, at: str, scale: float) -> bytes:
    """Sign in by the demonstration's door, go there, and return what is seen."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="id-ID"
    )
    page = context.new_page()
    if shot.role:
        page.goto(f"{at}/")
        page.locator(f"form[action$='/masuk/demo/{shot.role}/'] button").click()
    shot.go(page, at)
    page.wait_for_load_state("networkidle")
    seen = page.screenshot()
    context.close()
    return seen


def main() -> None:
    """Take all pictures, or the ones named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures")
    parser.add_argument(
        "--at", default="http://127.0.0.1:8000", help="address of the demonstration"
    )
    told = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for shot in SHOTS:
            if not told.names or shot.name in told.names:
                take(browser, shot, told.at.rstrip("/"))
        browser.close()


if __name__ == "__main__":
    main()
