# ruff: noqa: INP001
"""Ten sites of ten trades side by side, each made from one line: python docs/screens/sites.py.

The businesses are made up; their lines are as short and as plain as owners really write. Photos are
those of the example; who has none gets none.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyvips
from playwright.sync_api import sync_playwright

from laju.core.grammar import compose_texts
from laju.core.profile import Product, Profile, Sector
from laju.core.sectors import read_products
from laju.core.slugs import make_slug
from laju.engines.images import prepare_photo
from laju.engines.sites import Picture, render_site, write_site

HERE = Path(__file__).resolve().parent
PHOTOS = HERE.parents[1] / "example" / "foto"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WIDTH, HEIGHT, SCALE = 360, 740, 0.66
MOST_BYTES = 150_000


class One(NamedTuple):
    """All an owner told: name, trade, one line, where; a photo where there is one."""

    name: str
    sector: Sector
    line: str
    region: str
    photo: str = ""
    price: int = 0


LINES = (
    One("Bolu Nai Tiur", Sector.FOOD, "bolu pandan dan bolu pisang", "Kabupaten Toba", "bolu", 35_000),
    One("Warung Kopi Sabarita", Sector.FOOD, "kopi tubruk, roti bakar", "Kabupaten Dairi", "secangkir-kopi", 8_000),
    One("Tenun Boru Sagala", Sector.CRAFT, "ulos ragi hotang, selendang", "Kabupaten Samosir"),
    One("Las Karya Bersaudara", Sector.WORKSHOP, "pagar besi, kanopi, teralis", "Kota Binjai"),
    One("Kebun Jahe Merek", Sector.FARM, "jahe segar, bawang putih", "Kabupaten Karo", "jahe", 20_000),
    One("Jahit Ibu Nurma", Sector.FASHION, "jahit kebaya, seragam sekolah", "Kota Medan"),
    One("Salon Melur", Sector.BEAUTY, "pangkas rambut, rias pengantin", "Kota Tebing Tinggi"),
    One("Cuci Kilat Pak Ucok", Sector.SERVICE, "cuci sepatu, laundry kiloan", "Kota Sibolga"),
    One("Kaos Danau", Sector.RETAIL, "kaos polos, kaos sablon", "Kabupaten Simalungun", "kaos-polos", 65_000),
    One("Anggrek Bukit", Sector.OTHER, "anggrek bulan, kaktus hias", "Kabupaten Langkat", "anggrek", 45_000),
)  # fmt: skip


def main() -> None:
    """Write both rows."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number, told in enumerate(LINES):
            build(root, number, told)
        looks = look(root)
    for part in (0, 1):
        keep(f"sites-{part + 1}.png", looks[part * 5 : part * 5 + 5])


def build(root: Path, number: int, told: One) -> None:
    """Write the site of one business, from its line alone."""
    slug = make_slug(told.name)
    names = read_products(text=told.line)
    profile = Profile(
        code=f"LJ-{number:06d}",
        slug=slug,
        name=told.name,
        sector=told.sector,
        activity=told.line,
        products=tuple(
            Product(f"p{at}", name, told.price or None) for at, name in enumerate(names)
        ),
        region_name=told.region,
        province_name="Sumatera Utara",
        phone=f"+6281000000{number:03d}",
    )
    texts = compose_texts(profile=profile, seed=profile.code)
    photos = {}
    if told.photo:
        sizes = prepare_photo(path=PHOTOS / f"{told.photo}.jpg", into=root / slug)
        large = max(sizes, key=lambda each: each.width)
        photos[""] = Picture(large.path.name, large.width, large.height)
    files = render_site(profile=profile, texts=texts, updated_on=date(2027, 1, 4), photos=photos)
    write_site(root=root, slug=slug, files=files)


def look(root: Path) -> list[pyvips.Image]:
    """Return the first view of every site on a phone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        looks = []
        for told in LINES:
            page.goto((root / make_slug(told.name) / "index.html").as_uri())
            looks.append(pyvips.Image.new_from_buffer(page.screenshot(), "").extract_band(0, n=3))
        browser.close()
    return looks


def keep(name: str, looks: list[pyvips.Image]) -> None:
    """Keep five views in a row, light enough for a page."""
    small = [view.resize(SCALE).gravity("centre", int(WIDTH * SCALE) + 12, int(HEIGHT * SCALE) + 12, extend="background", background=[236, 230, 216]) for view in looks]  # fmt: skip
    row = pyvips.Image.arrayjoin(small, across=len(small))
    row = row.colourspace("srgb").copy_memory()
    for quality in (80, 50, 20):
        data = row.pngsave_buffer(palette=True, Q=quality, dither=0.4, effort=8, keep="none")
        if len(data) <= MOST_BYTES:
            break
    (HERE / name).write_bytes(data)
    sys.stdout.write(f"{name} {len(data) // 1000} kB\n")


if __name__ == "__main__":
    main()
