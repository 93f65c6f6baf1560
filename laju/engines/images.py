"""Photos from strangers' phones: checked, turned upright, stripped, and made small."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from laju.core.errors import DomainError
from laju.engines.libvips import load_vips
from laju.engines.photo_desk import PHOTO_SECONDS, ask_desk
from laju.engines.photo_headers import PhotoHeader, read_header
from laju.engines.photo_scripts import holds_script

MAX_PIXELS = 60_000_000
MAX_BYTES = 40_000_000
_SECONDS = PHOTO_SECONDS
_WIDTHS = (400, 800, 1200)


class PhotoTooLarge(DomainError):
    message = "Foto terlalu besar: {width} × {height} piksel."
    remedy = "Kirim foto dari kamera ponsel biasa, paling besar 60 juta piksel."
    status = 413


class PhotoFileTooLarge(DomainError):
    message = "Berkas foto terlalu besar: {megabytes} MB."
    remedy = "Kirim foto yang berukuran paling besar 40 MB."
    status = 413


class PhotoUnreadable(DomainError):
    message = "Foto “{name}” tidak dapat dibuka; berkasnya rusak atau terpotong."
    remedy = "Kirim ulang foto aslinya dari ponsel, atau ambil foto baru."
    status = 422


class PhotoNotAPhoto(DomainError):
    message = "Berkas “{name}” bukan foto JPEG, PNG, atau WebP."
    remedy = "Kirim foto dari kamera atau galeri ponsel (JPG, PNG, atau WebP)."
    status = 415


class PhotoHoldsProgram(PhotoNotAPhoto):
    message = "Berkas “{name}” bukan foto biasa: di dalamnya ada perintah program."
    remedy = "Ambil foto baru dengan kamera ponsel, lalu kirim langsung dari galeri."


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """A photo as people see it, upright; `hints` are sentences for the person who took it."""

    width: int
    height: int
    format: str  # "JPEG", "PNG", "WEBP"
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One prepared size of a photo."""

    path: Path
    width: int
    height: int
    bytes: int


def check_photo(*, path: Path) -> PhotoReport:
    """Return what the photo is and how it could be better; the pixels are read in a child process.

    Raises: PhotoNotAPhoto, PhotoHoldsProgram, PhotoTooLarge, PhotoFileTooLarge, PhotoUnreadable.
    """
    header = _check_header(path)
    answer = _ask_child(task="check", path=path, header=header)
    return PhotoReport(
        width=answer["width"],
        height=answer["height"],
        format=header.format,
        hints=tuple(answer["hints"]),
    )


def prepare_photo(*, path: Path, into: Path, widths: Sequence[int] = _WIDTHS) -> list[PhotoFile]:
    """Write the photo as WebP, one file a width (pixels), into a folder; return them, small first.

    Upright, sRGB, without any metadata (no place, no device). A photo narrower than a width is not
    blown up: the file then has the photo's own width, and wider ones are left out. Files are
    named `<stem>-<width>.webp`; the stem keeps only letters, digits and hyphens.

    Raises: as check_photo.
    """
    return take_photo(path=path, into=into, widths=widths)[1]


def take_photo(
    *, path: Path, into: Path, widths: Sequence[int] = _WIDTHS
) -> tuple[PhotoReport, list[PhotoFile]]:
    """Check and prepare a photo in one child process: what it is, and the files made of it.

    Raises: as check_photo.
    """
    header = _check_header(path)
    into.mkdir(parents=True, exist_ok=True)
    answer = _ask_child(
        task="prepare", path=path, header=header, into=str(into), widths=sorted(set(widths))
    )
    files = [
        PhotoFile(
            path=into / made["name"],
            width=made["width"],
            height=made["height"],
            bytes=made["bytes"],
        )
        for made in answer["files"]
    ]
    report = PhotoReport(answer["width"], answer["height"], header.format, tuple(answer["hints"]))
    return report, files


def open_photo(*, path: Path, width: int, height: int) -> Any:
    """Return a pyvips image (sRGB, 8 bit) of a prepared photo, cropped where the eye goes to width x height.

    Raises: as check_photo.
    """
    header = _check_header(path)
    vips = load_vips()
    try:
        picture = load_photo(
            vips=vips,
            path=path,
            header=header,
            scale=max(width / header.width, height / header.height),
        )
        fill = max(width / picture.width, height / picture.height)
        # Cropped before it is resized: only pixels that will be seen are computed.
        part = picture.smartcrop(
            min(picture.width, round(width / fill)),
            min(picture.height, round(height / fill)),
            interesting="attention",
        )
        kernel = "linear" if fill > 1 else "lanczos3"  # blown up, Lanczos rings and costs twice
        hero = part.resize(width / part.width, vscale=height / part.height, kernel=kernel)
        # Rounding may leave one pixel too few at an edge.
        return hero.embed(0, 0, width, height, extend="copy").copy_memory()
    except vips.Error as error:
        raise PhotoUnreadable(name=path.name) from error


def is_turned(*, vips: Any, path: Path) -> bool:
    """Say whether a JPEG lies on its side; only its first bytes are read."""
    picture = vips.Image.jpegload(str(path))
    return bool(picture.get_typeof("orientation")) and picture.get("orientation") >= 5  # noqa: PLR2004 - EXIF


def load_photo(*, vips: Any, path: Path, header: PhotoHeader, scale: float) -> Any:
    """Return the photo upright, sRGB, in memory, with the one loader that its first bytes name.

    `scale` is what will be needed of it: a JPEG is decoded at a half, a quarter or an eighth, a
    WebP at any scale below 1, which saves most of the work. Errors are those of pyvips.
    """
    if header.format == "JPEG":
        shrink = next((step for step in (8, 4, 2) if 1 / step >= scale), 1)
        picture = vips.Image.jpegload(
            str(path), shrink=shrink, fail_on="truncated", access="sequential"
        )
    elif header.format == "PNG":
        picture = vips.Image.pngload(str(path), fail_on="truncated", access="sequential")
    else:
        picture = vips.Image.webpload(
            str(path), scale=min(1.0, scale), fail_on="truncated", access="sequential"
        )
    if picture.width > header.width or picture.height > header.height:
        raise vips.Error("the file holds more pixels than its first bytes claim")
    picture = picture.copy_memory().autorot()
    if picture.get_typeof("icc-profile-data"):
        picture = picture.icc_transform("srgb", embedded=True, intent="perceptual")
    picture = picture.colourspace("srgb")
    if picture.hasalpha():
        picture = picture.flatten(background=[255, 255, 255])
    return picture.cast("uchar").copy_memory()


def _check_header(path: Path) -> PhotoHeader:
    """Return what the first bytes say; nothing is decoded."""
    try:
        size = path.stat().st_size
        header = read_header(path)
    except OSError as error:
        raise PhotoUnreadable(name=path.name) from error
    if size > MAX_BYTES:
        raise PhotoFileTooLarge(megabytes=size // 1_000_000)
    if header is None:
        raise (PhotoHoldsProgram if holds_script(path) else PhotoNotAPhoto)(name=path.name)
    if header.width < 1 or header.height < 1:
        raise PhotoUnreadable(name=path.name)
    if header.width * header.height > MAX_PIXELS:
        raise PhotoTooLarge(width=header.width, height=header.height)
    if holds_script(path):
        raise PhotoHoldsProgram(name=path.name)
    return header


def _ask_child(*, path: Path, header: PhotoHeader, **task: object) -> dict[str, Any]:
    """Decode in a process of its own, with little memory and time, so that a bad photo ends there."""
    question = {"path": str(path.resolve()), "seconds": _SECONDS, **asdict(header), **task}
    answer = ask_desk(question)
    if not answer:
        raise PhotoUnreadable(name=path.name)
    return answer
