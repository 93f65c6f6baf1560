"""What owners and facilitators see of a participant: state, preview, what to do now."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from laju.apps.programme.models import Participant
from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import sites_by_participant
from laju.apps.studio.models import Content
from laju.apps.studio.queries.standing import Standing, standing_by_business

TONES = {"READY": "warning", "APPROVED": "success", "HELD": "error", "": "info"}


def states_of(participants: Sequence[Participant]) -> list[dict[str, Any]]:
    """Return the state of each participant, in order. Five queries, however many."""
    sites = sites_by_participant(keys=[p.pk for p in participants])
    standing = standing_by_business(keys=[p.application.business_id for p in participants])
    return [state_of(p, standing[p.application.business_id], sites.get(p.pk)) for p in participants]


def state_of(participant: Participant, standing: Standing, site: Site | None) -> dict[str, Any]:
    """Return what a page shows of one participant."""
    is_live = bool(site and site.status == Site.Status.LIVE and site.input_sha256)
    path = reverse("public:site_file", args=[f"{site.slug}/"]) if site and is_live else ""
    return {
        "participant": participant,
        "business": participant.application.business,
        "standing": standing,
        "label": label_of(standing.status),
        "tone": TONES.get(standing.status, "info"),
        "note": standing.note,
        "is_live": is_live,
        "site_url": path,
        "site": site,
        "missing": missing_of(standing),
    }


def address_of(request: HttpRequest, state: dict[str, Any]) -> str:
    """Return the address to spread: the public one where the sites have one, else ours."""
    if not state["is_live"]:
        return ""
    if settings.BASE_URL:
        return f"{settings.BASE_URL.rstrip('/')}/{state['site'].slug}/"
    return request.build_absolute_uri(state["site_url"])


def label_of(status: str) -> str:
    """Say the status of a page in a word or two."""
    words: dict[str, str] = {
        Content.Status.READY.value: _("Menunggu persetujuan"),
        Content.Status.APPROVED.value: _("Disetujui"),
        Content.Status.HELD.value: _("Ditahan"),
    }
    return words.get(status, _("Sedang disiapkan"))


def missing_of(standing: Standing) -> list[str]:
    """Name what a page still lacks, the most important first."""
    lacks = (
        (standing.has_phone, _("nomor WhatsApp")),
        (standing.has_price, _("harga")),
        (standing.has_photo, _("foto")),
        (standing.has_hours, _("jam buka")),
    )
    return [name for is_there, name in lacks if not is_there]
