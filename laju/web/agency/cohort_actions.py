"""What is done to a year: quotas, applications from sheets, scores, the draw, facilitators."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laju.apps.accounts.queries import facilitators
from laju.apps.programme import actions
from laju.apps.programme.queries import batches_awaiting, participants_of
from laju.core.notation import format_count
from laju.web.agency import cohort as pages
from laju.web.agency.cohort_forms import SeedForm
from laju.web.agency.scope import cohort_of, insist_on_whole_area
from laju.web.shared.access import for_role, person

CHUNK = 500


@for_role("AGENCY")
@require_POST
def set_quotas(request: HttpRequest, year: int) -> HttpResponse:
    """Spread the seats over the regions."""
    row = cohort_of(year)
    insist_on_whole_area(request, row)
    count = actions.set_quotas(cohort=row, by=person(request), at=timezone.now())
    messages.success(
        request,
        _("%(seats)s kursi dibagi ke %(count)s wilayah.")
        % {"seats": format_count(row.seats), "count": count},
    )
    return redirect(f"{reverse('agency:cohort', args=[year])}?bagian=wilayah")


@for_role("AGENCY")
@require_POST
def announce(request: HttpRequest, year: int) -> HttpResponse:
    """Tell the applicants how the selection ended; those told already are left in peace."""
    row = cohort_of(year)
    insist_on_whole_area(request, row)
    count = actions.announce_results(cohort=row, by=person(request), at=timezone.now())
    if count:
        text = _("%(count)s kabar masuk ke daftar pesan.") % {"count": format_count(count)}
        messages.success(request, text)
    else:
        messages.info(request, _("Semua yang dapat dihubungi sudah dikabari."))
    return redirect("agency:messages")


@for_role("AGENCY")
@require_POST
def receive_applications(request: HttpRequest, year: int) -> HttpResponse:
    """Enter the businesses of the chosen sheets as applicants."""
    row = cohort_of(year)
    insist_on_whole_area(request, row)
    asked = _keys(request.POST.getlist("batch"))
    batches = [batch for batch in batches_awaiting(cohort=row) if batch.pk in asked]
    if not batches:
        messages.warning(request, _("Pilih sedikitnya satu lembar."))
        return redirect("agency:cohort", year=year)
    count = actions.receive_applications(
        cohort=row, batches=batches, by=person(request), at=timezone.now()
    )
    messages.success(request, _("%(count)s pendaftar diterima.") % {"count": format_count(count)})
    return redirect("agency:cohort", year=year)


@for_role("AGENCY")
@require_POST
def curate(request: HttpRequest, year: int) -> HttpResponse:
    """Score one chunk of applications and show how far it is."""
    row = cohort_of(year)
    insist_on_whole_area(request, row)
    done = actions.curate_applications(
        cohort=row, limit=CHUNK, by=person(request), at=timezone.now()
    )
    told = pages.curation(row) | {"cohort": row, "goes_on": bool(done), "may_decide": True}
    if request.headers.get("HX-Request"):
        return render(request, "agency/cohort.html#curation", told)
    messages.success(request, _("%(count)s pendaftar dinilai.") % {"count": format_count(done)})
    return redirect("agency:cohort", year=year)


@for_role("AGENCY")
@require_POST
def select_cohort(request: HttpRequest, year: int) -> HttpResponse:
    """Choose the participants with the seed typed in."""
    row = cohort_of(year)
    insist_on_whole_area(request, row)
    form = SeedForm(request.POST)
    if not form.is_valid():
        return pages.draw_with(request, row, form)
    seed = form.cleaned_data["seed"]
    count = actions.select_cohort(cohort=row, seed=seed, by=person(request), at=timezone.now())
    messages.success(request, _("%(count)s peserta terpilih.") % {"count": format_count(count)})
    return redirect(f"{reverse('agency:cohort', args=[year])}?bagian=undian")


@for_role("AGENCY")
@require_POST
def assign_facilitator(request: HttpRequest, year: int) -> HttpResponse:
    """Put the ticked participants in a facilitator's charge."""
    row = cohort_of(year)
    asked = _keys(request.POST.getlist("participant"))
    chosen = list(participants_of(cohort=row, by=person(request)).filter(pk__in=asked[:500]))
    helper = facilitators().filter(pk__in=_keys([request.POST.get("facilitator", "")])).first()
    if not chosen or helper is None:
        messages.warning(request, _("Centang peserta dan pilih pendampingnya."))
    else:
        count = actions.assign_facilitator(
            participants=chosen, facilitator=helper, by=person(request), at=timezone.now()
        )
        told = {"count": format_count(count), "name": helper}
        messages.success(request, _("%(count)s peserta didampingi %(name)s.") % told)
    return redirect(f"{reverse('agency:cohort', args=[year])}?bagian=pendaftar&status=CHOSEN")


def _keys(written: Sequence[str]) -> list[int]:
    """Read database keys; what is none is passed over."""
    longest = 18  # digits that fit a key
    return [int(key) for key in written if key.isascii() and key.isdigit() and len(key) <= longest]
