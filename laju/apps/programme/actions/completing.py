"""Completing an application after it was sent: what is missing or wrong, answered before the deadline."""

from collections.abc import Mapping
from datetime import datetime

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.applications import CohortClosed, insist_on_window, score_again
from laju.apps.programme.actions.offers import NotYours
from laju.apps.programme.actions.rules import answer_conditions
from laju.apps.programme.models import Application, Cohort
from laju.apps.programme.queries import gaps_of
from laju.apps.registry.actions import record_business
from laju.core.errors import DomainError

FIELDS_OF = {"products": ("products", "prices")}  # a question that fills two fields of the registry


class NothingTold(DomainError):
    message = "Belum ada yang diisi."
    remedy = "Isi sedikitnya satu; sisanya boleh menyusul."
    status = 422


@action
def complete_application(
    *, application: Application, values: Mapping[str, str], by: User, at: datetime
) -> list[str]:
    """Take over answers to what is missing; what was told well before is not touched.

    values: raw text by the registry's field names. Only fields of open gaps count; others are
    passed over. The score and the conditions are looked at anew.
    Returns: gaps that are left.
    Raises: NotYours, CohortClosed, NothingTold, NotABusiness.
    """
    application = Application.objects.select_related("business__owner", "business__region").get(
        pk=application.pk
    )
    business = application.business
    if by.role == Role.OWNER and business.owner.user_id != by.pk:
        raise NotYours
    cohort = Cohort.objects.select_for_update().get(pk=application.cohort_id)
    insist_on_window(cohort, at)
    if application.status != Application.Status.SUBMITTED:
        raise CohortClosed(cohort=cohort)
    open_ = {
        name for gap in gaps_of(application=application) for name in FIELDS_OF.get(gap, (gap,))
    }
    told = {name: text.strip() for name, text in values.items() if name in open_ and text.strip()}
    if not told:
        raise NothingTold
    record_business(
        values={"name": business.name, "region": business.region.name, **told},
        area=cohort.area_id,
        about=business,
        by=by,
        at=at,
    )
    application = Application.objects.select_related("business__owner", "cohort").get(
        pk=application.pk
    )
    if application.score is not None:
        score_again(application=application)
    _look_again(application)
    return gaps_of(application=application)


def _look_again(application: Application) -> None:
    """Let the conditions be answered anew, unless a person has answered or reading has begun."""
    is_decided = application.overrides.exists() or application.readings.exists()
    if application.eligibility and not is_decided:
        answer_conditions(cohort=application.cohort, applications=[application])
