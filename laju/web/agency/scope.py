"""Which cohort a page speaks of, and who may act on all of it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from laju.apps.accounts.queries import covers
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import latest_cohort
from laju.core.errors import DomainError
from laju.web.shared.access import person


class NotWholeArea(DomainError):
    message = "Langkah ini berlaku untuk seluruh {area}, sedangkan akun Anda untuk sebagian saja."
    remedy = (
        "Mintalah petugas {area} menjalankannya. Anda tetap dapat melihat hasil di wilayah Anda."
    )
    status = 403


def cohort_of(year: int) -> Cohort:
    """Return the cohort of a year, or answer 404."""
    return get_object_or_404(Cohort.objects.select_related("area"), year=year)


def cohort_asked(request: HttpRequest) -> Cohort | None:
    """Return the cohort in `?angkatan=2027`, else the latest; None when none was opened."""
    asked = request.GET.get("angkatan", "")
    if not asked:
        return latest_cohort()
    if not asked.isascii() or not asked.isdigit() or len(asked) > 4:  # noqa: PLR2004  a year
        raise Http404
    return cohort_of(int(asked))


def may_decide(request: HttpRequest, cohort: Cohort) -> bool:
    """Test whether the person sees the whole area, as deciding for all of it asks."""
    return covers(user=person(request), code=cohort.area_id)


def insist_on_whole_area(request: HttpRequest, cohort: Cohort) -> None:
    """Pass only people who see the whole area. Raises: NotWholeArea."""
    if not may_decide(request, cohort):
        raise NotWholeArea(area=cohort.area.name)


def trail(cohort: Cohort | None = None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the crumbs below the list of cohorts."""
    crumbs = [(_("Angkatan"), reverse("agency:cohorts"))]
    if cohort:
        crumbs.append((str(cohort), reverse("agency:cohort", args=[cohort.year])))
    return [*crumbs, *more]
