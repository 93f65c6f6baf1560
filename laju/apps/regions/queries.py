"""What can be asked of regions."""

from collections.abc import Iterable

from laju.apps.regions.models import District, Region


def districts_in(*, region: str) -> list[str]:
    """Return the names of the kecamatan of a kabupaten or kota, in order of the alphabet."""
    return list(
        District.objects.filter(region=region).order_by("name").values_list("name", flat=True)
    )


def names_of(*, codes: Iterable[str]) -> dict[str, str]:
    """Return the name per region code."""
    return dict(Region.objects.filter(pk__in=list(codes)).values_list("pk", "name"))
