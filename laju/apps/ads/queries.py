"""What can be asked of advertising."""

from collections.abc import Mapping

from django.db.models import QuerySet, Sum

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.ads.models import Line, Plan, Share
from laju.apps.programme.models import Cohort, Participant

_PATHS = {
    "channel": "channel",
    "week": "week",
    "region": "share__participant__application__business__region_id",
}


def plan_for(*, cohort: Cohort, month: str) -> Plan | None:
    """Return the plan of a month ("2027-03"), or None."""
    return Plan.objects.filter(cohort=cohort, month=month).first()


def plans_of(*, cohort: Cohort) -> QuerySet[Plan]:
    """Return the plans of a cohort, latest first."""
    return Plan.objects.filter(cohort=cohort)


def shares_of(*, plan: Plan, by: User | None = None) -> QuerySet[Share]:
    """Return what each participant gets, most first; only those a person may see."""
    rows = Share.objects.filter(plan=plan).select_related(
        "participant__application__business__region"
    )
    if by is not None:
        path = "participant__application__business__region_id"
        rows = rows.filter(within_scope(user=by, path=path))
    return rows.order_by("-rupiah", "participant_id")


def share_of(*, participant: Participant) -> Share | None:
    """Return the latest share of a participant, or None."""
    rows = Share.objects.filter(participant=participant).select_related("plan")
    return rows.order_by("-plan_id").first()


def lines_of(*, plan: Plan, by: User | None = None) -> QuerySet[Line]:
    """Return the lines of a plan with business and region, in order of business."""
    rows = Line.objects.filter(share__plan=plan).select_related(
        "share__participant__application__business__region"
    )
    if by is not None:
        rows = rows.filter(within_scope(user=by, path=_PATHS["region"]))
    return rows.order_by("share__participant_id", "channel", "week")


def totals_by(*, plan: Plan, what: str, by: User | None = None) -> Mapping[str, int]:
    """Return rupiah by "channel", "week" or "region"; they sum to the plan, or to what one sees."""
    rows = lines_of(plan=plan, by=by).values_list(_PATHS[what])
    return dict(rows.annotate(n=Sum("rupiah")).order_by(_PATHS[what]))
