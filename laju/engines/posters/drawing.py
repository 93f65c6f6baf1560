"""A poster becomes a picture: the mood's SVG over the photo, once for each size."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import minijinja

from laju.core.errors import DomainError
from laju.engines.images import open_photo
from laju.engines.libvips import load_vips_for_text
from laju.engines.posters.palettes import Palette, choose_palette
from laju.engines.posters.poster import CARD_SIZE, SIZES, Card, Poster
from laju.engines.posters.typesetting import clean_text, draw_text

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "themes" / "posters"

# Top and bottom of what may carry words; apps lay their own buttons over a story's ends.
_WORDS = {"square": (60, 1028), "portrait": (64, 1290), "story": (264, 1640)}
# Of JPEG: the networks press it again, and a smaller upload costs the owner less.
_QUALITIES = (76, 66, 56)
_CEILINGS = {"square": 130_000, "portrait": 150_000, "story": 200_000, "card": 60_000}
_RADIUS = {"kitchen": 42, "loom": 0, "workbench": 8}


class UnknownPosterSize(DomainError):
    message = "Ukuran poster “{size}” tidak dikenal."
    remedy = "Pilih square, portrait, atau story."
    status = 422


@dataclass(slots=True)
class _Canvas:
    """What a template asks for while it is drawn: the rectangle the photo fills."""

    hole: tuple[int, int, int, int] | None = field(default=None)

    def cut(self, x: float, y: float, width: float, height: float) -> str:
        self.hole = (round(x), round(y), round(width), round(height))
        return ""


def draw_poster(*, poster: Poster, size: str) -> bytes:
    """Return the poster as JPEG (sRGB, no metadata) in one of SIZES.

    Raises: UnknownPosterSize; engines.images.PhotoUnreadable for a photo that cannot be opened.
    """
    if size not in SIZES:
        raise UnknownPosterSize(size=size)
    svg, hole = render_svg(poster=poster, size=size)
    return _paint(svg=svg, hole=hole, photo=poster.photo, ceiling=_CEILINGS[size])


def draw_posters(*, poster: Poster, sizes: Sequence[str] = tuple(SIZES)) -> dict[str, bytes]:
    """Return the poster as JPEG in several sizes, by size."""
    return {size: draw_poster(poster=poster, size=size) for size in sizes}


def draw_card(*, card: Card) -> bytes:
    """Return the 1200 x 630 picture that links to a business show, as JPEG."""
    canvas = _Canvas()
    width, height = CARD_SIZE
    facts: dict[str, Any] = {
        name: clean_text(value) for name, value in asdict(card).items() if isinstance(value, str)
    }
    colours = choose_palette(mood=card.mood, seed=card.seed)
    svg = _environment().render_template(
        "card.svg",
        p=facts,
        c=_colours(colours),
        mood=card.mood.value,
        w=width,
        h=height,
        photo=bool(card.photo),
        hole=canvas.cut,
    )
    return _paint(svg=svg, hole=canvas.hole, photo=card.photo, ceiling=_CEILINGS["card"])


def render_svg(*, poster: Poster, size: str) -> tuple[str, tuple[int, int, int, int] | None]:
    """Return the SVG of a poster and the rectangle (x, y, width, height) its photo shines through."""
    canvas = _Canvas()
    width, height = SIZES[size]
    top, bottom = _WORDS[size]
    facts: dict[str, Any] = {
        name: clean_text(value) for name, value in asdict(poster).items() if isinstance(value, str)
    }
    svg = _environment().render_template(
        f"{poster.mood.value}.svg",
        p=facts,
        c=_colours(choose_palette(mood=poster.mood, seed=poster.seed)),
        size=size,
        w=width,
        h=height,
        top=top,
        bottom=bottom,
        photo=bool(poster.photo),
        contact="  ·  ".join(part for part in (facts["phone_text"], facts["place"]) if part),
        radius=_RADIUS[poster.mood.value],
        hole=canvas.cut,
    )
    return svg, canvas.hole


def _colours(palette: Palette) -> Mapping[str, str]:
    """Return the colours by name, with those that follow from another."""
    colours = {name: getattr(palette, name) for name in palette.__slots__}
    return colours | {
        name: getattr(palette, name)
        for name in ("bowl_ink", "bowl_mark", "spark_text", "base", "base_ink", "gap")
    }


@lru_cache(maxsize=1)
def _environment() -> minijinja.Environment:
    environment = minijinja.Environment(
        loader=lambda name: (TEMPLATES / name).read_text(encoding="utf-8"),
        auto_escape_callback=lambda _name: "html",
        undefined_behavior="strict",
    )
    environment.add_global("fit", _fit)
    return environment


def _fit(*, lines: int = 0, **box: Any) -> Mapping[str, object]:
    """Set a text in its box for a template; `lines=1` keeps it on one line."""
    svg, setting, height = draw_text(**box, one_line=lines == 1)
    return {
        "svg": minijinja.safe(svg),
        "width": setting.width,
        "height": height,
        "size": setting.size,
    }


def _paint(
    *, svg: str, hole: tuple[int, int, int, int] | None, photo: str | Path, ceiling: int
) -> bytes:
    """Return the SVG, over the photo where there is a hole, as JPEG."""
    vips = load_vips_for_text()
    drawing = vips.Image.svgload_buffer(svg.encode(), access="sequential")
    if hole is None:
        picture = drawing[0:3]  # the ground is opaque
    else:
        drawing = drawing.copy_memory()  # read twice: above the photo and below it
        x, y, width, height = hole
        hero = open_photo(path=Path(photo), width=width, height=height)
        part = drawing.crop(x, y, width, height)
        blended = part[3].ifthenelse(part[0:3], hero, blend=True)
        picture = drawing[0:3].insert(blended, x, y)
    return _encode(picture.copy_memory(), ceiling=ceiling)


def _encode(picture: Any, *, ceiling: int) -> bytes:
    """Return the picture as JPEG, in the best of our qualities that stays under `ceiling` bytes."""
    data = b""
    for quality in _QUALITIES:
        data = picture.jpegsave_buffer(Q=quality, keep="none", optimize_coding=True)
        if len(data) <= ceiling:
            break
    return data
