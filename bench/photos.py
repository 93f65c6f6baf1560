"""Processor time of a phone photo: `python -m bench.photos [rounds]`; the last line is JSON.

A photo of 12 million pixels becomes three WebP and a link picture, in our pipeline (checked, judged,
stripped, in limited processes; the link
picture with its words) and in the naive one (Pillow: decoded whole, each size from the
whole, slow encoder). The limit is what libvips needs for the same pictures in this process with
nothing around it. Then a photo that the browser has shrunk, and a bomb.
"""

import contextlib
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from laju.engines.images import PhotoTooLarge, check_photo, take_photo
from laju.engines.libvips import FONTS, load_vips
from laju.engines.photo_desk import _idle, close_desks
from laju.engines.posters import Card, draw_card
from tests.engines.test_images import exif_with_gps, png_bomb, with_exif

EXAMPLES = Path(__file__).resolve().parent.parent / "example" / "foto"
WIDTHS, SMALL_WIDTHS = (400, 800, 1200), (400, 800)
PHOTOS_A_ROUND = 8


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as name:
        folder = Path(name)
        phone, shrunk = make_photos(folder)
        ours, naive, limit, small, three = ([] for _ in range(5))
        for _ in range(rounds):  # in turns, so that a busy machine is busy for all of them
            ours.append(cpu_of(lambda: take(phone, folder, WIDTHS, has_card=True)))
            naive.append(cpu_of(lambda: take_naively(phone, folder)))
            limit.append(cpu_of(lambda: make_only(phone)))
            small.append(cpu_of(lambda: take(shrunk, folder, SMALL_WIDTHS)))
            three.append(cpu_of(lambda: take(shrunk, folder, WIDTHS)))
        told = {
            "photos": rounds * PHOTOS_A_ROUND,
            "ms_cpu_12_mp": median(ours),
            "ms_cpu_naive": median(naive),
            "ratio_peer": round(
                statistics.median(n / o for n, o in zip(naive, ours, strict=True)), 2
            ),
            "ratio_limit": round(
                statistics.median(o / x for o, x in zip(ours, limit, strict=True)), 2
            ),
            "ms_cpu_shrunk_2_sizes": median(small),
            "ms_cpu_shrunk_3_sizes": median(three),
            **bytes_of(phone, folder),
            **refuse_bomb(folder),
        }
    print(json.dumps(told))


def _fast_folder() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def make_photos(folder: Path) -> tuple[Path, Path]:
    """Write an example photo as a phone's camera (4000 x 3000, EXIF, on its side) and as a browser does."""
    vips = load_vips()
    source = vips.Image.jpegload(str(min(EXAMPLES.glob("*.jpg"))))
    across = 4000 / source.width
    large = source.resize(across, vscale=3000 / source.height, kernel="lanczos3")
    grain = vips.Image.gaussnoise(4000, 3000, sigma=4, mean=0, seed=3)
    picture = (large + grain).cast("uchar").copy(interpretation="srgb").copy_memory()
    phone, shrunk = folder / "phone.jpg", folder / "shrunk.jpg"
    data = picture.jpegsave_buffer(Q=88, keep="none")
    phone.write_bytes(with_exif(data, exif_with_gps(orientation=6)))
    picture.thumbnail_image(1600).jpegsave(str(shrunk), Q=85, keep="none")
    return phone, shrunk


def cpu_of(work: Callable[[], object]) -> float:
    """Return milliseconds of processor time a photo, those of ended child processes included."""
    work()  # libraries loaded, a desk waiting
    before = _cpu()
    for _ in range(PHOTOS_A_ROUND):
        work()
    return (_cpu() - before) * 1000 / PHOTOS_A_ROUND


def _cpu() -> float:
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        spent += used.ru_utime + used.ru_stime
    return spent + desk_cpu()


def desk_cpu() -> float:
    """Return the seconds of desks that still live and of their ended copies."""
    ticks = os.sysconf("SC_CLK_TCK")
    spent = 0.0
    for _, desk in list(_idle.queue):
        told = Path(f"/proc/{desk.pid}/stat").read_text().rpartition(")")[2].split()
        spent += sum(int(number) for number in told[11:15]) / ticks
    return spent


def median(figures: list[float]) -> float:
    return round(statistics.median(figures), 1)


def take(photo: Path, folder: Path, widths: tuple[int, ...], *, has_card: bool = False) -> None:
    _, files = take_photo(path=photo, into=folder / "ours", widths=widths)
    if has_card:
        draw_card(card=Card(business_name="Dapur Bu Ani", place="Balige", photo=files[-1].path))


def take_naively(photo: Path, folder: Path) -> None:
    """Do as simple programs do: decode all of it, and make each size from all of it."""
    for number, data in enumerate(naive_files(photo)):
        (folder / f"naive-{number}").write_bytes(data)


def naive_files(photo: Path) -> list[bytes]:
    files = []
    with Image.open(photo) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    for width in WIDTHS:
        size = (width, round(upright.height * width / upright.width))
        out = io.BytesIO()
        upright.resize(size, Image.Resampling.LANCZOS).save(out, "WEBP", quality=78, method=4)
        files.append(out.getvalue())
    out = io.BytesIO()
    card = ImageOps.fit(upright, (1200, 630), Image.Resampling.LANCZOS)
    font = ImageFont.truetype(str(FONTS / "Fraunces-800.ttf"), 90)
    ImageDraw.Draw(card).text((70, 70), "Dapur Bu Ani", font=font, fill="#fff6e3")
    card.save(out, "JPEG", quality=76)
    return [*files, out.getvalue()]


def make_only(photo: Path) -> None:
    """Decode small and encode, nothing else: no process, no check, no advice, no cut."""
    vips = load_vips()
    picture = vips.Image.jpegload(str(photo), shrink=2, access="sequential").copy_memory()
    for width in sorted(WIDTHS, reverse=True):
        picture = picture.thumbnail_image(width, height=10_000_000, size="down").copy_memory()
        picture.webpsave_buffer(Q=78, effort=2, keep="none")
    picture.resize(3).crop(0, 0, 1200, 630).jpegsave_buffer(Q=76, keep="none")


def bytes_of(photo: Path, folder: Path) -> dict[str, float]:
    """Compare the bytes of the three sizes with those of the naive pipeline."""
    _, files = take_photo(path=photo, into=folder / "ours", widths=WIDTHS)
    ours = sum(file.bytes for file in files)
    naive = sum(len(data) for data in naive_files(photo)[:3])
    return {"kb_three_sizes": ours // 1000, "bytes_to_naive": round(ours / naive, 3)}


def refuse_bomb(folder: Path) -> dict[str, float]:
    """Refuse a picture of 2.5 thousand million pixels, in this process and in one of its own."""
    bomb = folder / "bomb.png"
    bomb.write_bytes(png_bomb(50_000))
    start = time.perf_counter()
    with contextlib.suppress(PhotoTooLarge):
        check_photo(path=bomb)
        raise SystemExit("the bomb was not refused")
    took = (time.perf_counter() - start) * 1000
    code = (
        "import sys; from pathlib import Path\n"
        "from laju.engines.images import check_photo, PhotoTooLarge\n"
        "try: check_photo(path=Path(sys.argv[1]))\n"
        "except PhotoTooLarge:\n"
        "    told = Path('/proc/self/status').read_text()\n"
        "    print(told.split('VmHWM:')[1].split()[0])"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(bomb)], capture_output=True, check=True, text=True
    )
    whole = (time.perf_counter() - start) * 1000
    close_desks()
    return {
        "bomb_ms": round(took, 2),
        "bomb_ms_with_python": round(whole, 1),
        "bomb_mb": round(int(done.stdout) / 1024, 1),
    }


if __name__ == "__main__":
    main()
