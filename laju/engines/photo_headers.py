"""What kind of photo a file is and how many pixels it claims, from its first bytes alone."""

import struct
from dataclasses import dataclass
from pathlib import Path

_HEAD_BYTES = 512 * 1024  # a JPEG may carry a long colour profile before its size
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE = {0x01, *range(0xD0, 0xD9)}  # JPEG markers without a length


@dataclass(frozen=True, slots=True)
class PhotoHeader:
    """Format and claimed size in pixels, as stored (not yet turned upright)."""

    format: str  # "JPEG", "PNG", "WEBP"
    width: int
    height: int


def read_header(path: Path) -> PhotoHeader | None:
    """Return the header of a JPEG, PNG or WebP file; None for every other file.

    A file of one of the three kinds that ends before its size counts as 0 x 0 pixels.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"\xff\xd8\xff"):
        return PhotoHeader("JPEG", *_jpeg_size(head))
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PhotoHeader("PNG", *_png_size(head))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PhotoHeader("WEBP", *_webp_size(head))
    return None


def _png_size(head: bytes) -> tuple[int, int]:
    if head[12:16] != b"IHDR" or len(head) < 24:  # noqa: PLR2004 - fixed place of IHDR
        return 0, 0
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _jpeg_size(head: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = head[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - fill byte
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
    return 0, 0


def _webp_size(head: bytes) -> tuple[int, int]:
    kind, data = head[12:16], head[20:30]
    if len(data) < 10:  # noqa: PLR2004 - shortest header of the three kinds
        return 0, 0
    if kind == b"VP8X":
        return (
            int.from_bytes(data[4:7], "little") + 1,
            int.from_bytes(data[7:10], "little") + 1,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
