"""Maps as SVG: regions by their shapes, or as equal tiles where no shapes are shipped."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from laju.core.errors import DomainError
from laju.engines.drawing import (
    INK,
    LINE,
    NO_DATA,
    QUIET,
    TEAL,
    attribute,
    frame,
    indonesian,
    label,
    room_for,
    short,
)
from laju.engines.shapes import Point, area_of, is_small, middle_of, path_of, projection, rings_of

_WIDTH, _MARGIN, _LEGEND = 800.0, 16.0, 72.0
_NO_DATA_TEXT = "belum ada data"
_NAME = 20.0  # size of the names on the map
_NUDGES = (-13.0, -26.0, 24.0)  # above the middle, higher, below
_DARK_FROM = 3  # classes on which white text reads better

Link = Callable[[str], str]
Show = Callable[[float], str]


class BreaksDoNotFit(DomainError):
    message = "Batas kelas peta tidak cocok: {breaks} batas untuk {colours} warna."
    remedy = "Berikan batas yang menaik, satu kurang dari jumlah warna."
    status = 422


@dataclass(frozen=True, slots=True)
class Tile:
    """A region as a tile; its centroid only decides where it sits."""

    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """How values become colours and words."""

    values: Mapping[str, float | None]
    breaks: Sequence[float]
    palette: Sequence[str]
    show: Show
    key: str
    no_data: str

    def level(self, code: str) -> int | None:
        value = self.values.get(code)
        if value is None or not math.isfinite(value):
            return None
        return sum(value >= edge for edge in self.breaks)

    def paint(self, code: str) -> str:
        level = self.level(code)
        if level is None:
            return f'class="map-none" fill="url(#{self.key}-hatch)"'
        return f'class="map-{level}" fill="{attribute(self.palette[level])}"'

    def say(self, code: str, name: str) -> str:
        level, value = self.level(code), self.values.get(code)
        text = self.no_data if level is None or value is None else self.show(value)
        return f"{name}: {text}"


def draw_region_map(
    *,
    shapes: Mapping[str, Any],
    values: Mapping[str, float | None],
    title: str,
    description: str,
    breaks: Sequence[float],
    palette: Sequence[str] = TEAL,
    href: Link | None = None,
    show: Show = indonesian,
    selected: str = "",
    labels: int = 3,
    key: str = "map",
    no_data: str = _NO_DATA_TEXT,
) -> str:
    """Draw regions coloured by value, as an SVG without scripts and style attributes.

    `shapes` is GeoJSON in degrees with `kode` and `nama`; `values` by code, a missing one is
    hatched and said to be `no_data`. `breaks` are lower edges of the classes after the first. The
    `labels` greatest values and the selected region carry their names. Projection: equirectangular
    at the middle latitude. Raises BreaksDoNotFit.
    """
    scale = _scale(
        values=values, breaks=breaks, palette=palette, show=show, key=key, no_data=no_data
    )
    features = shapes["features"]
    project, height = projection(features, width=_WIDTH, margin=_MARGIN)
    areas: list[str] = []
    dots: list[str] = []
    anchors: dict[str, tuple[Point, str]] = {}
    for feature in features:
        code, name = feature["properties"]["kode"], feature["properties"]["nama"]
        rings = [[project(point) for point in ring] for ring in rings_of(feature["geometry"])]
        greatest = max(rings, key=lambda ring: abs(area_of(ring)))
        anchors[code] = (middle_of(greatest), name)
        path = f'<path d="{path_of(rings)}"/>'
        areas.append(_region(path, code=code, name=name, scale=scale, href=href))
        if is_small(rings):
            x, y = anchors[code][0]
            dot = f'<circle cx="{short(x)}" cy="{short(y)}" r="7"/>'
            dots.append(_region(dot, code=code, name=name, scale=scale, href=href))
        if code == selected:
            dots.append(f'<path d="{path_of(rings)}" fill="none" stroke="{INK}" stroke-width="3"/>')
    body = [
        _hatch(key),
        '<g stroke="#fff" stroke-width="1.6" stroke-linejoin="round" fill-rule="evenodd">',
        *areas,
        "</g>",
        f'<g stroke="{INK}" stroke-width="1.4">',
        *dots,
        "</g>",
        '<g pointer-events="none">',
        *_names(anchors=anchors, values=values, selected=selected, most=labels),
        "</g>",
        *_legend(scale=scale, top=height),
    ]
    return frame(
        key=key,
        title=title,
        description=description,
        width=_WIDTH,
        height=height + _LEGEND,
        body=body,
        has_links=href is not None,
    )


def draw_tile_map(
    *,
    tiles: Sequence[Tile],
    values: Mapping[str, float | None],
    title: str,
    description: str,
    breaks: Sequence[float],
    palette: Sequence[str] = TEAL,
    href: Link | None = None,
    show: Show = indonesian,
    selected: str = "",
    key: str = "map",
    no_data: str = _NO_DATA_TEXT,
) -> str:
    """Draw one equal tile per region, from north-west to south-east, where no shapes are shipped.

    Rows run from north to south, within a row from west to east. Raises BreaksDoNotFit.
    """
    scale = _scale(
        values=values, breaks=breaks, palette=palette, show=show, key=key, no_data=no_data
    )
    columns = max(1, min(7, math.ceil(math.sqrt(len(tiles)))))
    side = (_WIDTH - 2 * _MARGIN) / columns
    tall = min(side, 96.0)
    body = [_hatch(key)]
    north = sorted(tiles, key=lambda tile: (-tile.latitude, tile.longitude, tile.code))
    rows = [north[at : at + columns] for at in range(0, len(north), columns)]
    for number, row in enumerate(rows):
        for column, tile in enumerate(sorted(row, key=lambda tile: (tile.longitude, tile.code))):
            at = (_MARGIN + column * side, _MARGIN + number * tall)
            mark = _tile(tile, at=at, size=(side - 6, tall - 6), scale=scale)
            if tile.code == selected:
                mark = f'<g stroke="{INK}" stroke-width="3">{mark}</g>'
            body.append(_region(mark, code=tile.code, name=tile.name, scale=scale, href=href))
    height = _MARGIN + len(rows) * tall
    body += _legend(scale=scale, top=height)
    return frame(
        key=key,
        title=title,
        description=description,
        width=_WIDTH,
        height=height + _LEGEND,
        body=body,
        has_links=href is not None,
    )


def equal_breaks(*, values: Iterable[float | None], classes: int = len(TEAL)) -> tuple[float, ...]:
    """Return breaks that put about as many regions in each class; fewer when values repeat.

    >>> equal_breaks(values=[1, 2, 3, 4, 5, 6], classes=3)
    (3, 5)
    """
    known = sorted(value for value in values if value is not None and math.isfinite(value))
    edges = {known[len(known) * step // classes] for step in range(1, classes)} if known else set()
    return tuple(sorted(edge for edge in edges if edge > known[0]))


def _scale(
    *,
    values: Mapping[str, float | None],
    breaks: Sequence[float],
    palette: Sequence[str],
    show: Show,
    key: str,
    no_data: str,
) -> _Scale:
    if len(breaks) >= len(palette) or list(breaks) != sorted(set(breaks)):
        raise BreaksDoNotFit(breaks=len(breaks), colours=len(palette))
    return _Scale(values, tuple(breaks), tuple(palette), show, attribute(key), no_data)


def _region(mark: str, *, code: str, name: str, scale: _Scale, href: Link | None) -> str:
    said = scale.say(code, name)
    inner = f"<title>{escape(said)}</title>{mark}"
    paint = scale.paint(code)
    if href is None:
        return f"<g {paint}>{inner}</g>"
    return f'<a href="{attribute(href(code))}" aria-label="{attribute(said)}" {paint}>{inner}</a>'


def _names(
    *,
    anchors: Mapping[str, tuple[Point, str]],
    values: Mapping[str, float | None],
    selected: str,
    most: int,
) -> Iterable[str]:
    known = {code: value for code, value in values.items() if value is not None and code in anchors}
    greatest = sorted(known, key=lambda code: (-known[code], code))[:most]
    taken: list[tuple[float, float, float]] = []
    for code in dict.fromkeys([*([selected] if selected in anchors else []), *greatest]):
        (x, y), name = anchors[code]
        text = name.removeprefix("Kabupaten ").removeprefix("Kota ")
        half = room_for(text, size=_NAME) / 2
        x = min(max(x, half + 2), _WIDTH - half - 2)
        free = [y + nudge for nudge in _NUDGES if _is_free(x, y + nudge, half, taken)]
        if not free:  # a name far from its place misleads; every region says its name on touch
            continue
        taken.append((x, free[0], half))
        yield label(text, x=x, y=free[0], size=_NAME, anchor="middle", weight=600, has_halo=True)


def _is_free(x: float, y: float, half: float, taken: Iterable[tuple[float, float, float]]) -> bool:
    """Test whether a name fits here without touching another."""
    room = _NAME + 8
    return all(abs(x - other) >= half + reach or abs(y - at) >= room for other, at, reach in taken)


def _hatch(key: str) -> str:
    return (
        f'<defs><pattern id="{attribute(key)}-hatch" width="8" height="8"'
        ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="8" height="8" fill="{NO_DATA}"/>'
        f'<rect width="2" height="8" fill="{LINE}"/></pattern></defs>'
    )


def _legend(*, scale: _Scale, top: float) -> Iterable[str]:
    """Yield a strip of colours with the edges between them, and the hatch when it is used."""
    count = len(scale.breaks) + 1
    wide = min(96.0, (_WIDTH - 2 * _MARGIN - 190) / count)
    y = top + 18
    for number in range(count):
        yield (
            f'<rect class="map-{number}" x="{short(_MARGIN + number * wide)}" y="{short(y)}"'
            f' width="{short(wide)}" height="14" fill="{attribute(scale.palette[number])}"/>'
        )
        if number:
            text = scale.show(scale.breaks[number - 1])
            x = _MARGIN + number * wide
            yield label(text, x=x, y=y + 34, size=15, fill=QUIET, anchor="middle")
    if any(value is None for value in scale.values.values()):
        x = _MARGIN + count * wide + 24
        yield (
            f'<rect class="map-none" x="{short(x)}" y="{short(y)}" width="28" height="14"'
            f' fill="url(#{scale.key}-hatch)"/>'
        )
        yield label(scale.no_data, x=x + 36, y=y + 13, size=15, fill=QUIET)


def _tile(tile: Tile, *, at: Point, size: tuple[float, float], scale: _Scale) -> str:
    (x, y), (wide, high) = at, size
    level = scale.level(tile.code)
    ink = (
        "#fff"
        if level is not None and level >= min(_DARK_FROM + 1, len(scale.palette) - 1)
        else INK
    )
    name = tile.name.removeprefix("Kabupaten ").removeprefix("Administrasi ")
    lines = _wrapped(name, room=wide - 12, size=14)
    value = scale.values.get(tile.code)
    shown = "–" if level is None or value is None else scale.show(value)
    return "".join(
        [
            f'<rect x="{short(x)}" y="{short(y)}" width="{short(wide)}" height="{short(high)}" rx="5"/>',
            '<g stroke="none">',
            *(
                label(line, x=x + 9, y=y + 21 + 16 * number, size=14, fill=ink)
                for number, line in enumerate(lines)
            ),
            label(shown, x=x + 9, y=y + high - 11, size=18, fill=ink, weight=600),
            "</g>",
        ]
    )


def _wrapped(text: str, *, room: float, size: float) -> list[str]:
    """Return at most two lines that fit; the full name is in the title."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if room_for(longer, size=size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    most = int(room / (size * 0.54))
    cut = [line if len(line) <= most else line[: most - 1] + "…" for line in lines]
    return cut if len(cut) <= 2 else [cut[0], cut[1][: most - 1].rstrip(" …") + "…"]  # noqa: PLR2004
