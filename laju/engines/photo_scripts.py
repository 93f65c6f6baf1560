"""Whether a photo's file carries a program: a picture to one reader, a page or script to another."""

import re
from collections.abc import Iterator
from pathlib import Path

# Long enough that the bytes of a picture or a film do not spell them by chance.
_MARKS = re.compile(
    rb"<\?php|<script[\s>/]|<svg[\s>]|<html[\s>]|<!doctype\s|<iframe[\s>]|<object[\s>]|javascript:",
    re.IGNORECASE,
)
# Two such bytes end the picture data of a JPEG, unless they are stuffing, a restart or filling.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_WEBP_PIXELS = {b"VP8 ", b"VP8L", b"ALPH", b"ANMF"}
_PNG_PIXELS = {b"IDAT", b"fdAT"}


def holds_script(path: Path) -> bool:
    """Say whether HTML, SVG or PHP stands in the file, anywhere but among the pixels themselves.

    What phones put before and behind a picture (EXIF, XMP, a short film) is no script.
    """
    data = path.read_bytes()
    return any(_MARKS.search(part) for part in _around_pixels(data))


def _around_pixels(data: bytes) -> Iterator[bytes]:
    """Yield every part of the file that a decoder of pictures passes over."""
    if data.startswith(b"\xff\xd8\xff"):
        yield from _of_jpeg(data)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _of_png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _of_webp(data)
    else:
        yield data


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = data[at + 1]
        if marker == 0xD9:  # noqa: PLR2004 - end of the picture
            at += 2
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at:end]
        at = end
        if marker == 0xDA:  # noqa: PLR2004 - the pixels follow
            found = _MARKER.search(data, at)
            at = found.start() if found else len(data)
    yield data[at:]


def _of_png(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if kind not in _PNG_PIXELS:
            yield data[at:end]
        at = end
        if kind == b"IEND":
            break
    yield data[at:]


def _of_webp(data: bytes) -> Iterator[bytes]:
    at, over = 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(len(data), over):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if data[at : at + 4] not in _WEBP_PIXELS:
            yield data[at:end]
        at = end
    yield data[min(at, over) :]
