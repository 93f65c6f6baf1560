"""Pictures that stand beside a page as files, with the size they are drawn at."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from laju.core.errors import DomainError


class UnsafePicturePath(DomainError):
    message = "Gambar “{path}” tidak berada di folder halaman."
    remedy = "Taruh gambar di folder halaman usaha, lalu terbitkan lagi."
    status = 422


class Picture(NamedTuple):
    """A picture by its path relative to the page; `sources` are smaller copies with widths."""

    path: str
    width: int
    height: int
    sources: tuple[tuple[str, int], ...] = ()


_SIZES = {
    "square": (1080, 1080),
    "feed": (1080, 1350),
    "portrait": (1080, 1350),
    "story": (1080, 1920),
    "og": (1200, 630),
    "wide": (1200, 630),
    "card": (1200, 630),
}
_NUMBERS = re.compile(r"(\d{2,5})x(\d{2,5})")
# A page shared in a chat shows a wide picture best; a page itself is led by a tall one.
_FOR_SHARING = ("og", "wide", "card", "1200x630", "square", "1080x1080")
_FOR_PAGE = ("portrait", "feed", "1080x1350", "square", "1080x1080", "story", "1080x1920")


def poster_for_page(posters: Mapping[str, str]) -> Picture | None:
    """Return the poster a landing page opens with: portrait before square before story."""
    return _first(posters, _FOR_PAGE)


def poster_for_sharing(posters: Mapping[str, str]) -> Picture | None:
    """Return the poster a shared link shows: wide before square."""
    return _first(posters, (*_FOR_SHARING, *_FOR_PAGE))


def picture_view(picture: Picture, *, sizes: str = "") -> dict[str, str | int]:
    """Return what a template needs to place the picture.

    Raises: UnsafePicturePath.
    """
    srcset = ", ".join(
        f"{picture_path(path)} {width}w"
        for path, width in (*picture.sources, (picture.path, picture.width))
    )
    return {
        "src": picture_path(picture.path),
        "w": picture.width,
        "h": picture.height,
        "srcset": srcset if picture.sources else "",
        "sizes": sizes,
    }


def picture_path(path: str) -> str:
    """Return the path as it stands in a page; `../` may lead to a sibling folder, never a host.

    Raises: UnsafePicturePath.
    """
    if not path or path.startswith(("/", "\\")) or ":" in path or "\\" in path or "\0" in path:
        raise UnsafePicturePath(path=path[:80])
    return (
        path
        if path.isascii() and path.isidentifier()
        else quote(path, safe="/._-~", errors="ignore")
    )


def _first(posters: Mapping[str, str], order: tuple[str, ...]) -> Picture | None:
    for size in (*order, *posters):
        path = posters.get(size, "")
        if not path:
            continue
        numbers = _NUMBERS.search(size)
        known = (int(numbers[1]), int(numbers[2])) if numbers else _SIZES.get(size)
        if known:
            return Picture(path, *known)
    return None
