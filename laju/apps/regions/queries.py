"""What can be asked of regions."""

from laju.apps.regions.models import District


def districts_in(*, region: str) -> list[str]:
    """Return the names of the kecamatan of a kabupaten or kota, in order of the alphabet."""
    return list(
        District.objects.filter(region=region).order_by("name").values_list("name", flat=True)
    )
