"""Milliseconds a poster: `python -m bench.posters [count]`; the last line is JSON."""

import base64
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from laju.core.profile import Mood
from laju.engines.libvips import load_vips_for_text
from laju.engines.posters import Poster, draw_poster
from laju.engines.posters.drawing import render_svg

SIZE = "portrait"
GOODS = (
    "Keripik Sambal",
    "Selendang Ulos",
    "Servis Rem",
    "Kopi Arabika",
    "Tas Anyam",
    "Roti Manis",
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        photo = make_photo(Path(folder) / "photo.jpg")
        plain = [make_poster(number, "") for number in range(count)]
        pictured = [replace(poster, photo=str(photo)) for poster in plain]
        draw(plain[0])
        draw(pictured[0])  # the first of each kind loads fonts and templates
        plain_ms, plain_bytes = timed(draw, plain)
        photo_ms, photo_bytes = timed(draw, pictured)
        peer_ms, _ = timed(draw_whole_svg, pictured)
        limit_ms = timed_encode(draw(pictured[1]), count)
    print(f"without photo {plain_ms:.1f} ms, {plain_bytes // 1000} kB (medians, {SIZE})")
    print(f"with photo {photo_ms:.1f} ms, {photo_bytes // 1000} kB")
    print(
        f"peer: photo inside the SVG {peer_ms:.1f} ms; limit: JPEG encoding alone {limit_ms:.1f} ms"
    )
    print(
        json.dumps(
            {
                "ms_per_poster": round(plain_ms, 1),
                "with_photo_ms": round(photo_ms, 1),
                "kb_per_poster": plain_bytes // 1000,
                "with_photo_kb": photo_bytes // 1000,
                "ratio_peer": round(photo_ms / peer_ms, 2),
                "ratio_limit": round(photo_ms / limit_ms, 2),
                "count": count,
            }
        )
    )


def make_poster(number: int, photo: str) -> Poster:
    return Poster(
        product_name=f"{GOODS[number % len(GOODS)]} Nomor {number}",
        price_text=f"Rp{10 + number}.500",
        unit="buah",
        business_name=f"Usaha Contoh {number}",
        place="Balige, Kabupaten Toba",
        code=f"LJ-{number:06d}-0",
        phone_text="WA 0812-0000-0000",
        call="Pesan lewat WhatsApp",
        mood=list(Mood)[number % 3],
        photo=photo,
        seed=number // 3,
    )


def make_photo(path: Path) -> Path:
    """Write a photo as engines.images prepares it: 1200 x 900, soft shapes and grain."""
    vips = load_vips_for_text()
    cloud = [
        vips.Image.perlin(1200, 900, cell_size=180, seed=seed) * 90 + 120 for seed in (1, 2, 3)
    ]
    grain = vips.Image.gaussnoise(1200, 900, sigma=6, mean=0, seed=4)
    picture = cloud[0].bandjoin(cloud[1:]) + grain
    picture.cast("uchar").copy(interpretation="srgb").jpegsave(str(path), Q=85)
    return path


def draw(poster: Poster) -> bytes:
    return draw_poster(poster=poster, size=SIZE)


def draw_whole_svg(poster: Poster) -> bytes:
    """Draw as simpler programs do: the photo as an <image> inside the SVG."""
    vips = load_vips_for_text()
    svg, hole = render_svg(poster=poster, size=SIZE)
    assert hole is not None
    data = base64.b64encode(Path(poster.photo).read_bytes()).decode()
    start = svg.index(">", svg.index("<svg")) + 1
    image = (
        f'<image x="{hole[0]}" y="{hole[1]}" width="{hole[2]}" height="{hole[3]}"'
        f' preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,{data}"/>'
    )
    whole = svg[:start] + image + svg[start:]
    picture = vips.Image.svgload_buffer(whole.encode(), unlimited=True)
    encoded: bytes = picture.flatten().jpegsave_buffer(Q=76, optimize_coding=True)
    return encoded


def timed(work: Callable[[Poster], bytes], posters: list[Poster]) -> tuple[float, int]:
    """Return the median milliseconds and the median bytes."""
    took, sizes = [], []
    for poster in posters:
        start = time.perf_counter()
        sizes.append(len(work(poster)))
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), int(statistics.median(sizes))


def timed_encode(jpeg: bytes, count: int) -> float:
    """Return the median milliseconds of encoding the same pixels from memory."""
    picture = load_vips_for_text().Image.jpegload_buffer(jpeg).copy_memory()
    took = []
    for _ in range(count):
        start = time.perf_counter()
        picture.jpegsave_buffer(Q=76, keep="none", optimize_coding=True)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    main()
