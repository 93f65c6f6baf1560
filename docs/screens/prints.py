# ruff: noqa: INP001
"""The printed pieces side by side, of made-up businesses: python docs/screens/prints.py (needs pdftoppm)."""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pyvips

from laju.core.profile import Opening, Permit, Product, Profile, Sector, Variant
from laju.engines.prints import (
    draw_banner,
    draw_labels,
    draw_price_list,
    draw_table_cards,
    piece_of,
)

HERE = Path(__file__).resolve().parent
TALL, GAP = 560, 16  # pixels
ON = date(2026, 11, 27)
CHIPS = (
    Product("balado", "Keripik Singkong Balado", 15_000, unit="bungkus", note="pedas manis"),
    Product(
        "pisang", "Keripik Pisang", variants=(Variant("Kecil", 8_000), Variant("Besar", 20_000))
    ),
    Product("kopi", "Kopi Sidikalang 250 g", 45_000),
    Product("dodol", "Dodol Durian", 25_000),
)
KITCHEN = Profile(
    code="LJ-000001-3", slug="keripik-nai-tiur-1", name="Keripik Nai Tiur", sector=Sector.FOOD,
    activity="Keripik singkong dan pisang, digoreng setiap pagi", products=CHIPS,
    region_name="Kabupaten Toba", village_name="Balige", phone="+6281000000042",
    hours=tuple(Opening(day, "08:00", "17:00") for day in range(6)),
    permits=(Permit("PIRT", "2061271010042-29", date(2029, 12, 31)),),
)  # fmt: skip
LOOM = Profile(
    code="LJ-000003-9", slug="tenun-boru-sagala-3", name="Tenun Boru Sagala", sector=Sector.CRAFT,
    activity="Ulos ragi hotang dan selendang, ditenun tangan", region_name="Kabupaten Samosir",
    phone="+6281000000043",
)  # fmt: skip


def main() -> None:
    """Write prints.png."""
    kitchen, loom = (
        piece_of(profile=each, address=f"https://umkm.example/{each.slug}/", on=ON)
        for each in (KITCHEN, LOOM)
    )
    row = [
        picture(draw_table_cards([kitchen])),
        picture(draw_price_list(kitchen)),
        picture(draw_labels(kitchen, product=CHIPS[0])),
        picture(draw_table_cards([loom])),
    ]
    top = pyvips.Image.arrayjoin(row, across=len(row), shim=GAP, background=[136, 136, 136])
    banner = picture(draw_banner(loom), tall=round(top.width / 3))
    banner = banner.resize(top.width / banner.width)
    both = top.join(banner, "vertical", expand=True, shim=GAP, background=[136, 136, 136])
    data = both.pngsave_buffer(palette=True, Q=90, dither=0.0, effort=8, keep="none")
    (HERE / "prints.png").write_bytes(data)


def picture(pdf: bytes, *, tall: int = TALL) -> pyvips.Image:
    """Return the first page as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s"
        path.with_suffix(".pdf").write_bytes(pdf)
        command = ["pdftoppm", "-scale-to-y", str(tall), "-scale-to-x", "-1", "-png", "-singlefile"]
        subprocess.run([*command, f"{path}.pdf", str(path)], check=True)  # noqa: S603
        return pyvips.Image.new_from_file(f"{path}.png").copy_memory()


if __name__ == "__main__":
    main()
