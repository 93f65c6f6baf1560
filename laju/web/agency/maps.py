"""The map of a programme area, coloured by one figure per region."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe

from laju.apps.regions.models import Region
from laju.engines.drawing import indonesian
from laju.engines.maps import Link, Show, Tile, draw_region_map, draw_tile_map, equal_breaks
from laju.engines.reference import load_shapes


def draw_area(
    *,
    area: Region,
    regions: Sequence[Region],
    values: Mapping[str, float | None],
    title: str,
    description: str,
    href: Link,
    show: Show = indonesian,
    key: str = "peta",
    no_data: str = "belum ada data",
) -> SafeString:
    """Draw the regions of an area by their shapes, as tiles where no shapes are shipped.

    values: by region code; a region without one is hatched and said to be `no_data`.
    """
    shown = {region.pk: values.get(region.pk) for region in regions}
    breaks = _breaks(shown.values())
    shapes = load_shapes(province=area.pk)
    if shapes is not None:
        svg = draw_region_map(
            shapes=shapes, values=shown, title=title, description=description, breaks=breaks,
            href=href, show=show, key=key, no_data=no_data,
        )  # fmt: skip
        return mark_safe(svg)  # noqa: S308  drawn and escaped by the engine
    tiles = [
        Tile(region.pk, region.name, region.latitude or 0.0, region.longitude or 0.0)
        for region in regions
    ]
    svg = draw_tile_map(
        tiles=tiles, values=shown, title=title, description=description, breaks=breaks,
        href=href, show=show, key=key, no_data=no_data,
    )  # fmt: skip
    return mark_safe(svg)  # noqa: S308  drawn and escaped by the engine


def _breaks(values: Iterable[float | None]) -> tuple[float, ...]:
    """Return class edges that keep nothing apart from little."""
    some = [value for value in values if value]
    return (min(some), *equal_breaks(values=some, classes=5)) if some else ()
