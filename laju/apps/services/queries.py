"""What can be asked of services."""

from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Participant
from laju.apps.programme.queries import BUSINESS_REGION, faced_by
from laju.apps.registry.models import Business
from laju.apps.services.models import (
    Attendance,
    Field,
    Referral,
    Service,
    ServiceRequest,
    Training,
)

_REGION = "business__region_id"


def _mine(by: User, path: str = "business_id") -> Q:
    """Return the filter that keeps what is about businesses a person may see."""
    if by.role == Role.FACILITATOR:
        return faced_by(by=by, path=path)
    if by.role == Role.OWNER:
        return Q(**{f"{path.removesuffix('_id')}__owner__user": by})
    return within_scope(user=by, path=f"{path.removesuffix('_id')}__region_id")


def services_for(*, by: User) -> QuerySet[Service]:
    """Return the services a person may see, newest first, those replaced as well."""
    return Service.objects.filter(_mine(by)).select_related("business__region", "by", "replaces")


def services_of(*, business: Business) -> QuerySet[Service]:
    """Return what was given to a business, newest first, as it stands."""
    return Service.objects.filter(business=business, is_current=True).select_related("by")


def conflicts_for(*, by: User) -> list[list[Service]]:
    """Return corrections of the same service that both stand, each with its rivals."""
    rows = services_for(by=by).filter(is_current=True, replaces__isnull=False)
    found: dict[int, list[Service]] = {}
    for row in rows.order_by("kept_at", "pk"):
        found.setdefault(row.replaces_id or 0, []).append(row)
    return [rivals for rivals in found.values() if len(rivals) > 1]


def steps_due(*, by: User, on: date) -> QuerySet[Service]:
    """Return next steps that are due and not taken, the oldest first."""
    rows = services_for(by=by).filter(is_current=True, next_on__lte=on, done_on=None)
    return rows.order_by("next_on", "pk")


def requests_for(*, by: User) -> QuerySet[ServiceRequest]:
    """Return what owners asked for and nobody has answered, the oldest first."""
    return ServiceRequest.objects.filter(_mine(by), answer=None).select_related("business__region")


def stuck_for(*, by: User, since: datetime) -> QuerySet[Participant]:
    """Return participants in a facilitator's charge nobody has spoken with since a moment."""
    heard = Service.objects.filter(is_current=True, happened_at__gte=since).values("business_id")
    return (
        Participant.objects.filter(facilitator=by, left_at=None)
        .exclude(application__business_id__in=heard)
        .select_related("application__business__region")
        .order_by("application__business__name", "pk")
    )


def last_heard(*, keys: list[int]) -> dict[int, datetime]:
    """Return per business key when it was last given something."""
    rows = Service.objects.filter(business__in=keys, is_current=True)
    return dict(rows.order_by().values_list("business_id").annotate(last=Max("happened_at")))


def referrals_for(*, by: User) -> QuerySet[Referral]:
    """Return referrals a person may see: those that wait first."""
    return (
        Referral.objects.filter(_mine(by))
        .select_related("business__region", "by")
        .order_by("state", "-at")
    )


def trainings_for(*, by: User) -> QuerySet[Training]:
    """Return the sessions a person may see, newest first, with `came`.

    A facilitator sees own ones, and those where the businesses in charge are.
    """
    rows = Training.objects.all()
    if by.role == Role.FACILITATOR:
        mine = Participant.objects.filter(facilitator=by, left_at=None).values(BUSINESS_REGION)
        rows = rows.filter(Q(by=by) | Q(region__in=mine))
    else:
        rows = rows.filter(within_scope(user=by))
    return rows.select_related("region").annotate(came=Count("attendances"))


def attendances_of(*, training: Training) -> QuerySet[Attendance]:
    """Return who was there, in the order they came."""
    return training.attendances.select_related("business__region").order_by("at", "pk")


def trainings_attended(*, business: Business) -> QuerySet[Attendance]:
    """Return the sessions a business came to, newest first."""
    return Attendance.objects.filter(business=business).select_related("training").order_by("-at")


def count_by_field(*, by: User, since: date, until: date) -> list[tuple[str, int, int]]:
    """Return per field its label, services given and businesses reached, from day to day."""
    rows = services_for(by=by).filter(
        is_current=True, happened_at__date__gte=since, happened_at__date__lte=until
    )
    told = (
        rows.order_by()
        .values_list("field")
        .annotate(n=Count("pk"), of=Count("business", distinct=True))
    )
    counts = {field: (n, of) for field, n, of in told}
    return [(str(field.label), *counts.get(field.value, (0, 0))) for field in Field]


def count_by_region(*, by: User, since: date, until: date) -> list[tuple[str, int, int]]:
    """Return per region its name, services given and businesses reached."""
    rows = services_for(by=by).filter(
        is_current=True, happened_at__date__gte=since, happened_at__date__lte=until
    )
    told = rows.order_by("business__region__name").values_list("business__region__name")
    return list(told.annotate(n=Count("pk"), of=Count("business", distinct=True)))
