"""The drawings of the report: participants on a map, and a dot for every homepage."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from laju.engines.drawing import TEAL
from laju.engines.maps import Tile, draw_region_map, draw_tile_map, equal_breaks
from laju.engines.reference import load_region_facts, load_shapes

_MOST_DOTS = 1500


def draw_spread(*, regions: Sequence[Mapping[str, Any]], province: str) -> str:
    """Draw participants per region (businesses while nobody is chosen) as an SVG.

    `regions` hold "code", "name", "participants" and "businesses"; each links to "#r-<code>".
    Equal tiles stand in where no shapes of `province` are shipped. Empty without regions.
    """
    if not regions:
        return ""
    key, noun = ("participants", "peserta")
    if not any(region.get(key) for region in regions):
        key, noun = ("businesses", "usaha")
    values = {region["code"]: float(region.get(key) or 0) for region in regions}
    told: dict[str, Any] = {
        "values": values,
        "title": f"Sebaran {noun} di {len(regions)} wilayah",
        "description": f"Makin tua warnanya, makin banyak {noun}. Angkanya ada di tabel.",
        "breaks": (breaks := equal_breaks(values=values.values(), classes=5)),
        # few classes still reach from the lightest to the darkest
        "palette": [
            TEAL[n * (len(TEAL) - 1) // max(len(breaks), 1)] for n in range(len(breaks) + 1)
        ],
        "href": lambda code: f"#r-{code}" if code in values else "#wilayah",
    }
    shapes = load_shapes(province=province) if province.isdecimal() else None
    if shapes is not None:
        return draw_region_map(shapes=shapes, labels=3, **told)
    return draw_tile_map(tiles=[_tile_of(region) for region in regions], **told)


def _tile_of(region: Mapping[str, Any]) -> Tile:
    facts = load_region_facts().get(region["code"])
    latitude, longitude = (facts.latitude, facts.longitude) if facts else (None, None)
    return Tile(region["code"], region["name"], latitude or 0.0, longitude or 0.0)


def place_dots(*, total: int, best: int) -> dict[str, Any]:
    """Return two SVG paths, a dot per homepage (or per some), the best ones first."""
    if total <= 0:
        return {}
    each = max(1, math.ceil(total / _MOST_DOTS))
    count, gold = math.ceil(total / each), min(total, best) // each
    columns = max(10, math.ceil(math.sqrt(count * 1.6)))
    marks = [f"M{number % columns} {number // columns}h0" for number in range(count)]
    return {
        "gold": "".join(marks[:gold]),
        "rest": "".join(marks[gold:]),
        "each": each,
        "columns": columns,
        "rows": math.ceil(count / columns),
    }
