"""Homepages and landing pages: rendered from facts and texts, written whole or not at all."""

from laju.engines.sites.directory import (
    DirectoryEntry,
    DirectoryWrite,
    write_directory_files,
)
from laju.engines.sites.pictures import Picture, UnsafePicturePath
from laju.engines.sites.render import (
    BadBaseUrl,
    TakenPageName,
    input_hash,
    page_names,
    render_site,
    without_counter,
)
from laju.engines.sites.site import Campaign
from laju.engines.sites.view import UnknownProduct
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
    "DirectoryEntry",
    "DirectoryWrite",
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
    "without_counter",
    "write_batch",
    "write_directory_files",
    "write_site",
]
