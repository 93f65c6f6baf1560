"""What can be asked of the programme."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import code_path, within_scope
from laju.apps.programme.models import Application, Cohort, Participant, Seats
from laju.apps.regions.models import Region
from laju.apps.registry.models import Batch, Business, Row
from laju.apps.registry.queries import standing
from laju.core.codes import BadCode, parse_code

BUSINESS_REGION = "application__business__region_id"


def latest_cohort() -> Cohort | None:
    """Return the cohort at work: the latest with participants, else the latest opened."""
    chosen_first = Case(When(status=Cohort.Status.SELECTED, then=0), default=1)
    return Cohort.objects.select_related("area").order_by(chosen_first, "-year").first()


def cohort_open() -> Cohort | None:
    """Return the cohort that takes applications now, the earliest if there are several."""
    rows = Cohort.objects.filter(status=Cohort.Status.OPEN).select_related("area")
    return rows.order_by("year").first()


def regions_in(*, area: Region) -> QuerySet[Region]:
    """Return the kabupaten and kota of a programme area, itself when it is one."""
    if area.kind != Region.Kind.PROVINCE:
        return Region.objects.filter(pk=area.pk)
    return Region.objects.filter(province=area)


def in_area(*, area: Region, path: str = "region_id") -> Q:
    """Return the filter that keeps rows of an area, those known only by province included."""
    if area.kind != Region.Kind.PROVINCE:
        return Q(**{path: area.pk})
    code = code_path(path=path)
    return Q(**{path: area.pk}) | Q(**{f"{code}__startswith": f"{area.pk}."})


def applications_of(*, cohort: Cohort, by: User) -> QuerySet[Application]:
    """Return the applications a person may see: chosen first, then by place and score."""
    return (
        cohort.applications.filter(within_scope(user=by, path="business__region_id"))
        .select_related("business__region", "business__owner", "participant")
        .order_by("business__region_id", "place", "-score", "pk")
    )


def count_applications_by_region(*, cohort: Cohort) -> dict[str, dict[str, int]]:
    """Return per region code: applications, chosen and still taking part, waiting."""
    staying = Q(status=Application.Status.CHOSEN, participant__left_at=None)
    rows = (
        cohort.applications.values("business__region_id")
        .annotate(
            applications=Count("pk"),
            chosen=Count("pk", filter=staying),
            waiting=Count("pk", filter=Q(status=Application.Status.WAITING)),
        )
        .order_by("business__region_id")
    )
    return {
        row["business__region_id"]: {
            "applications": row["applications"],
            "chosen": row["chosen"],
            "waiting": row["waiting"],
        }
        for row in rows
    }


def seats_of(*, cohort: Cohort) -> QuerySet[Seats]:
    """Return the seats per region, in order of code."""
    return cohort.quotas.select_related("region").order_by("region_id")


def participants_of(*, cohort: Cohort, by: User | None = None) -> QuerySet[Participant]:
    """Return the participants with business, owner and region; only those a person may see."""
    rows = Participant.objects.filter(application__cohort=cohort, left_at=None).select_related(
        "application__business__owner", "application__business__region", "facilitator"
    )
    if by is not None:
        rows = rows.filter(within_scope(user=by, path=BUSINESS_REGION))
    return rows.order_by("pk")


def participants_of_facilitator(*, by: User) -> QuerySet[Participant]:
    """Return the participants a facilitator looks after."""
    return (
        Participant.objects.filter(facilitator=by, left_at=None)
        .select_related("application__business__owner", "application__business__region")
        .order_by("application__business__name", "pk")
    )


def faced_by(*, by: User, path: str = "business_id") -> Q:
    """Return the filter that keeps what is about the businesses a facilitator looks after."""
    mine = Participant.objects.filter(facilitator=by, left_at=None)
    return Q(**{f"{path}__in": mine.values("application__business_id")})


def applications_of_owner(*, by: User) -> QuerySet[Application]:
    """Return the applications of the owner who has signed in, the latest first."""
    return (
        Application.objects.filter(business__owner__user=by)
        .select_related("business__owner", "business__region", "cohort", "participant")
        .order_by("-cohort__year", "pk")
    )


def application_by_code(*, code: str) -> Application | None:
    """Return the latest application of the business with a code, or None."""
    return (
        Application.objects.filter(business_id=_number_in(code))
        .select_related("business__owner", "business__region", "cohort", "participant")
        .order_by("-cohort__year")
        .first()
    )


def gaps_of(*, application: Application) -> list[str]:
    """Return what is missing or not known of an applicant, by field of the registry, gravest first.

    "products" stands for the goods and their prices; a number of the permit and the sales of a year
    are asked only where a condition of the cohort needs them.
    """
    business = application.business
    open_ = {finding["kind"] for finding in application.findings if finding["answer"] != "YES"}
    is_priced = any(character.isdigit() for character in business.prices_text)
    needs_size = not business.size and "SIZE" in open_
    missing = {
        "products": not (business.products_text and is_priced),
        "founded_year": business.founded_year is None,
        "employees": business.employees is None,
        "address": not business.address,
        "nib": "NIB" in open_ and not business.owner.nib,
        "sales_rupiah": business.sales_rupiah is None and (needs_size or "MAX_SALES" in open_),
    }
    return [name for name, is_missing in missing.items() if is_missing]


def participants_of_owner(*, by: User) -> QuerySet[Participant]:
    """Return the participating businesses of the owner who has signed in."""
    return (
        Participant.objects.filter(application__business__owner__user=by, left_at=None)
        .select_related("application__business__owner", "application__business__region")
        .order_by("pk")
    )


def participant_for(*, by: User, pk: int) -> Participant | None:
    """Return a participant if this person may see it: by region, by charge, or as its owner."""
    row = (
        Participant.objects.filter(pk=pk)
        .select_related(
            "application__business__owner__user", "application__business__region", "facilitator"
        )
        .first()
    )
    if row is None:
        return None
    if by.role == "OWNER":
        return row if row.application.business.owner.user_id == by.pk else None
    if by.role == "FACILITATOR":
        return row if row.facilitator_id == by.pk else None
    inside = Participant.objects.filter(pk=pk).filter(within_scope(user=by, path=BUSINESS_REGION))
    return row if inside.exists() else None


def count_participants_by_region(*, cohort: Cohort) -> Mapping[str, int]:
    """Return the number of participants per region code."""
    rows = (
        Participant.objects.filter(application__cohort=cohort, left_at=None)
        .values_list(BUSINESS_REGION)
        .annotate(n=Count("pk"))
        .order_by(BUSINESS_REGION)
    )
    return dict(rows)


ORDERS = {
    "name": ("business__name_folded", "pk"),
    "-name": ("-business__name_folded", "pk"),
    "region": ("business__region_id", "place", "-score", "pk"),
    "-region": ("-business__region_id", "place", "-score", "pk"),
    "score": (F("score").asc(nulls_first=True), "pk"),
    "-score": (F("score").desc(nulls_last=True), "pk"),
    "place": ("business__region_id", F("place").asc(nulls_last=True), "pk"),
}


def cohorts_of(*, by: User) -> QuerySet[Any]:
    """Return all cohorts, latest first, with the `applicants`, `helped` and `waiting` one sees."""
    path = "applications__business__region_id"
    seen = within_scope(user=by, path=path)
    staying = seen & Q(
        applications__participant__isnull=False, applications__participant__left_at=None
    )
    return (
        Cohort.objects.select_related("area")
        .annotate(
            applicants=Count("applications", filter=seen or None),
            helped=Count("applications", filter=staying),
            waiting=Count("applications", filter=seen & Q(applications__status="WAITING")),
        )
        .order_by("-year")
    )


def applications_matching(
    *,
    cohort: Cohort,
    by: User,
    words: str = "",
    region: str = "",
    status: str = "",
    order: str = "",
) -> QuerySet[Application]:
    """Return the applications a person may see, narrowed and ordered.

    words: all must occur in the name of the business or of its owner; a public code finds its own.
    status: of Application.Status, or "LEFT" for participants who left.
    order: a key of ORDERS; anything else is by region and place.
    """
    rows = applications_of(cohort=cohort, by=by).select_related(
        "business__region", "business__owner", "participant__facilitator"
    )
    for word in words.split()[:6]:
        found = Q(business__name__icontains=word) | Q(business__owner__name__icontains=word)
        rows = rows.filter(found | Q(business_id=_number_in(word)))
    if region:
        rows = rows.filter(business__region=region)
    if status == "LEFT":
        rows = rows.filter(participant__left_at__isnull=False)
    elif status:
        rows = rows.filter(status=status)
    return rows.order_by(*ORDERS[order]) if order in ORDERS else rows


def application_for(*, by: User, pk: int) -> Application | None:
    """Return an application with everything shown beside it, if this person may see it."""
    return (
        Application.objects.filter(within_scope(user=by, path="business__region_id"), pk=pk)
        .select_related(
            "cohort__area",
            "business__region",
            "business__owner",
            "participant__facilitator",
        )
        .first()
    )


def batches_awaiting(*, cohort: Cohort) -> QuerySet[Batch]:
    """Return the sheets with businesses of the area that have not applied to a cohort."""
    applied = Application.objects.filter(cohort=cohort, business=OuterRef("about"))
    waiting = Row.objects.alias(about=standing()).filter(
        in_area(area=cohort.area, path="business__region_id"),
        ~Exists(applied),
        batch=OuterRef("pk"),
        business__isnull=False,
    )
    return Batch.objects.filter(Exists(waiting), status=Batch.Status.DONE).order_by("pk")


def regions_of_businesses(*, cohort: Cohort, by: User) -> QuerySet[Region]:
    """Return the regions of the area that a person may choose from, in order of name."""
    rows = Region.objects.filter(in_area(area=cohort.area, path="pk"))
    return rows.filter(within_scope(user=by, path="pk")).order_by("name")


def participations_of_business(*, business: Business) -> QuerySet[Application]:
    """Return the applications of a business to all cohorts, latest year first."""
    return (
        Application.objects.filter(business=business)
        .select_related("cohort", "participant__facilitator")
        .order_by("-cohort__year")
    )


def count_curated(*, cohort: Cohort) -> tuple[int, int]:
    """Return how many applications have a score, and how many there are."""
    told = cohort.applications.aggregate(scored=Count("score"), total=Count("pk"))
    return int(told["scored"]), int(told["total"])


def _number_in(word: str) -> int:
    """Return the number of a business code, or 0, which no business has."""
    try:
        return min(parse_code(word), 2**62)
    except BadCode:
        return 0
