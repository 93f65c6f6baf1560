"""What the office does to the page of a business: approve, hold, take down, restore, compose."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laju.apps.accounts.models import User
from laju.apps.programme.models import Participant
from laju.apps.publishing.actions import restore_site as restore
from laju.apps.publishing.actions import take_down_site as take_down
from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import contents_awaiting_release, site_of
from laju.apps.registry.models import Business
from laju.apps.studio import actions as studio
from laju.apps.studio.models import Content
from laju.apps.studio.queries import content_of, participants_awaiting_content
from laju.core.errors import DomainError
from laju.web.agency.business import find, participant_of, whole_page
from laju.web.agency.business_forms import HoldForm
from laju.web.journey.run import configured_folders, run_of
from laju.web.journey.steps import CONTENTS, SITES
from laju.web.shared.access import for_role, person
from laju.web.shared.passes import pair as help_in

MOST_ROUNDS = 40  # chunks; a cohort of some thousands


class NothingNew(DomainError):
    message = "Isi halaman {business} sudah memakai fakta terbaru."
    remedy = "Catat fakta baru lebih dahulu; halaman disusun ulang bila faktanya berubah."


@for_role("AGENCY")
@require_POST
def pair(request: HttpRequest, code: str) -> HttpResponse:
    """Help the owner in, on the owner's own phone."""
    owner, back = find(request, code).owner, reverse("agency:business", args=[code])
    return help_in(request, owner, template="agency/pair.html", back_url=back)


@for_role("AGENCY")
@require_POST
def approve_content(request: HttpRequest, code: str) -> HttpResponse:
    """Say yes to the texts on the owner's behalf."""
    content = _content(find(request, code))
    studio.approve_content(content=content, by=person(request), at=timezone.now())
    messages.success(request, _("Disetujui atas nama pemilik."))
    return redirect("agency:business", code=code)


@for_role("AGENCY")
@require_POST
def hold_content(request: HttpRequest, code: str) -> HttpResponse:
    """Take the page back until something is changed."""
    row = find(request, code)
    content, form = _content(row), HoldForm(request.POST)
    if not form.is_valid():
        context = whole_page(request, row) | {"hold_form": form}
        return render(request, "agency/business.html", context, status=422)
    note = form.cleaned_data["note"]
    studio.hold_content(content=content, note=note, by=person(request), at=timezone.now())
    SITES.do_some(run_of(cohort=content.participant.application.cohort, by=person(request)))
    messages.success(request, _("Ditahan. Halaman turun sampai isinya diperbaiki."))
    return redirect("agency:business", code=code)


@for_role("AGENCY")
@require_POST
def take_down_site(request: HttpRequest, code: str) -> HttpResponse:
    """Take the site off the web at once."""
    site = _site(find(request, code))
    take_down(site=site, folders=configured_folders(), by=person(request), at=timezone.now())
    messages.success(request, _("Halaman diturunkan. Isinya tetap tersimpan."))
    return redirect("agency:business", code=code)


@for_role("AGENCY")
@require_POST
def restore_site(request: HttpRequest, code: str) -> HttpResponse:
    """Let the site out again with the next release."""
    row = find(request, code)
    restore(site=_site(row), by=person(request), at=timezone.now())
    _bring_up(_participant(row), person(request))
    messages.success(request, _("Halaman tayang lagi."))
    return redirect("agency:business", code=code)


@for_role("AGENCY")
@require_POST
def compose_contents(request: HttpRequest, code: str) -> HttpResponse:
    """Write the texts anew from the latest facts, and release the page."""
    row = find(request, code)
    if not _bring_up(_participant(row), person(request)):
        raise NothingNew(business=row)
    messages.success(request, _("Isi halaman disusun ulang dari fakta terbaru dan diterbitkan."))
    return redirect("agency:business", code=code)


def _bring_up(participant: Participant, by: User) -> bool:
    """Compose and release in chunks until this participant waits no more; False if it did not."""
    cohort = participant.application.cohort
    run = run_of(cohort=cohort, by=by)
    has_waited, on = False, timezone.localdate()
    for _round in range(MOST_ROUNDS):
        if participants_awaiting_content(cohort=cohort, on=on).filter(pk=participant.pk).exists():
            CONTENTS.do_some(run)
        elif contents_awaiting_release(cohort=cohort).filter(participant=participant).exists():
            SITES.do_some(run)
        else:
            break
        has_waited = True
    return has_waited


def _participant(row: Business) -> Participant:
    participant = participant_of(row)
    if participant is None:
        raise Http404
    return participant


def _content(row: Business) -> Content:
    content = content_of(participant=_participant(row))
    if content is None:
        raise Http404
    return content


def _site(row: Business) -> Site:
    site = site_of(participant=_participant(row))
    if site is None:
        raise Http404
    return site
