"""Homepages and landing pages: rendered from facts and texts, written whole or not at all."""

from laju.engines.sites.pictures import Picture, UnsafePicturePath
from laju.engines.sites.render import (
    BadBaseUrl,
    TakenPageName,
    input_hash,
    page_names,
    render_site,
)
from laju.engines.sites.view import Campaign, UnknownProduct
from laju.engines.sites.writing import (
    SiteWrite,
    UnsafeSitePath,
    sweep_staging,
    write_batch,
    write_site,
)

__all__ = [
    "BadBaseUrl",
    "Campaign",
    "Picture",
    "SiteWrite",
    "TakenPageName",
    "UnknownProduct",
    "UnsafePicturePath",
    "UnsafeSitePath",
    "input_hash",
    "page_names",
    "render_site",
    "sweep_staging",
    "write_batch",
    "write_site",
]
