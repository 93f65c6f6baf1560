"""Applying: questions, a look at the answers, a number to keep."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.queries import system_user
from laju.apps.programme.actions import submit_application
from laju.apps.programme.actions.applications import AlreadyApplied
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import cohort_open, latest_cohort, regions_in
from laju.apps.regions.queries import districts_in
from laju.apps.registry.actions import record_business
from laju.apps.registry.models import Business
from laju.apps.registry.queries import is_perhaps_known
from laju.apps.studio.queries.standing import photos_of
from laju.core.errors import DomainError
from laju.web.public import drafts
from laju.web.shared import tallies
from laju.web.shared.forms_apply import ApplyForm, values_of
from laju.web.shared.linking import ask_for_linking
from laju.web.shared.photos import PhotoForm, keep_photo

SALT = "laju.daftar"
MOST_AN_HOUR = 20  # applications from one address, by people who are not signed in
HOUR, DAY = 60 * 60, 24 * 60 * 60
MOST_PHOTOS = 3  # by whoever has just applied


class TooManyApplications(DomainError):
    message = "Sudah banyak pendaftaran dari jaringan ini dalam satu jam terakhir."
    remedy = (
        "Jawaban Anda masih ada di bawah. Coba kirim lagi satu jam lagi, atau lewat jaringan lain."
    )
    status = 429


class DistrictForm(forms.Form):
    district = forms.ChoiceField(label=gettext_lazy("Kecamatan"), required=False)

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["district"]
        assert isinstance(choice, forms.ChoiceField)
        names = districts_in(region=region)
        choice.choices = [("", _("Pilih kecamatan")), *((name, name) for name in names)]


@never_cache
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Ask, let the answers be checked, and enter the business for the open cohort.

    What was kept before, on this phone or another, is filled in again.
    """
    cohort = cohort_open()
    if cohort is None:
        return render(request, "public/apply_closed.html", {"cohort": latest_cohort()})
    regions = [(r.pk, r.name) for r in regions_in(area=cohort.area)]
    kept = drafts.kept(request, cohort)
    form = ApplyForm(request.POST or None, regions=regions, initial=kept.answers)
    step = request.POST.get("step", "")
    if step == "keep":
        return drafts.keep_by_form(request, cohort)
    if step == "edit" or not form.is_valid():
        status = 422 if form.errors else 200
        context = {"form": form, "cohort": cohort, "resume_url": drafts.resume_url(request)}
        context["kept_at"] = drafts.moment(kept.at)
        return render(request, "public/apply.html", context, status=status)
    region = form.cleaned_data["region"]
    check = DistrictForm(request.POST if step == "send" else None, region=region)
    if step != "send" or not check.is_valid():
        context = {"form": form, "check": check, "cohort": cohort, "is_known": is_known(request)}
        return render(request, "public/apply_check.html", context)
    values = values_of(
        form.cleaned_data,
        region_name=dict(regions)[region],
        district=check.cleaned_data["district"],
    )
    try:
        check_pace(request)
        business = enter(cohort, values)
    except DomainError as error:
        form.add_error(None, f"{error} {error.remedy}".strip())
        context = {"form": form, "cohort": cohort}
        return render(request, "public/apply.html", context, status=max(error.status, 422))
    response = redirect("public:applied", signing.dumps(business.pk, salt=SALT))
    drafts.forget(request, response)
    return response


def check_pace(request: HttpRequest) -> None:
    """Let a flood from one address wait; officers and facilitators enter whom they like.

    Raises: TooManyApplications.
    """
    if request.user.is_authenticated:
        return
    key = tallies.key_of("daftar", tallies.address_of(request))
    if tallies.tally(key=key) >= MOST_AN_HOUR:
        raise TooManyApplications
    tallies.count_up(key=key, seconds=HOUR)


def is_known(request: HttpRequest) -> bool:
    """Say whether this name and number stand in the registry; asked too often, say nothing."""
    key = tallies.key_of("mungkin", tallies.address_of(request))
    if tallies.tally(key=key) >= MOST_AN_HOUR:
        return False
    tallies.count_up(key=key, seconds=HOUR)
    return is_perhaps_known(name=request.POST["name"], phone=request.POST["phone"])


def enter(cohort: Cohort, values: dict[str, str]) -> Business:
    """Record the business and its application; sent twice, the second time changes nothing."""
    at, by = timezone.now(), system_user()
    business = record_business(
        values=values, area=cohort.area_id, may_update=False, by=by, at=at
    ).business
    ask_for_linking()
    try:
        submit_application(cohort=cohort, business=business, by=by, at=at)
    except AlreadyApplied:
        return business
    return business


@never_cache
@require_http_methods(["GET", "POST"])
def applied(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show the number to keep and what happens next; on the same day take a photo or a few."""
    try:
        number = signing.loads(ticket, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    business = Business.objects.filter(pk=number).first()
    if business is None:
        raise Http404
    may_add = business.pk == _fresh(ticket) and count_photos(business=business) < MOST_PHOTOS
    is_post = request.method == "POST" and may_add
    form = PhotoForm(request.POST, request.FILES) if is_post else PhotoForm()
    if is_post and form.is_valid():
        try:
            check_pace(request)
            keep_photo(
                business=business,
                upload=form.cleaned_data["photo"],
                by=system_user(),
                consent_by=_("pendaftar %(code)s") % {"code": business.code},
                most=MOST_PHOTOS,
            )
        except DomainError as error:
            form.add_error("photo", f"{error} {error.remedy}".strip())
        else:
            messages.success(request, _("Foto tersimpan."))
            return redirect("public:applied", ticket)
    context: dict[str, Any] = {"code": business.code, "cohort": cohort_open()}
    context |= {"form": form if may_add else None, "photos": count_photos(business=business)}
    return render(request, "public/applied.html", context, status=422 if form.errors else 200)


def _fresh(ticket: str) -> int | None:
    """Return the business of a ticket made within the last day, or None."""
    try:
        return int(signing.loads(ticket, salt=SALT, max_age=DAY))
    except signing.BadSignature:
        return None


def count_photos(*, business: Business) -> int:
    """Return how many photos a business has."""
    return photos_of(business=business).count()
