"""Shapes of regions on a drawing: projection, outline, a point inside."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Point = tuple[float, float]

_SMALL = 26.0  # a region narrower or lower than this gets a dot, or nobody finds it


def projection(
    features: Sequence[Mapping[str, Any]], /, *, width: float, margin: float
) -> tuple[Callable[[Sequence[float]], Point], float]:
    """Return the projection of degrees onto a drawing of this width, and its height."""
    points = [p for feature in features for ring in rings_of(feature["geometry"]) for p in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    factor = (width - 2 * margin) / ((east - west) * squeeze)

    def project(point: Sequence[float]) -> Point:
        x = margin + (point[0] - west) * squeeze * factor
        return x, margin + (north - point[1]) * factor

    return project, (north - south) * factor + 2 * margin


def rings_of(geometry: Mapping[str, Any]) -> list[list[Sequence[float]]]:
    """Return all rings of a polygon or of several."""
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def path_of(rings: Iterable[Sequence[Point]]) -> str:
    """Return whole-number relative steps: a third of the bytes of absolute decimals."""
    parts = []
    for ring in rings:
        x, y = round(ring[0][0]), round(ring[0][1])
        steps = [f"M{x} {y}"]
        for point in ring[1:-1]:
            dx, dy = round(point[0]) - x, round(point[1]) - y
            if dx or dy:
                steps.append(f"l{dx} {dy}")
                x, y = x + dx, y + dy
        parts.append("".join(steps) + "z")
    return "".join(parts)


def area_of(ring: Sequence[Point]) -> float:
    """Return the area of a ring, negative when it runs the other way round."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def middle_of(ring: Sequence[Point]) -> Point:
    """Return a point inside a ring: the middle of its widest stretch at half height."""
    level = (min(p[1] for p in ring) + max(p[1] for p in ring)) / 2
    crossings = sorted(
        a[0] + (level - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (a[1] > level) != (b[1] > level)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return ring[0]
    left, right = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (left + right) / 2, level


def is_small(rings: Sequence[Sequence[Point]]) -> bool:
    """Return whether a region needs a dot to be found."""
    points = [point for ring in rings for point in ring]
    wide = max(p[0] for p in points) - min(p[0] for p in points)
    high = max(p[1] for p in points) - min(p[1] for p in points)
    return min(wide, high) < _SMALL
