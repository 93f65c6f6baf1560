"""What three sites look like on disk and in the manifest."""

import hashlib
from datetime import timedelta

from laju.apps.publishing.models import Page
from laju.apps.publishing.queries import sites_of

HOUR = timedelta(hours=1)


def on_disk(folders):
    return {
        str(path.relative_to(folders.sites)): path.read_bytes()
        for path in sorted(folders.sites.rglob("*"))
        if path.is_file()
    }


WRITTEN = (".html", ".css", ".js", "qris.svg")  # the rest are pictures, placed beside


def manifest_fits(folders):
    told = {f"{p.site.slug}/{p.name}": (p.sha256, p.size) for p in Page.objects.all()}
    pages = {name: data for name, data in on_disk(folders).items() if name.endswith(WRITTEN)}
    return told == {
        name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in pages.items()
    }


def times(folders):
    return {path: path.stat().st_mtime_ns for path in folders.sites.rglob("*.html")}


def participant_of(cohort):
    return sites_of(cohort=cohort).first().participant
