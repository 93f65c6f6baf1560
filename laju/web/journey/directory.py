"""The list of all sites, beside the sites themselves."""

from django.utils import timezone

from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import sites_of
from laju.core.indonesian import display_name
from laju.core.profile import Sector
from laju.engines.sites import DirectoryEntry, write_directory_files
from laju.web.journey.run import Run

PLACEHOLDER = "https://alamat-situs.example"  # a reserved name, replaced with --base-url


def write_directory(*, run: Run) -> None:
    """Write index, region lists, robots.txt and sitemap of all live sites."""
    write_directory_files(
        root=run.folders.sites,
        entries=[entry_of(site) for site in sites_of(cohort=run.cohort)],
        updated_on=timezone.localdate(run.at()),
        base_url=run.base_url or PLACEHOLDER,
        programme=run.programme,
    )


def entry_of(site: Site) -> DirectoryEntry:
    """Return a live site as the list shows it."""
    business = site.participant.application.business
    pages = ["index.html", *([f"{site.campaign_slug}.html"] if site.campaign_slug else [])]
    return DirectoryEntry(
        slug=site.slug,
        name=display_name(business.name),
        region_name=business.region.name,
        sector=Sector(business.sector),
        activity=business.activity[:120],
        pages=tuple(pages),
        updated_on=site.updated_on,
    )
