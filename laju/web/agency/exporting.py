"""All pages of a year, or of one region of it, as a folder to keep or to put anywhere."""

import tempfile

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.queries import within_scope
from laju.apps.publishing.queries import sites_of
from laju.core.notation import format_count
from laju.engines.sites.packing import pack_sites
from laju.web.agency.scope import cohort_of
from laju.web.journey.directory import entry_of
from laju.web.journey.run import programme_name
from laju.web.shared.access import for_role, person

MEMORY = 2_000_000  # bytes held before the file goes to disk
MOST_SITES = 5_000  # in one file


@require_GET
@for_role("AGENCY")
def export_sites(request: HttpRequest, year: int) -> HttpResponseBase:
    """Hand out the live sites of a year that a person may see; `wilayah` names one region."""
    cohort = cohort_of(year)
    path = "participant__application__business__region_id"
    sites = sites_of(cohort=cohort).filter(within_scope(user=person(request), path=path))
    region = request.GET.get("wilayah", "")[:13]
    if region:
        sites = sites.filter(participant__application__business__region=region)
    found = list(sites[: MOST_SITES + 1])
    if len(found) > MOST_SITES:
        told = _("Lebih dari %(most)s halaman: pilih satu wilayah, lalu unduh satu per satu.")
        messages.error(request, told % {"most": format_count(MOST_SITES)})
        return redirect("agency:cohort", year)
    if not found:
        messages.info(request, _("Belum ada halaman yang tayang di sini."))
        return redirect("agency:cohort", year)
    file = tempfile.SpooledTemporaryFile(max_size=MEMORY)  # noqa: SIM115  the response closes it
    pack_sites(
        stream=file,
        root=settings.SITES,
        entries=[entry_of(site) for site in found],
        updated_on=timezone.localdate(),
        programme=programme_name(cohort=cohort),
    )
    file.seek(0)
    name = "-".join(("halaman", str(year), *([region] if region else [])))
    return FileResponse(file, as_attachment=True, filename=f"{name}.zip")
