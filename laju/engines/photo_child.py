"""The process that decodes one photo and ends: `python -m laju.engines.photo_child`.

A question comes in as JSON, the answer goes out as JSON; exit status 1 means unreadable. With
`--desk` questions come line by line and each is answered by a copy of the process (photo_desk).
"""

import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

from laju.engines.images import is_turned, load_photo
from laju.engines.libvips import load_vips, replace_file
from laju.engines.photo_headers import PhotoHeader

_MEMORY_BYTES = 1_500_000_000  # of address space: 60 million pixels and the library itself
_CPU_SECONDS = 20
_FILE_BYTES = 20_000_000  # of one file it writes
_LOOK = 512  # pixels of the longer side at which a photo is judged

# Measured on the photos of the demo set; see docs/adr/0006-posters.md.
_DARK_BELOW = 50
_BRIGHT_ABOVE = 225
_BLURRED_BELOW = 45.0
_FLAT_BELOW = 12.0
_SMALL_BELOW = 480
_NARROW_ABOVE = 2.4


def main() -> int:
    """Answer the one question on standard input."""
    question = json.load(sys.stdin)
    _limit_process()
    answer = _answer(question)
    if answer is None:
        return 1
    json.dump(answer, sys.stdout)
    return 0


def serve() -> int:
    """Answer line after line, each in a copy of this process; the next after the last has ended."""
    load_vips()  # ready before the first copy; it works in no thread yet, so copies are whole
    for line in sys.stdin.buffer:
        copy = os.fork()
        if copy == 0:
            _answer_and_end(json.loads(line))
        _, status = os.waitpid(copy, 0)
        if status != 0:
            os.write(1, b"{}\n")
    return 0


def _answer_and_end(question: dict[str, Any]) -> None:
    status = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, float(question["seconds"]))  # its default: the end
        _limit_process()
        answer = _answer(question)
        if answer is not None:
            os.write(1, json.dumps(answer).encode() + b"\n")
            status = 0
    finally:
        os._exit(status)


def _answer(question: dict[str, Any]) -> dict[str, Any] | None:
    """Do what is asked; None when the photo cannot be read."""
    vips = load_vips()
    try:
        work = {"check": _check, "prepare": _prepare}[question["task"]]
        return work(vips, question)
    except (vips.Error, MemoryError):
        return None


def _limit_process() -> None:
    """Take away what a broken or hostile photo could use up."""
    try:
        import resource
    except ImportError:  # not on Windows; the time limit of the parent still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _load(vips: Any, question: dict[str, Any], width: int) -> Any:
    """Return the photo upright, shrunk to at most `width` pixels across."""
    path = Path(question["path"])
    header = PhotoHeader(question["format"], question["width"], question["height"])
    across = min(header.width, header.height)  # whether it is turned, only a JPEG says cheaply
    if header.format == "JPEG":
        across = header.height if is_turned(vips=vips, path=path) else header.width
    picture = load_photo(vips=vips, path=path, header=header, scale=width / across)
    if picture.width > width:
        picture = picture.thumbnail_image(width, height=10_000_000, size="down").copy_memory()
    return picture


def _prepare(vips: Any, question: dict[str, Any]) -> dict[str, Any]:
    """Write the sizes, the widest first, each made from the one before."""
    widths = sorted(question["widths"], reverse=True)
    picture = _load(vips, question, widths[0])
    found = _judge(vips, question, picture)
    stem = re.sub(r"[^a-z0-9]+", "-", Path(question["path"]).stem.lower()).strip("-") or "foto"
    files = []
    for width in _useful_widths(own=picture.width, asked=widths):
        if width < picture.width:
            picture = picture.thumbnail_image(width, height=10_000_000, size="down").copy_memory()
        data = picture.webpsave_buffer(Q=78, effort=2, keep="none", smart_subsample=False)
        name = f"{stem[:60]}-{picture.width}.webp"
        replace_file(path=Path(question["into"]) / name, data=data)
        files.append(
            {"name": name, "width": picture.width, "height": picture.height, "bytes": len(data)}
        )
    return {**found, "files": files[::-1]}


def _useful_widths(*, own: int, asked: list[int]) -> list[int]:
    """Return the photo's own width and the asked ones clearly below it, the widest first."""
    return [own, *(width for width in asked if width * 1.1 < own)]


def _check(vips: Any, question: dict[str, Any]) -> dict[str, Any]:
    """Measure the photo without making anything of it."""
    return _judge(vips, question, _load(vips, question, _LOOK))


def _judge(vips: Any, question: dict[str, Any], picture: Any) -> dict[str, Any]:
    """Measure a photo at the size people see it on a phone."""
    if picture.width > _LOOK:
        picture = picture.thumbnail_image(_LOOK, height=10_000_000, size="down").copy_memory()
    stored = question["width"], question["height"]
    turned = (picture.width > picture.height) != (stored[0] > stored[1])
    width, height = stored[::-1] if turned else stored
    grey = picture.colourspace("b-w").copy_memory()
    return {
        "width": width,
        "height": height,
        "hints": _hints(
            width=width,
            height=height,
            light=grey.avg(),
            contrast=grey.deviate(),
            sharpness=_sharpest_part(vips, grey),
        ),
    }


def _sharpest_part(vips: Any, grey: Any) -> float:
    """Return the mean squared edge strength of the sharpest of 4 x 4 tiles.

    The sharpest, not the mean: a plain or softly blurred background is no fault.
    """
    laplace = vips.Image.new_from_array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    edges = grey.cast("float").conv(laplace).copy_memory()
    across, down = max(1, grey.width // 4), max(1, grey.height // 4)
    return float((edges * edges).shrink(across, down).max())


def _hints(
    *, width: int, height: int, light: float, contrast: float, sharpness: float
) -> list[str]:
    """Return advice in words for what the figures show; an empty list is a good photo."""
    ratio = max(width, height) / max(1, min(width, height))
    advice = [
        (light < _DARK_BELOW, "Foto gelap: ambil dekat jendela atau di luar pada pagi hari."),
        (light > _BRIGHT_ABOVE, "Foto terlalu terang: hindari sinar matahari langsung."),
        (sharpness < _BLURRED_BELOW, "Foto buram: pegang ponsel dengan dua tangan, sentuh layar pada produk."),
        (contrast < _FLAT_BELOW, "Warna foto pucat: beri alas polos yang warnanya lain dari produk."),
        (min(width, height) < _SMALL_BELOW, "Foto terlalu kecil: kirim foto aslinya, bukan tangkapan layar."),
        (ratio > _NARROW_ABOVE, "Foto terlalu memanjang: ambil dari jarak yang memuat seluruh produk."),
    ]  # fmt: skip
    return [sentence for found, sentence in advice if found]


if __name__ == "__main__":
    sys.exit(serve() if "--desk" in sys.argv else main())
