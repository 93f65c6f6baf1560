"""Editing the facts of a business, for its owner and for the facilitator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laju.apps.programme.models import Participant
from laju.apps.registry.queries import words_of
from laju.apps.studio.actions import record_facts
from laju.apps.studio.queries import profiles_of
from laju.core.profile import Profile
from laju.web.shared.access import person
from laju.web.shared.forms_facts import (
    FactsForm,
    ProductsFormSet,
    facts_initial,
    is_same,
    products_initial,
)


def edit_facts(
    request: HttpRequest, participant: Participant, *, template: str, done_url: str
) -> HttpResponse:
    """Show the facts of a business and keep what was changed; mistakes come back at the field."""
    business = participant.application.business
    profile = profiles_of(keys=[business.pk])[business.pk]
    data = request.POST if request.method == "POST" else None
    form = FactsForm(data, initial=facts_initial(profile))
    rows = ProductsFormSet(data, initial=products_initial(profile.products), prefix="p")
    if data is not None and form.is_valid() and rows.is_valid():
        _keep(request, participant, profile, form, rows)
        return redirect(done_url)
    context = {
        "participant": participant,
        "business": business,
        "form": form,
        "rows": rows,
        "done_url": done_url,
        "interview_url": reverse(f"{template.partition('/')[0]}:interview", args=[participant.pk]),
    }
    return render(request, template, context, status=200 if data is None else 422)


def told_activity(participant: Participant) -> str:
    """Return what the business does in the owner's latest words."""
    business = participant.application.business
    profile = profiles_of(keys=[business.pk])[business.pk]
    return profile.activity or words_of(business=business)


def _keep(
    request: HttpRequest,
    participant: Participant,
    profile: Profile,
    form: FactsForm,
    rows: ProductsFormSet,  # type: ignore[valid-type]
) -> None:
    told = rows.told()  # type: ignore[attr-defined]
    changed = record_facts(
        participant=participant,
        facts=form.changes(profile),
        products=None if is_same(profile.products, told) else told,
        by=person(request),
        at=timezone.now(),
    )
    if not changed:
        messages.info(request, _("Tidak ada yang berubah."))
        return
    text = ngettext(
        "%(n)d hal diperbarui. Halaman ikut berubah pada penerbitan berikutnya.",
        "%(n)d hal diperbarui. Halaman ikut berubah pada penerbitan berikutnya.",
        changed,
    )
    messages.success(request, text % {"n": changed})
